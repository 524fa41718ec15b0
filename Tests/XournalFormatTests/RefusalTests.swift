internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import XournalFormat
internal import Zlib

/// Files that are refused, with their place, and files made to do harm.
struct RefusalTests {
    private static let stroke = "<stroke tool='pen' width='1'>"

    private static let refused: [(document: String, message: String)] = [
        ("", "a.xopp:1:1: error: not well-formed XML: no element found"),
        ("<xournal><page></xournal>", "a.xopp:1:18: error: not well-formed XML: mismatched tag"),
        ("<?xml version='1.0'?>\n<html/>", "a.xopp:2:1: error: the root element is 'html', not 'xournal'"),
        (
            "<xournal>\n<page><layer>\n<stroke>1 2\n3 four</stroke></layer></page></xournal>",
            "a.xopp:4:3: error: 'four' in the points of this stroke is not a number"
        ),
        (
            "<xournal>\n<page><layer><stroke>1 2 nan 3</stroke></layer></page></xournal>",
            "a.xopp:2:26: error: 'nan' in the points of this stroke is not a number"
        ),
        (
            "<xournal>\n<page><layer><stroke>1 2 1e999 3</stroke></layer></page></xournal>",
            "a.xopp:2:26: error: '1e999' in the points of this stroke is not a number"
        ),
        (
            "<xournal>\n<page><layer><stroke>&#49; 2,5 3</stroke></layer></page></xournal>",
            "a.xopp:2:14: error: '2,5' in the points of this stroke is not a number"
        ),
        (
            "<xournal>\n<page><layer>\n <stroke>1 2 3</stroke></layer></page></xournal>",
            "a.xopp:3:2: error: this stroke has 3 coordinates, so the last point has no y"
        ),
        (
            "<!DOCTYPE xournal [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<xournal>&e;</xournal>",
            "a.xopp:2:10: error: refers to an external entity, which is never read"
        ),
    ]

    @Test(arguments: refused.indices)
    func refusedAtItsPlace(index: Int) {
        let result = Documents.read(Self.refused[index].document)
        #expect(result.sketches.isEmpty)
        #expect(result.messages == [Self.refused[index].message])
    }

    /// One page that can't be read leaves the others as they are.
    @Test func otherPagesAreStillRead() {
        let layers = ["1 2 3 4", "1 2 x 4", "5 6 7 8"].map {
            "<page width='9' height='9'><layer>\(Self.stroke)\($0)</stroke></layer></page>"
        }
        let result = Documents.read("<xournal>\n" + layers.joined(separator: "\n") + "</xournal>")
        #expect(result.sketches.map(\.source.page) == [1, 3])
        #expect(result.messages == ["a.xopp:3:68: error: 'x' in the points of this stroke is not a number"])
    }

    @Test func archives() throws {
        let archive = try #require(TemporaryFolder.read(path: Documents.fixture("house-package.xopp")))
        #expect(
            Documents.read(Array(archive.dropLast(30))).messages == [
                "a.xopp: error: is not a ZIP archive: it has no end record"
            ]
        )
        let other = archive.replacing(Array("content.xml".utf8), with: Array("content.XML".utf8))
        #expect(Documents.read(other).messages == ["a.xopp: error: the ZIP archive has no member 'content.xml'"])
        var damaged = archive
        let place = try #require(archive.firstRange(of: Array("content.xml".utf8))).upperBound + 40
        damaged[place] ^= 0xff
        let messages = Documents.read(damaged).messages
        #expect(messages.count == 1 && messages[0].contains("error: "))
    }

    /// Many elements, many widths for few points, and deep nesting.
    @Test func hostileSizes() throws {
        let tags = String(repeating: "<", count: (1 << 24) + 1)
        #expect(
            Documents.read(tags).messages == [
                "a.xopp:1:1: error: the document has more than 16777216 tags; split it into several files"
            ]
        )
        let widths = Documents.page("<stroke width='1\(String(repeating: " 1", count: 1 << 16))'>0 0 1 1</stroke>")
        #expect(Documents.read(widths).sketches.first?.pressures == [1, 1])
        let nested = String(repeating: "<page>", count: 300)
        #expect(
            Documents.read("<xournal>" + nested).messages == [
                "a.xopp:1:1540: error: elements are nested more than 256 deep"
            ]
        )
    }

    @Test(arguments: ["house.xopp", "house-gzip.xopp", "house-package.xopp"])
    func everyCutIsReadOrRefused(name: String) throws {
        let bytes = try #require(TemporaryFolder.read(path: Documents.fixture(name)))
        for length in stride(from: 0, to: bytes.count - 1, by: 7) {
            let result = Documents.read(Array(bytes[..<length]))
            #expect(!result.faults.isEmpty && !result.faults.contains { $0.reason is UnexpectedError })
        }
    }

    @Test(arguments: ["house.xopp", "house-package.xopp"])
    func mutantsAreReadOrRefused(name: String) throws {
        let bytes = try #require(TemporaryFolder.read(path: Documents.fixture(name)))
        let tokens = ["<stroke>", "</stroke>", "<layer>", "width='", "nan", "1e999", "-", "&#10;", "<!--", "]]>", "PK"]
        var mutator = Mutator(seed: 15, tokens: tokens)
        for _ in 0..<Mutator.rounds(4000) {
            let mutant = mutator.mutate(bytes, other: bytes)
            let result = Documents.read(mutant)
            #expect(!result.faults.contains { $0.reason is UnexpectedError })
            for sketch in result.sketches {
                #expect(sketch.points.allSatisfy(\.isFinite) && sketch.strokeEnds.last ?? 0 == sketch.points.count)
                #expect(!sketch.hasPressures || sketch.pressures.count == sketch.points.count)
                #expect(sketch.pressures.allSatisfy { $0 >= 0 && $0 <= 1 })
                #expect(sketch.attributes.allSatisfy { $0.width ?? 0 >= 0 })
            }
            let offsets = (result.sketches.first?.strokeCount).map { Array(repeating: Point(1, 2), count: $0) } ?? []
            _ = try? XournalFormat().moving(mutant, named: "a.xopp", page: 1, by: offsets)
        }
    }
}
