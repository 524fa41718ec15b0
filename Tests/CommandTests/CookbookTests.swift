internal import TestSupport
internal import Testing

/// Runs the documentation: every command, each document's in a folder of its own that has the fixtures, and the Python that
/// loads what the commands wrote. It takes the release build, as CI gives it: a debug build takes twenty times as long.
@Suite(.enabled(if: CommandRun.isGiven, "CROQUIS_COMMAND doesn't name the command to test"))
struct CookbookTests {
    static let catalogue = "Sources/Croquis/Croquis.docc/"
    static let cookbook = catalogue + "Cookbook.md"
    /// The other documents with commands.
    static let documents: [String] = {
        let pages = (try? CommandRun.shell("ls *.md", in: TestFiles.root + "/" + catalogue).text) ?? ""
        let documents = ["README.md"] + pages.split(separator: "\n").map { catalogue + $0 }
        return documents.filter { $0 != cookbook && !commands(in: $0).isEmpty }
    }()

    /// The commands of a document. The README's first two are CI's.
    static func commands(in document: String) -> [(line: String, output: String?)] {
        let blocks = DocumentBlock.all(in: document)
        let setUp = document == "README.md" ? blocks.indices.filter { blocks[$0].language == "sh" }.prefix(2) : []
        return blocks.indices.filter { !setUp.contains($0) }.flatMap { blocks[$0].commands }
    }

    @Test func thereAreTenAtLeast() {
        #expect(Self.commands(in: Self.cookbook).count >= 10)
        #expect(Self.documents.count >= 3)
    }

    @Test func everyLineWorks() throws {
        let folder = try folderWithFixtures()
        try run(Self.commands(in: Self.cookbook), in: folder)
        try expectPictures(in: folder)
        try expectSameParts(in: folder)
    }

    @Test(arguments: documents) func commandsOfOtherDocumentsWork(document: String) throws {
        try run(Self.commands(in: document), in: folderWithFixtures())
    }

    static let python = documents.flatMap(DocumentBlock.all).filter { $0.language == "python" }

    @Test(
        .enabled(if: canImport("numpy"), "python3 has no numpy"),
        arguments: python.filter { $0.importedModules == ["numpy"] }
    )
    func numpyLoadsWhatWasWritten(block: DocumentBlock) throws { try run(block) }

    @Test(
        .enabled(if: canImport("torchvision", "webdataset"), "python3 has no torchvision or no webdataset"),
        arguments: python.filter { $0.importedModules != ["numpy"] }
    )
    func loadersOfDataSetsLoadWhatWasWritten(block: DocumentBlock) throws { try run(block) }

    private static func canImport(_ modules: String...) -> Bool {
        let line = "python3 -c 'import \(modules.joined(separator: ", "))'"
        return (try? CommandRun.shell(line, in: TestFiles.root).status) == 0
    }

    /// Runs a block of Python after the commands of its document that write what it loads.
    private func run(_ block: DocumentBlock) throws {
        let folder = try folderWithFixtures()
        let writing = Self.commands(in: block.document).filter { block.loads(whatIsWrittenBy: $0.line) }
        #expect(!writing.isEmpty)
        try run(writing, in: folder)
        folder.write(block.text, to: "block.py")
        let python = try CommandRun.shell("python3 block.py", in: folder.path)
        #expect(python.status == 0, "\(python.errors)")
        #expect(!python.output.isEmpty)
    }

    private func folderWithFixtures() throws -> TemporaryFolder {
        let folder = TemporaryFolder()
        #expect(try CommandRun.shell("cp -r '\(TestFiles.root)/Fixtures' Fixtures", in: folder.path).status == 0)
        return folder
    }

    private func run(_ commands: [(line: String, output: String?)], in folder: TemporaryFolder) throws {
        for (line, output) in commands {
            let run = try CommandRun.shell(line, in: folder.path)
            #expect(run.status == 0, "\(line)\n\(run.errors)")
            #expect(!run.output.isEmpty || !run.errors.isEmpty, "\(line) says nothing")
            if let output { #expect(run.text == output, "\(line)") }
        }
    }

    /// The data set's outputs put the same drawings into the same parts.
    private func expectSameParts(in folder: TemporaryFolder) throws {
        func sorted(_ line: String) throws -> [String] {
            let run = try CommandRun.shell(line, in: folder.path)
            #expect(run.status == 0, "\(line)\n\(run.errors)")
            return run.text.split(separator: "\n").map(String.init).sorted()
        }
        var sizes: [Int] = []
        for part in ["train", "valid"] {
            let ids = try sorted("grep -o '\"key_id\":\"[0-9]*' lines/\(part).ndjson | grep -o '[0-9]*'")
            sizes.append(ids.count)
            #expect(try sorted("ls png/\(part)/*/ | grep -o '^[0-9]*'") == ids)
            #expect(
                try sorted(
                    "tar -xOf shards/\(part)-000000.tar --wildcards '*.json' | grep -o '\"id\":\"[0-9]*' | grep -o '[0-9]*'"
                )
                    == ids
            )
            // Offsets only: the drawings, and how many there are, tell them.
            let drawn = "-t align -o - --to quickdraw -q | grep -o '\"drawing\".*'"
            let lines = try sorted("croquis convert lines/\(part).ndjson \(drawn)")
            let rows = try sorted(
                "for f in rnn/*.npz; do croquis convert $f --from stroke-3:member=\(part) \(drawn); done"
            )
            #expect(rows == lines)
            let images = try sorted(
                "croquis render lines/\(part).ndjson --preset google28 -o again.npz -f -q; unzip -p again.npz images.npy | md5sum"
            )
            #expect(try sorted("unzip -p arrays/\(part).npz images.npy | md5sum") == images)
        }
        #expect(sizes == [6, 3])
    }

    /// The documentation's pictures are those that the cookbook draws.
    private func expectPictures(in folder: TemporaryFolder) throws {
        for name in ["sheet.png", "owl.png", "snail.png"] {
            let shown = TemporaryFolder.read(path: TestFiles.root + "/" + Self.catalogue + "Resources/" + name)
            let (drawn, kept) = (try PNGFile(#require(folder.read(name))), try PNGFile(#require(shown)))
            #expect(drawn.width == kept.width && drawn.pixels == kept.pixels && drawn.frames == kept.frames, "\(name)")
        }
    }
}

extension DocumentBlock {
    /// The modules that a block of Python imports.
    fileprivate var importedModules: [String] {
        lines.filter { $0.hasPrefix("import ") || $0.hasPrefix("from ") }
            .map { line in String(line.split(separator: " ")[1].prefix { $0 != "." }) }
    }

    /// Whether a command's output is named in the block.
    fileprivate func loads(whatIsWrittenBy command: String) -> Bool {
        guard let option = command.firstRange(of: " -o ") else { return false }
        return text.contains("\"" + command[option.upperBound...].prefix { $0.isLetter })
    }
}
