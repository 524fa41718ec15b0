internal import Foundation
internal import FormatRegistry
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Which format an input or an output is of, for all formats together.
@Suite struct FormatChoiceTests {
    private let folder = TemporaryFolder()
    private static let formats = FormatRegistry.formats

    /// Every file of the fixtures, drawings or not.
    static let fixtures: [String] = {
        let files = FileManager.default.enumerator(atPath: TestFiles.fixture(""))?.compactMap { $0 as? String } ?? []
        return files.map(TestFiles.fixture).filter {
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: $0, isDirectory: &isDirectory) && !isDirectory.boolValue
        }.sorted()
    }()

    private func sniffed(_ path: String, among formats: [any SketchFormat]) -> String {
        do {
            return try FormatChoice(formats: formats).sniff(ByteSource(path: path)).name
        } catch {
            return "none"
        }
    }

    @Test func theOrderOfTheFormatsDoesNotMatter() throws {
        #expect(Self.fixtures.count > 100)
        var generator = SeededGenerator(seed: 7)
        let orders =
            (0..<6).map { _ -> [any SketchFormat] in
                var formats = Self.formats
                for last in formats.indices.dropFirst().reversed() {
                    formats.swapAt(last, generator.index(below: last + 1))
                }
                return formats
            } + [Self.formats.reversed()]
        var found: Set<String> = []
        for path in Self.fixtures {
            let name = sniffed(path, among: Self.formats)
            found.insert(name)
            for order in orders { #expect(sniffed(path, among: order) == name, "\(path)") }
        }
        #expect(found == Set(Self.formats.filter(\.canRead).map(\.name) + ["none"]))
        for suffix in Set(Self.formats.flatMap(\.fileExtensions)) {
            let names = orders.map { order in
                (try? order.forOutput(nil, path: "x." + suffix).name) ?? "none"
            }
            #expect(Set(names).count == 1, "\(suffix): \(names)")
            // An empty file with that extension too.
            folder.write("", to: "empty." + suffix)
            #expect(Set(orders.map { sniffed(folder("empty." + suffix), among: $0) }).count == 1, "\(suffix)")
        }
        folder.write("", to: "empty")
        #expect(Set(orders.map { sniffed(folder("empty"), among: $0) }).count == 1)
    }

    /// Arrays of places are FS-COCO's in its folder, and elsewhere only if their flags say so.
    @Test func foldersDecide() throws {
        let path = TestFiles.fixture("data-sets/fs-coco/vector_sketches/")
        let plain = try #require(TemporaryFolder.read(path: path + "1/000000000049.npy"))
        let flagged = try #require(TemporaryFolder.read(path: path + "2/000000000064.npy"))
        folder.write(plain, to: "plain.npy")
        folder.write(flagged, to: "flagged.npy")
        folder.write(plain, to: "vector_sketches/plain.npy")
        folder.write("{\"drawing\":[]}\n", to: "vector_sketches/other.ndjson")
        #expect(sniffed(folder("plain.npy"), among: Self.formats) == "stroke-3")
        #expect(sniffed(folder("flagged.npy"), among: Self.formats) == "fs-coco")
        #expect(sniffed(folder("vector_sketches/plain.npy"), among: Self.formats) == "fs-coco")
        #expect(sniffed(folder("vector_sketches/other.ndjson"), among: Self.formats) == "quickdraw")
    }

    @Test func oneNameIsNotLookedBehind() throws {
        folder.write("{}", to: "a.ndjson")
        let choice = try FormatChoice(["svg:fill=outline"], among: Self.formats)
        #expect(choice.isNamed)
        #expect(try choice.sniff(ByteSource(path: folder("a.ndjson"))).name == "svg")
    }

    @Test func severalNamesLimitTheChoice() throws {
        folder.write("<svg/>", to: "a.svg")
        folder.write("{\"drawing\":[[[1,2],[3,4]]]}\n", to: "a.ndjson")
        let choice = try FormatChoice(["quickdraw-raw", "svg:tolerance=2"], among: Self.formats)
        #expect(!choice.isNamed)
        #expect(choice.readableExtensions == ["ndjson", "jsonl", "json", "svg", "svgz"])
        #expect(try choice.sniff(ByteSource(path: folder("a.svg"))).name == "svg")
        // Its bytes say quickdraw, which isn't among the formats; its name says the other.
        #expect(try choice.sniff(ByteSource(path: folder("a.ndjson"))).name == "quickdraw-raw")
        let others = try FormatChoice(["quickdraw-bin", "stroke-3"], among: Self.formats)
        #expect(throws: Fault.self) { try others.sniff(ByteSource(path: folder("a.svg"))) }
    }

    @Test(arguments: [
        (["svg", "svg:fill=skip"], "--from: error: svg is named twice; give all its options after one name"),
        (["swg"], "--from: error: there is no format 'swg'; did you mean svg?"),
        (
            ["svg:tolerence=1"],
            "--from: error: svg has no option 'tolerence'; did you mean tolerance? "
                + "it takes tolerance=NUMBER|1/N, fill=skip|outline|centreline|error"
        ),
        (["svg:precision=1"], "--from: error: precision applies to writing svg"),
        (["svg:fill=no"], "--from: error: fill cannot be 'no'; give skip, outline, centreline or error"),
        (["svg:fill=skip,fill=error"], "--from: error: fill is given twice; give it once"),
        (
            ["quickdraw:1"],
            "--from: error: quickdraw has no option '1', nor takes values without a name; it takes no options here"
        ),
    ])
    func refusals(arguments: [String], message: String) {
        let fault = #expect(throws: Fault.self) { try FormatChoice(arguments, among: Self.formats) }
        #expect(fault?.description == message)
        #expect(fault?.reason.kind == .wrongUsage)
    }
}
