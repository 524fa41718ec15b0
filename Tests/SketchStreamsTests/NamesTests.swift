internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct NamesTests {
    private func sketch(label: String? = "cat", id: UInt64? = 18_446_744_073_709_551_615) -> Sketch {
        var sketch = Sketch(strokes: [], metadata: SketchMetadata(label: label, id: id))
        sketch.source = SketchSource(name: "a/b/cats.ndjson.gz", index: 42)
        return sketch
    }

    @Test(arguments: [
        ("{index}", "42.svg"), ("{word}/{id}.svg", "cat/18446744073709551615.svg"), ("{index:05}", "00042.svg"),
        ("{source}-{index:02}", "cats-42.svg"), ("x", "x.svg"), ("a/b/{word}", "a/b/cat.svg"),
    ])
    func patterns(pattern: String, name: String) throws {
        #expect(try FileNamePattern(pattern, fileExtension: "svg").name(for: sketch()) == name)
    }

    @Test(arguments: [
        ("{index}", true), ("{word}/{index:03}", true), ("a-{index}.svg", true), ("{index}/{word}", true),
        ("{word}", false), ("{word}{index}", false), ("{index}-{id}", false), ("{id}", false), ("x", false),
    ])
    func uniquePatterns(pattern: String, isUnique: Bool) throws {
        #expect(try FileNamePattern(pattern, fileExtension: "svg").isUnique == isUnique)
    }

    @Test(arguments: [
        ("{nothing}", "there is no {nothing}"), ("{index", "there is no {index"),
        ("{index:5}", "there is no {index:5}"),
    ])
    func unknownFields(pattern: String, message: String) {
        let error = #expect(throws: FileNameError.self) { try FileNamePattern(pattern, fileExtension: "svg") }
        #expect(error?.message == message)
    }

    @Test(arguments: [
        ("../{index}", "it leaves the directory"), ("/tmp/{index}", "it is absolute"), ("", "it is empty"),
        ("a//{index}", "a part of it is empty"), ("a/./{index}", "it leaves the directory"), ("a/", "it is empty"),
        ("a\0{index}", "it has a NUL in it"),
    ])
    func unusableNames(pattern: String, why: String) throws {
        let pattern = try FileNamePattern(pattern, fileExtension: "svg")
        let error = #expect(throws: FileNameError.self) { try pattern.name(for: sketch()) }
        #expect(error?.message.hasSuffix(why) == true)
        #expect(error?.kind == .cannotCreate)
    }

    @Test func labelsCannotMakeFolders() throws {
        let pattern = try FileNamePattern("{word}/{index}", fileExtension: "svg")
        #expect(throws: FileNameError.unusable("../../etc/passwd", "its label has a slash in it")) {
            try pattern.name(for: sketch(label: "../../etc/passwd"))
        }
        #expect(throws: FileNameError.unusable("../42", "it leaves the directory")) {
            try pattern.name(for: sketch(label: ".."))
        }
        #expect(throws: FileNameError.missing(field: "{word}", record: "label")) {
            try pattern.name(for: sketch(label: nil))
        }
        #expect(throws: FileNameError.missing(field: "{id}", record: "id")) {
            try FileNamePattern("{id}", fileExtension: "svg").name(for: sketch(id: nil))
        }
    }

    @Test(arguments: [
        ("cat.ndjson", "cat", "ndjson"), ("a/b/cat.ndjson.gz", "cat", "ndjson"), (".hidden", ".hidden", ""),
        ("cat", "cat", ""), ("a.b/cat", "cat", ""), ("cat.full.NPZ", "cat.full", "npz"), ("x.svgz", "x", "svgz"),
    ])
    func stemsAndExtensions(path: String, stem: String, fileExtension: String) {
        #expect(PathText.stem(path) == stem)
        #expect(PathText.fileExtension(path) == fileExtension)
    }

    @Test func sortsAsAPersonWould() {
        let sorted = ["10.svg", "9.svg", "a b", "09.svg", "b", "x2y10", "x2y9", "x10", "a"].sorted { a, b in
            Array(a.utf8).withUnsafeBufferPointer { a in
                Array(b.utf8).withUnsafeBufferPointer { b in InputWalk.isOrdered(a, b) }
            }
        }
        #expect(sorted == ["09.svg", "9.svg", "10.svg", "a", "a b", "b", "x2y9", "x2y10", "x10"])
    }

    @Test func linksToFoldersAreFollowedButNotInCircles() throws {
        let folder = TemporaryFolder()
        folder.write("", to: "real/1.svg")
        _ = try CommandRun.shell("mkdir tree && ln -s ../real tree/owl && ln -s .. tree/back", in: folder.path)
        var walk = InputWalk(try SketchInput.named([folder("tree")]), fileExtensions: ["svg"])
        var found: [String] = []
        while let input = try walk.next() { found.append(String(input.path.dropFirst(folder.path.count))) }
        #expect(found == ["/tree/back/real/1.svg", "/tree/owl/1.svg"])
    }

    @Test func directoriesAreSearchedForKnownNames() throws {
        let folder = TemporaryFolder()
        for name in ["t/10.svg", "t/9.svg", "t/readme.txt", "t/.hidden.svg", "u/a.ndjson.gz"] {
            folder.write("", to: name)
        }
        func walk(_ paths: [String], _ fileExtensions: Set<String>) throws -> [SketchInput] {
            var walk = InputWalk(try SketchInput.named(paths), fileExtensions: fileExtensions)
            var inputs: [SketchInput] = []
            while let input = try walk.next() { inputs.append(input) }
            return inputs
        }
        let inputs = try walk([folder.path], ["svg", "ndjson"])
        #expect(inputs.map(\.path) == ["t/9.svg", "t/10.svg", "u/a.ndjson.gz"].map { folder($0) })
        #expect(!inputs.contains { !$0.isPartOfTree })
        let empty = #expect(throws: Fault.self) { try walk([folder("t")], ["npz"]) }
        #expect(empty?.reason as? StreamError == .emptyDirectory)
        #expect(try walk([folder("u/a.ndjson.gz"), folder("t")], ["svg"]).map(\.isPartOfTree) == [true, true, true])
    }
}
