internal import TestSupport
internal import Testing

/// The Swift blocks of the README and the documentation are compiled and run.
@Suite struct DocumentationTests {
    private static let documents =
        ["README.md"]
        + ["GettingStarted", "HowInversionWorks", "Cookbook", "Croquis"].map { "Sources/Croquis/Croquis.docc/\($0).md" }

    /// The lines of each Swift block of a document, without imports, blank lines and indentation.
    private static func blocks(_ document: String) -> [[String]] {
        let text = TemporaryFolder.read(path: TestFiles.root + "/" + document) ?? []
        var (blocks, block): ([[String]], [String]?) = ([], nil)
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("```") {
                if let block { blocks.append(block) }
                block = line == "```swift" ? [] : nil
            } else if !line.hasPrefix("import ") {
                block?.append(String(line.drop { $0 == " " }))
            }
        }
        return blocks
    }

    @Test(arguments: documents) func blocksAreExamples(_ document: String) throws {
        let file = try #require(
            TemporaryFolder.read(path: TestFiles.root + "/Tests/DocumentationExamples/Examples.swift")
        )
        let lines = String(decoding: file, as: UTF8.self).split(separator: "\n").map { String($0.drop { $0 == " " }) }
        for block in Self.blocks(document) {
            let stands = lines.indices.contains { lines[$0...].starts(with: block) }
            #expect(stands, "\(document): no example is\n\(block.joined(separator: "\n"))")
        }
    }

    @Test func thereAreBlocks() { #expect(Self.documents.flatMap(Self.blocks).count >= 4) }

    @Test func examplesRun() throws {
        let folder = TemporaryFolder()
        for (fixture, name) in [("quickdraw/cat.ndjson", "cats.ndjson"), ("drawings/owl.svg", "owl.svg")] {
            folder.write(try #require(TemporaryFolder.read(path: TestFiles.fixture(fixture))), to: name)
        }
        let run = try CommandRun.shell("'\(CommandRun.products)/DocumentationExamples'", in: folder.path)
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.text.split(separator: "\n")
        #expect(lines.count == 2 && lines.first?.contains(" 0.") == true && Int(lines.last ?? "") ?? 0 > 100)
        #expect(try PNGFile(#require(folder.read("cat.png"))).width == 28)
        #expect(folder.read("cats.npz") != nil && folder.text("recovered.svg")?.contains("<path") == true)
        #expect(folder.text("recovered-owl.svg")?.contains("<path") == true)
    }
}
