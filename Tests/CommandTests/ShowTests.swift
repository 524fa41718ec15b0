internal import TestSupport
internal import Testing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What `show` prints, as the files in `Fixtures/render` have it.
///
/// `CROQUIS_RECORD=1` writes them anew; look at the difference before you commit it.
struct ShowTests {
    private let folder = TemporaryFolder()

    private func expectGolden(_ text: String, _ name: String) throws {
        let path = TestFiles.fixture("render/show-\(name).txt")
        if getenv("CROQUIS_RECORD") != nil, let file = fopen(path, "wb") {
            let bytes = Array(text.utf8)
            fwrite(bytes, 1, bytes.count, file)
            fclose(file)
        }
        let golden = try #require(TemporaryFolder.read(path: path), "\(path)")
        #expect(text == String(decoding: golden, as: UTF8.self))
    }

    @Test(arguments: [
        ("cat-80", "show Fixtures/svg/cat.svg"),
        ("cat-60", "show Fixtures/svg/cat.svg --width 60"),
        ("cat-20", "show Fixtures/svg/cat.svg --width 20"),
        ("sketches-60", "show Fixtures/quickdraw/sketches.ndjson --width 60"),
        ("sketches-20", "show Fixtures/quickdraw/sketches.ndjson --width 20 -t take:3"),
        ("sketches-sized", "show Fixtures/quickdraw/sketches.ndjson --width 60 --size 8x5 -t label:house"),
        ("cat-indexed", "show Fixtures/svg/cat.svg --width 30 --color always"),
        ("cat-viridis", "show Fixtures/svg/cat.svg --width 30 --color always --palette viridis"),
    ])
    func pictures(name: String, arguments: String) throws {
        let run = try CommandRun.shell("COLORTERM= croquis \(arguments)", in: TestFiles.root)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.isEmpty)
        let sizes = run.text.split(separator: "\n").map(\.count)
        if !arguments.contains("color") { #expect(sizes.allSatisfy { $0 <= 80 }) }
        try expectGolden(run.text, name)
    }

    @Test func directColours() throws {
        let run = try CommandRun.shell(
            "COLORTERM=truecolor NO_COLOR=1 croquis show Fixtures/svg/cat.svg --size 12x6 --color always",
            in: TestFiles.root
        )
        try expectGolden(run.text, "cat-direct")
    }

    @Test func whatIsSmall() throws {
        let lines = [
            #"{"word":"nothing","drawing":[]}"#,
            #"{"word":"no points","drawing":[[[],[]]]}"#,
            #"{"word":"dot","drawing":[[[7],[7]]]}"#,
            #"{"word":"stroke","drawing":[[[0,255],[0,100]]]}"#,
            #"{"word":"flat","drawing":[[[0,255],[3,3]]]}"#,
            #"{"drawing":[[[0,0],[0,9]]]}"#,
        ]
        folder.write(lines.joined(separator: "\n"), to: "small.ndjson")
        let run = try CommandRun.croquis(
            ["show", "small.ndjson", "--width", "60", "--label-from", "none"],
            in: folder.path
        )
        #expect(run.status == 0)
        try expectGolden(run.text, "small")
    }

    @Test func pipesHaveNoColours() throws {
        let run = try CommandRun.shell(
            "TERM=xterm-256color COLORTERM=truecolor croquis show Fixtures/svg/cat.svg",
            in: TestFiles.root
        )
        #expect(!run.output.contains(0x1b))
        let never = try CommandRun.croquis(["show", "Fixtures/svg/cat.svg", "--color", "never"])
        #expect(never.output == run.output)
    }

    @Test func labelsDoNotSteerTheTerminal() throws {
        folder.write(#"{"word":"a\u001b[31mb\nc\u202ed","drawing":[[[0,9],[0,9]]]}"#, to: "a.ndjson")
        let run = try CommandRun.croquis(["show", "a.ndjson"], in: folder.path)
        #expect(!run.output.contains(0x1b))
        #expect(run.text.contains(#"0: a\u{1b}[31mb\u{a}c\u{202e}d"#), "\(run.text)")
    }

    @Test func itSaysThatMoreFollow() throws {
        let fixture = TestFiles.fixture("quickdraw/sketches.ndjson")
        let some = try CommandRun.croquis(["show", fixture, "--count", "5"])
        #expect(some.errors == "more follow; --count shows more than 5\n")
        #expect(some.text.contains("4: smiley face"))
        #expect(!some.text.contains("5: "))
        #expect(try CommandRun.croquis(["show", fixture, "--count", "12"]).errors.isEmpty)
        #expect(try CommandRun.croquis(["show", fixture, "--count", "5", "-q"]).errors.isEmpty)
        let one = try CommandRun.croquis(["show", fixture, "--count", "1"])
        let alone = try CommandRun.croquis(["show", fixture, "-t", "take:1"])
        #expect(one.output == alone.output)
    }

    @Test func inputsWithoutSketches() throws {
        let run = try CommandRun.croquis(["show", "-"])
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
        #expect(run.errors == "no sketches\n")
    }

    @Test func whatIsBeforeAFaultIsShown() throws {
        folder.write(
            """
            {"word":"a","drawing":[[[0,9],[0,9]]]}
            {"word":"b","drawing":[[[0,9],[0,9]]]}
            {"word":"c","drawing":7}
            {"word":"d","drawing":[[[0,9],[0,9]]]}

            """,
            to: "a.ndjson"
        )
        let stopped = try CommandRun.croquis(["show", "a.ndjson"], in: folder.path)
        #expect(stopped.status == 65)
        #expect(stopped.text.contains("1: b"))
        #expect(!stopped.text.contains("d"))
        #expect(stopped.errors.hasPrefix("a.ndjson:3:23: error: "), "\(stopped.errors)")
        let skipped = try CommandRun.croquis(["show", "a.ndjson", "--on-error", "skip"], in: folder.path)
        #expect(skipped.status == 1)
        #expect(skipped.text.contains("2: d"))
    }

    @Test func longInputsGoThroughPipes() throws {
        let line = #"{"word":"zigzag","drawing":[[[0,50,100,150],[0,90,10,100]],[[20,30],[80,90]]]}"# + "\n"
        folder.write(String(repeating: line, count: 4000), to: "long.ndjson")
        let all = try CommandRun.croquis(["show", "long.ndjson", "--count", "4000", "-j", "1"], in: folder.path)
        let parallel = try CommandRun.croquis(["show", "long.ndjson", "--count", "4000", "-j", "4"], in: folder.path)
        #expect(all.output == parallel.output)
        #expect(all.text.contains("3999: zigzag"))
        let cut = try CommandRun.shell(
            "set +o pipefail; croquis show long.ndjson --count 4000 | head -n 2",
            in: folder.path
        )
        #expect(cut.errors.isEmpty)
        #expect(cut.text.split(separator: "\n").count == 2)
    }

    @Test(arguments: [
        (["--size", "0x4"], "--size"), (["--size", "12"], "--size"), (["--size", "12x9999"], "--size"),
        (["--count", "0"], "--count must be at least 1"), (["--width", "3"], "--width must be from 4 to 1000"),
        (["--palette", "grey"], "The value 'grey' is invalid for '--palette"), (["--color", "red"], "--color"),
    ])
    func wrongUse(arguments: [String], message: String) throws {
        let run = try CommandRun.croquis(["show", TestFiles.fixture("svg/cat.svg")] + arguments)
        #expect(run.status == 64)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
    }
}
