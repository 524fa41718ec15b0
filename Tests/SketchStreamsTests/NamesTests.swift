internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

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

    /// The drawings of a file with several pages are told apart by the page.
    @Test func pagesHaveNumbers() throws {
        var second = sketch()
        second.source.page = 2
        #expect(try FileNamePattern("{source}", fileExtension: "svg").name(for: second) == "cats-2.svg")
    }

    @Test(arguments: [
        ("{index}", true), ("{word}/{index:03}", true), ("a-{index}.svg", true), ("{index}/{word}", true),
        ("{word}", false), ("{word}{index}", false), ("{index}-{id}", false), ("{id}", false), ("x", false),
    ])
    func uniquePatterns(pattern: String, isUnique: Bool) throws {
        #expect(try FileNamePattern(pattern, fileExtension: "svg").isUnique == isUnique)
    }

    @Test(arguments: [
        ("{nothing}", "there is no field {nothing}"), ("{index", "there is no field {index"),
        ("{index:5}", "there is no field {index:5}"),
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
    }

    @Test func fieldsFallBackOnOthers() throws {
        let id = try FileNamePattern("{word}/{id}", fileExtension: "svg")
        #expect(try id.name(for: sketch(id: nil)) == "cat/42.svg")
        #expect(id.fallbacks(for: sketch(id: nil)) == ["names: {index} instead of {id}"])
        #expect(try id.name(for: sketch(id: 7)) == "cat/7.svg")
        #expect(id.fallbacks(for: sketch(id: 7)) == [])
        #expect(!id.isUnique)
        let word = try FileNamePattern("{word|source}-{id|word|index:03}", fileExtension: "svg")
        #expect(try word.name(for: sketch(label: nil, id: nil)) == "cats-042.svg")
        #expect(
            word.fallbacks(for: sketch(label: nil, id: nil)) == [
                "names: {source} instead of {word}", "names: {index} instead of {id}",
            ]
        )
        let split = try FileNamePattern("{split}/{index}", fileExtension: "svg")
        var drawn = sketch()
        drawn.source.split = "train"
        #expect(try split.name(for: drawn) == "train/42.svg")
        #expect(throws: FileNameError.missing(field: "{split}", record: "part of a data set")) {
            try split.name(for: sketch())
        }
        let none = try FileNamePattern("{word|id}", fileExtension: "svg")
        let error = #expect(throws: FileNameError.self) { try none.name(for: sketch(label: nil, id: nil)) }
        #expect(error?.message == "there is no label for {word} or {id} in the file's name")
        for text in ["{word|}", "{|id}", "{word|nothing}", "{}"] {
            #expect(throws: FileNameError.unknownField(text)) { try FileNamePattern(text, fileExtension: "svg") }
        }
    }

    /// A combining mark makes one character of "/" and itself.
    @Test func combiningMarksHideNoSlash() throws {
        let escaping = try FileNamePattern("{word}/{source}", fileExtension: "svg")
        var up = sketch(label: "..")
        up.source.name = "in/\u{301}cats.ndjson"
        #expect(throws: FileNameError.unusable("../\u{301}cats", "it leaves the directory")) {
            try escaping.name(for: up)
        }
        #expect(throws: FileNameError.unusable("/\u{301}", "its label has a slash in it")) {
            try escaping.name(for: sketch(label: "/\u{301}"))
        }
        let absolute = try FileNamePattern("/\u{301}{index}", fileExtension: "svg")
        #expect(throws: FileNameError.unusable("/\u{301}42", "it is absolute")) { try absolute.name(for: sketch()) }
        let (folder, leaf) = PathText.split("a/\u{301}b")
        #expect(folder == "a" && Array(leaf.utf8) == Array("\u{301}b".utf8))
        #expect(PathText.stem("a/\u{301}b.\u{301}svg") == "\u{301}b")
        #expect(Array(PathText.join("a/", "\u{301}b").utf8) == Array("a/\u{301}b".utf8))
    }

    @Test(arguments: ["a\nb", "a\rb", "\u{1b}[31m", "\u{7f}", "a\0b"])
    func controlCharactersOfARecordNameNothing(label: String) throws {
        #expect(throws: FileNameError.unusable(label, "its label has a control character in it")) {
            try FileNamePattern("{word}", fileExtension: "svg").name(for: sketch(label: label))
        }
    }

    /// A name is used byte for byte: it is never changed.
    @Test(arguments: ["-rf", "\u{202e}gvs.exe", "e\u{301}", "\u{e9}", "~", "$HOME", "\u{10f7ff}", "\u{10ffff}"])
    func oddLabelsNameFiles(label: String) throws {
        let name = try FileNamePattern("{word}", fileExtension: "svg").name(for: sketch(label: label))
        #expect(PathText.bytes(name) == Array((label + ".svg").utf8))
    }

    @Test(
        arguments: [
            [0xff], [0x61, 0xff, 0x2e, 0x73], [0xed, 0xa0, 0x80], [0xc3], [0xf4, 0x8f, 0x9e, 0x80],
            [0xf4, 0x8f, 0x9f, 0xbf],
            [0xf4, 0x8f, 0x9e], [0xf4, 0x90, 0x80, 0x80], [0x2f, 0xcc, 0x81], [0xc0, 0xaf], [],
            [0xf0, 0x9f, 0x90, 0xb1],
        ] as [[UInt8]]
    )
    func everyPathHasOneText(bytes: [UInt8]) {
        let text = PathText.text(bytes)
        #expect(PathText.bytes(text) == bytes)
        #expect(PathText.withCString(text) { strlen($0) } == bytes.count)
        #expect(PathText.text(PathText.bytes(text)) == text)
        #expect(!text.utf8.contains(UInt8(ascii: "/")) || bytes.contains(UInt8(ascii: "/")))
    }

    @Test func randomBytesArePathsToo() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            let bytes = (0..<random.index(below: 12)).map { _ in
                [0xf4, 0x8f, 0x9e, 0x9f, 0x80, 0xbf, 0xff, 0x41, 0xc3, 0xe2][random.index(below: 10)] as UInt8
            }
            #expect(PathText.bytes(PathText.text(bytes)) == bytes)
        }
    }

    @Test(arguments: [
        ("cat.ndjson", "cat", "ndjson"), ("a/b/cat.ndjson.gz", "cat", "ndjson"), (".hidden", ".hidden", ""),
        ("cat", "cat", ""), ("a.b/cat", "cat", ""), ("cat.full.NPZ", "cat.full", "npz"), ("x.svgz", "x", "svgz"),
        ("a/cat.ndjson.zst", "cat", "ndjson"), (".zst", "", ""),
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
        var walk = InputWalk(try SketchInput.named([folder("tree")]))
        var found: [String] = []
        while let input = try walk.next() {
            walk.take()
            found.append(String(input.path.dropFirst(folder.path.count)))
        }
        #expect(found == ["/tree/back/real/1.svg", "/tree/owl/1.svg"])
    }

    @Test func directoriesAreSearchedForFiles() throws {
        let folder = TemporaryFolder()
        for name in ["t/10.svg", "t/9.svg", "t/readme.txt", "t/.hidden.svg", "u/a.ndjson.gz"] {
            folder.write("", to: name)
        }
        _ = try CommandRun.shell("mkfifo t/pipe && ln -s nowhere t/link && ln -s 9.svg t/8.svg", in: folder.path)
        func walk(_ paths: [String], taking: Bool = true) throws -> [SketchInput] {
            var walk = InputWalk(try SketchInput.named(paths))
            var inputs: [SketchInput] = []
            while let input = try walk.next() {
                if taking { walk.take() }
                inputs.append(input)
            }
            return inputs
        }
        let inputs = try walk([folder.path])
        let names = ["t/8.svg", "t/9.svg", "t/10.svg", "t/readme.txt", "u/a.ndjson.gz"]
        #expect(inputs.map(\.path) == names.map { folder($0) })
        #expect(inputs.allSatisfy { $0.isPartOfTree && $0.isFound })
        let empty = #expect(throws: Fault.self) { try walk([folder("t")], taking: false) }
        #expect(empty?.reason as? StreamError == .emptyDirectory)
        let named = try walk([folder("u/a.ndjson.gz"), folder("t")])
        #expect(named.map(\.isFound) == [false, true, true, true, true])
    }
}
