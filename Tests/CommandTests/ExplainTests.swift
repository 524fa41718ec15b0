internal import Foundation
internal import TestSupport
internal import Testing

/// `croquis explain` as a process.
struct ExplainTests {
    private let folder = TemporaryFolder()
    private static let cat = TestFiles.fixture("svg/cat.svg")
    private static let two = """
        {"word":"cat","key_id":"9007199254740993","drawing":[[[0,255],[0,90]],[[20,40,60],[200,140,10]]]}
        {"word":"star","drawing":[[[0,9],[0,9]],[[2,4],[9,1]],[[9,9],[0,5]]]}

        """
    private static let one = #"{"drawing":[[[0,255,90],[0,90,70]]]}"# + "\n"
    private static let own = [
        "curves.svg", "explanation.json", "index.html", "locations.svg", "shapes.png", "strokes.png", "strokes.svg",
    ]

    init() throws { folder.write(try TestModel.bytes(looks: true), to: "model") }

    private func explain(_ arguments: [String], input: String = "") throws -> CommandRun {
        try CommandRun.croquis(["explain", "--model", "model"] + arguments, input: Array(input.utf8), in: folder.path)
    }

    private func object(_ text: String?) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data((text ?? "").utf8))
        return try #require(value as? [String: Any])
    }

    private var made: [String] { folder.names.filter { $0.hasPrefix("out/") } }

    // MARK: One sketch

    @Test func oneDrawing() throws {
        let run = try explain([Self.cat, "-o", "out", "--label", "star"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(made == (Self.own + ["order.svg"]).map { "out/\($0)" }.sorted())
        #expect(run.errors == "explained 1 sketch (svg) into out\n")
        let lines = run.text.split(separator: "\n")
        #expect(lines[0].hasPrefix("\(Self.cat): star ") && lines[0].contains("given label"))
        for part in ["leave-one-out ", "attention rollout ", "longest-first ", "random order ", "order: reversed "] {
            #expect(lines.contains { $0.hasPrefix(part) }, "\(part)")
        }
        let written = try object(folder.text("out/explanation.json"))
        #expect(written["label"] as? String == "star" && written["isLabelGiven"] as? Bool == true)
        let strokes = try #require(written["strokes"] as? [[String: Any]])
        #expect(strokes.count == written["strokeCount"] as? Int)
        #expect((strokes[0]["contributions"] as? [String: Double])?.count == 5)
        #expect((written["locations"] as? [Any])?.count == 6)
        let page = try #require(folder.text("out/index.html"))
        for part in ["integrated gradients", "Removing and adding strokes", "resampled evenly", "strokes.png"] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(!page.contains("src=\"http"))
    }

    @Test func theModelAnswersWhereNothingElseDoes() throws {
        let run = try explain([Self.cat, "-o", "out", "--json", "--label-from", "none"])
        #expect(run.status == 0, "\(run.errors)")
        let line = try object(run.text)
        #expect(line["isLabelGiven"] as? Bool == false)
        #expect(line["label"] as? String == line["predicted"] as? String)
        #expect(folder.text("out/explanation.json") == run.text)
        let named = try object(try explain([Self.cat, "-o", "named", "--json"]).text)
        #expect(named["label"] as? String == "cat" && named["isLabelGiven"] as? Bool == true)
    }

    @Test func oneStrokeHasNothingToCompare() throws {
        let run = try explain(["-o", "out"], input: Self.one)
        #expect(run.status == 0, "\(run.errors)")
        #expect(!folder.names.contains("out/curves.svg"))
        #expect(run.text.contains("curves: one stroke: there is nothing to compare it with\n"))
        #expect(run.errors.hasSuffix("one stroke: there is nothing to compare it with: 1 sketch\n"))
        #expect(try object(folder.text("out/explanation.json"))["curves"] is NSNull)
        #expect(folder.text("out/index.html")?.contains("there is nothing to compare it with") == true)
    }

    @Test func theSameForTheSameSeed() throws {
        let texts = try ["a", "b"].map { try explain(["-o", $0, "--json", "--seed", "7"], input: Self.two).text }
        #expect(texts[0] == texts[1])
        #expect(folder.read("a/stdin-1/index.html") == folder.read("b/stdin-1/index.html"))
        let other = try explain(["-o", "c", "--json", "--seed", "8"], input: Self.two).text
        #expect(other != texts[0])
        let alone = try explain(["-o", "d", "--json", "--seed", "7", "-j", "1"], input: Self.two).text
        #expect(alone == texts[0])
    }

    // MARK: Sets

    @Test func manyDrawings() throws {
        let run = try explain(["-o", "out"], input: Self.two)
        #expect(run.status == 0, "\(run.errors)")
        let files =
            ["explanation.json", "index.html", "order.svg"]
            + ["stdin-1", "stdin-2"].flatMap { name in
                Self.own.map { "\(name)/\($0)" }
            }
        #expect(made == files.map { "out/\($0)" }.sorted())
        #expect(run.errors == "explained 2 sketches (quickdraw) into out\n")
        for part in [
            "as drawn ", "strokes: straightened ", "locations: noise of 0.4 ", "closest shapes of the strokes: ",
        ] {
            #expect(run.text.split(separator: "\n").contains { $0.hasPrefix(part) }, "\(part)")
        }
        let set = try object(folder.text("out/explanation.json"))
        #expect(set["sketches"] as? Int == 2 && set["comparedSketches"] as? Int == 2)
        #expect(set["strokeCounts"] as? [Int] == [0, 0, 1, 1])
        let page = try #require(folder.text("out/index.html"))
        #expect(page.contains("stdin-1/index.html") && page.contains("stdin-2/index.html"))
    }

    @Test func theLimitIsOfPages() throws {
        let run = try explain(["-o", "out", "--limit", "1", "--json"], input: Self.two)
        #expect(run.text.split(separator: "\n").count == 2)
        #expect(folder.names.contains("out/stdin-1/index.html") && !folder.names.contains { $0.contains("stdin-2") })
        #expect(try object(run.errors)["sketches"] as? Int == 2)
        let none = try explain(["-o", "none", "--limit", "0"], input: Self.two)
        #expect(none.errors.contains("pages and pictures: of the first 0; --limit makes more\n"))
        #expect(folder.names.filter { $0.hasPrefix("none/") }.count == 3)
    }

    @Test func anyFormat() throws {
        let made = try CommandRun.shell(
            """
            croquis convert -q '\(TestFiles.fixture("quickdraw/sketches.ndjson"))' -t take:2 -o in.bin
            croquis convert -q '\(TestFiles.fixture("quickdraw/sketches.ndjson"))' -t take:2 -o in.npz
            """,
            in: folder.path
        )
        #expect(made.status == 0, "\(made.errors)")
        for file in ["in.bin", "in.npz"] {
            let run = try explain([file, "-o", "\(file).out", "--limit", "1"])
            #expect(run.status == 0, "\(run.errors)")
            #expect(folder.names.contains("\(file).out/in-1/strokes.png"), "\(folder.names)")
        }
    }

    @Test(.enabled(if: HeadlessBrowser.isWanted, "no Chromium on the path"))
    func browsersShowThePages() throws {
        _ = try explain(["-o", "out"], input: Self.two)
        for name in ["out/index.html", "out/stdin-2/index.html"] {
            let document = try HeadlessBrowser.document(of: try #require(folder.text(name)))
            #expect(document.contains(" data-ready=\"\""))
            #expect(!document.contains(" data-error=") && !document.contains(" data-broken="))
        }
    }

    // MARK: Faults

    @Test(arguments: [
        (
            #"{"drawing":[]}"#, 65,
            "-:1:1: error: there is no stroke to explain; leave such drawings out with -t points:1.., or continue after them with --on-error skip\n"
        ),
        (
            #"{"word":"catt","drawing":[[[0,9],[0,9]]]}"#, 65,
            "-:1:1: error: 'catt' isn't one of the model's 6 labels; did you mean 'cat'?\n"
        ),
        ("", 65, "-: error: there is no sketch to explain\n"),
    ])
    func unusableInput(input: String, status: Int32, message: String) throws {
        let run = try explain(["-o", "out"], input: input)
        #expect(run.status == status && run.errors == message, "\(run.errors)")
        #expect(made.isEmpty)
    }

    @Test func sketchesWithFaultsAreSkippedWhereTheUserSaysSo() throws {
        let run = try explain(["-o", "out", "--on-error", "skip"], input: #"{"drawing":[]}"# + "\n" + Self.two)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("-:1:1: error: there is no stroke to explain"))
        #expect(run.errors.hasSuffix("skipped: 1 sketch with errors\n"))
        #expect(try object(folder.text("out/explanation.json"))["sketches"] as? Int == 2)
        let filtered = try explain(["-o", "filtered", "-t", "points:1.."], input: #"{"drawing":[]}"# + "\n" + Self.two)
        #expect(filtered.status == 0, "\(filtered.errors)")
    }

    @Test(arguments: [
        (
            ["--label", "catt", "-o", "out"], 64,
            "--label: error: 'catt' isn't one of the model's 6 labels; did you mean 'cat'?\n"
        ),
        (
            ["--labels", "cat", "--label", "star", "-o", "out"], 64,
            "--label: error: 'star' isn't one of the model's 1 labels\n"
        ),
        (["-o", "-"], 64, "Error: -o must be a folder: several files are written\n"),
        (["-o", "out", "--limit", "1001"], 64, "Error: --limit must be from 0 to 1000\n"),
        (
            ["-o", "out", "--tta", "4"], 64,
            "Error: --tta is for classify and evaluate: a sketch is explained as it is\n"
        ),
        (["-o", "out", "--nonsense"], 64, "Error: Unknown option '--nonsense'\n"),
        ([], 64, "Error: Missing expected argument '--output <dir>'\n"),
    ])
    func wrongUsage(arguments: [String], status: Int32, message: String) throws {
        let run = try explain(arguments, input: Self.two)
        #expect(run.status == status && run.errors.hasPrefix(message), "\(run.errors)")
        #expect(made.isEmpty)
    }

    @Test func directoriesWithFilesAreLeftAlone() throws {
        folder.write("mine", to: "out/notes")
        let run = try explain(["-o", "out"], input: Self.one)
        #expect(run.status == 73)
        #expect(
            run.errors
                == "out: error: is a directory that contains files; give another name, or --force to write into it\n"
        )
        #expect(folder.names == ["model", "out/notes"])
        #expect(try explain(["-o", "out", "--force"], input: Self.one).status == 0)
        #expect(folder.text("out/notes") == "mine")
        #expect(try explain(["-o", "out", "--force"], input: Self.one).status == 0, "again")
    }
}
