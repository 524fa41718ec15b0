internal import Foundation
internal import TestSupport
internal import Testing

/// `croquis invert` as a process.
struct InvertTests {
    private let folder = TemporaryFolder()
    private static let sketches = TestFiles.fixture("quickdraw/sketches.ndjson")
    private static let cat = TestFiles.fixture("svg/cat.svg")
    /// Two strokes, and three.
    private static let two = """
        {"word":"cat","key_id":"9007199254740993","drawing":[[[0,255],[0,90]],[[20,40,60],[200,140,10]]]}
        {"word":"star","drawing":[[[0,9],[0,9]],[[2,4],[9,1]],[[9,9],[0,5]]]}

        """

    init() throws { folder.write(try TestModel.bytes(looks: true), to: "model") }

    private func invert(_ arguments: [String], input: String = "", steps: Int = 4) throws -> CommandRun {
        try CommandRun.croquis(
            ["invert", "--model", "model", "--steps", "\(steps)"] + arguments,
            input: Array(input.utf8),
            in: folder.path
        )
    }

    private func shell(_ line: String) throws -> CommandRun { try CommandRun.shell(line, in: folder.path) }

    private func lines(_ name: String) -> [Substring] { (folder.text(name) ?? "").split(separator: "\n") }

    // MARK: What is made

    @Test func oneDrawing() throws {
        let run = try invert([Self.cat, "-o", "out"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            folder.names == [
                "model", "out/animation.png", "out/animation.svg", "out/index.html", "out/probability.svg",
                "out/result.svg", "out/start.svg", "out/strip.png", "out/trace.ndjson",
            ]
        )
        #expect(lines("out/trace.ndjson").count == 5)
        #expect(run.errors.contains("label: from the file's name for 1 sketch\n"))
        let read = try shell("croquis classify out/start.svg out/result.svg --top 1 --model model")
        #expect(read.status == 0 && read.text.split(separator: "\n").count == 2)
    }

    @Test func manyDrawings() throws {
        let run = try invert(["-o", "out"], input: Self.two)
        #expect(run.status == 0, "\(run.errors)")
        let own = ["animation.png", "animation.svg", "index.html", "probability.svg", "strip.png"]
        #expect(
            folder.names
                == (["model", "out/index.html", "out/result.ndjson", "out/start.ndjson", "out/trace.ndjson"]
                + own.flatMap { ["out/stdin-1/\($0)", "out/stdin-2/\($0)"] }).sorted()
        )
        #expect(lines("out/trace.ndjson").count == 10)
        #expect(lines("out/result.ndjson").count == 2)
        let text = run.text.split(separator: "\n")
        #expect(text.count == 3 && text[0].hasPrefix("sketch ") && text[1].hasPrefix("-:1 "))
    }

    /// Every format comes back in itself, with the same strokes elsewhere. Members of an archive may come in another order.
    @Test(arguments: [
        ("quickdraw/sketches.ndjson", "ndjson", 12), ("quickdraw/sketches-raw.ndjson", "ndjson", 12),
        ("quickdraw/sketches.bin", "bin", 12), ("sketch-rnn/numpy2.npz", "npz", 3),
        ("sketch-rnn/dense-little-f8.npy", "npy", 3),
    ])
    func formats(path: String, suffix: String, count: Int) throws {
        let input = TestFiles.fixture(path)
        let run = try invert([input, "-o", "out", "--no-pictures", "--json"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(folder.names == ["model", "out/result.\(suffix)", "out/start.\(suffix)", "out/trace.ndjson"])
        let counts = try shell(
            """
            for file in '\(input)' out/start.\(suffix) out/result.\(suffix); do
                croquis convert -q "$file" -o - --to quickdraw-raw | jq -c '[.drawing[] | .[0] | length]' | sort | md5sum
            done
            croquis validate out/start.\(suffix) out/result.\(suffix)
            """
        )
        #expect(counts.status == 0, "\(counts.errors)")
        #expect(Set(counts.text.split(separator: "\n").prefix(3)).count == 1)
        #expect(run.text.split(separator: "\n").count == count)
    }

    /// A grid stays a grid: no stroke of a packed file changes its shape.
    @Test(arguments: ["bin", "ndjson"])
    func strokesKeepTheirShape(suffix: String) throws {
        let input = TestFiles.fixture("quickdraw/sketches.\(suffix)")
        let run = try invert([input, "-o", "out", "--no-pictures"], steps: 30)
        #expect(run.status == 0, "\(run.errors)")
        func strokes(_ path: String) throws -> [[[[Double]]]] {
            let run = try shell("croquis convert -q '\(path)' -o - --to quickdraw-raw")
            return try run.text.split(separator: "\n").map {
                try JSONDecoder().decode(Record.self, from: Data($0.utf8)).drawing
            }
        }
        let before = try strokes(input)
        var moved = 0
        for name in ["start", "result"] {
            let after = try strokes("out/\(name).\(suffix)")
            #expect(after.count == before.count)
            for (before, after) in zip(before, after) {
                #expect(before.count == after.count)
                for (a, b) in zip(before, after) {
                    for axis in 0..<2 {
                        let offsets = Set(zip(a[axis], b[axis]).map { $1 - $0 })
                        #expect(offsets.count == 1)
                        if offsets != [0] { moved += 1 }
                    }
                }
            }
        }
        #expect(moved > 20)
    }

    private struct Record: Decodable {
        var drawing: [[[Double]]]
    }

    /// An SVG is the same document, but for a translation of each path.
    @Test(arguments: ["svg/inkscape-style.svg", "drawings/cat.svg", "drawings/owl.svg"])
    func documentsAreKept(path: String) throws {
        let run = try invert([TestFiles.fixture(path), "-o", "out", "--no-pictures", "--label", "cat"])
        #expect(run.status == 0, "\(run.errors)")
        func withoutTranslations(_ bytes: [UInt8]?) -> String {
            String(decoding: bytes ?? [], as: UTF8.self)
                .replacing(#/ transform="translate\([^)]*\)"/#, with: "").replacing(#/translate\([^)]*\) /#, with: "")
        }
        let before = TemporaryFolder.read(path: TestFiles.fixture(path))
        for name in ["out/start.svg", "out/result.svg"] {
            #expect(withoutTranslations(folder.read(name)) == withoutTranslations(before))
            #expect(folder.read(name) != before)
        }
        #expect(folder.read("out/start.svg") != folder.read("out/result.svg"))
        #expect(!run.errors.contains("written anew"))
    }

    /// What was transformed after it was read is not the document's any more, and a pipe cannot be read twice.
    @Test func documentsThatCannotBeKept() throws {
        let source = TemporaryFolder.read(path: Self.cat) ?? []
        let text = String(decoding: source, as: UTF8.self)
        for (name, arguments, input) in [("a", [Self.cat, "-t", "fit:64"], ""), ("b", ["-"], text)] {
            let run = try invert(arguments + ["-o", name, "--no-pictures"], input: input)
            #expect(run.status == 0, "\(run.errors)")
            #expect(try shell("croquis validate \(name)/start.svg \(name)/result.svg").status == 0)
        }
    }

    /// The trace says where strokes are in the sketch's own units, and the result's file agrees.
    @Test func traceAndResultAgree() throws {
        let input = "{\"word\":\"cat\",\"drawing\":[[[1000.5,1100],[0,90]],[[],[]],[[1020,1040,1060],[200,140,10]]]}\n"
        let run = try invert(["-", "-o", "out", "--no-pictures", "--method", "paper"], input: input)
        #expect(run.status == 0, "\(run.errors)")
        let trace = try lines("out/trace.ndjson").map { try JSONDecoder().decode(Step.self, from: Data($0.utf8)) }
        #expect(trace.map(\.step) == [0, 1, 2, 3, 4] && trace.allSatisfy { $0.index == 0 })
        for (name, step) in [("start", 0), ("result", 4)] {
            let text = folder.text("out/\(name).ndjson") ?? ""
            let strokes = try JSONDecoder().decode(Record.self, from: Data(text.utf8)).drawing
            #expect(strokes.count == 3 && trace[step].locations.count == 3)
            #expect(trace[step].locations[1] == nil)
            for stroke in [0, 2] {
                let location = try #require(trace[step].locations[stroke])
                #expect(abs(location[0] - strokes[stroke][0][0]) < 1e-3)
                #expect(abs(location[1] - strokes[stroke][1][0]) < 1e-3)
            }
        }
        // The start is about the centre of the drawing.
        let start = try #require(trace[0].locations[0])
        #expect(abs(start[0] - 1050) < 80 && abs(start[1] - 100) < 80)
    }

    private struct Step: Decodable {
        var index: Int
        var step: Int
        var loss: Double
        var targetProbability: Double
        var locations: [[Double]?]
    }

    @Test func offsetsAreInTheSketchsUnits() throws {
        let run = try invert(
            ["-", "-o", "out", "--no-pictures", "--start", "-5,2.5", "--strokes", "2", "--starts", "1"],
            input: "{\"word\":\"cat\",\"drawing\":[[[0,60],[0,90]],[[20,40,60],[10,40,10]]]}\n"
        )
        #expect(run.status == 0, "\(run.errors)")
        let record = try JSONDecoder().decode(Record.self, from: Data((folder.text("out/start.ndjson") ?? "").utf8))
        #expect(record.drawing[0] == [[0, 60], [0, 90]])
        for (value, expected) in zip(record.drawing[1].joined(), [15, 35, 55, 12.5, 42.5, 12.5]) {
            #expect(abs(value - expected) < 1e-4)
        }
        let result = try JSONDecoder().decode(Record.self, from: Data((folder.text("out/result.ndjson") ?? "").utf8))
        #expect(result.drawing[0] == [[0, 60], [0, 90]], "it is not free")
        #expect(result.drawing[1] != record.drawing[1])
    }

    @Test func sameSeedSameBytes() throws {
        for (name, options) in [("a", ["--seed", "3"]), ("b", ["--seed", "3", "-j1"]), ("c", ["--seed", "4"])] {
            let run = try invert(
                [
                    Self.sketches, "-t", "take:4", "-o", name, "--mode", "transfer", "--start", "random",
                    "--strokes", "random:2",
                ] + options
            )
            #expect(run.status == 0, "\(run.errors)")
        }
        let same = try shell("diff -r a b && ! diff -q a/trace.ndjson c/trace.ndjson > /dev/null")
        #expect(same.status == 0, "\(same.text)")
    }

    @Test func severalStartsAreNoWorse() throws {
        func losses(_ starts: String) throws -> [Double] {
            let run = try invert(
                [
                    Self.sketches, "-o", "out\(starts)", "--no-pictures", "--json", "--starts", starts, "--method",
                    "paper",
                ]
            )
            #expect(run.status == 0, "\(run.errors)")
            return try run.text.split(separator: "\n").map {
                try JSONDecoder().decode(Inverted.self, from: Data($0.utf8)).end.loss
            }
        }
        let (one, six) = (try losses("1"), try losses("6"))
        for (one, six) in zip(one, six) { #expect(six <= one + 1e-4) }
        #expect(zip(one, six).contains { $1 < $0 - 1e-3 })
    }

    // MARK: Labels

    private struct Inverted: Decodable {
        struct State: Decodable {
            var loss: Double
            var distance: Double?
        }
        var label: String
        var labelFrom: String
        var target: String
        var start: State
        var end: State
        var folder: String
    }

    private func inverted(_ arguments: [String], input: String = "") throws -> [Inverted] {
        let run = try invert(arguments + ["-o", "out", "--force", "--no-pictures", "--json"], input: input)
        #expect(run.status == 0, "\(run.errors)")
        return try run.text.split(separator: "\n").map { try JSONDecoder().decode(Inverted.self, from: Data($0.utf8)) }
    }

    @Test func whereLabelsComeFrom() throws {
        let record = try inverted(["-"], input: Self.two)
        #expect(record.map(\.label) == ["cat", "star"] && record.map(\.labelFrom) == ["record", "record"])
        #expect(record.map(\.target) == ["cat", "star"] && record.map(\.folder) == ["stdin-1", "stdin-2"])
        let option = try inverted(["-", "--label", "house"], input: Self.two)
        #expect(option.map(\.label) == ["house", "house"] && option[0].labelFrom == "option")
        let file = try inverted([Self.cat])
        #expect(file.map(\.label) == ["cat"] && file[0].labelFrom == "file" && file[0].folder == "")
        _ = try shell("mkdir house && cp '\(Self.cat)' house/one.svg && cp '\(Self.cat)' house/star.svg")
        let folders = try inverted(["house"])
        #expect(folders.map(\.label) == ["house", "star"] && folders.map(\.labelFrom) == ["folder", "file"])
        #expect(folders.map(\.folder) == ["one", "star"])
        _ = try shell("mkdir drawings && cp house/* drawings/ && cp -r house drawings/again")
        let mixed = try inverted(["drawings"])
        #expect(mixed.map(\.labelFrom) == ["classifier", "file", "classifier", "file"])
        #expect(mixed.map(\.folder) == ["one", "star", "one-2", "star-2"])
        let answer = try inverted(["-"], input: "{\"drawing\":[[[0,9],[0,9]],[[1,2],[3,4]]]}\n")
        #expect(answer[0].labelFrom == "classifier")
    }

    @Test func targets() throws {
        let named = try inverted(["-", "--mode", "transfer", "--target", "house", "--starts", "1"], input: Self.two)
        #expect(named.map(\.target) == ["house", "house"] && named.map(\.label) == ["cat", "star"])
        #expect(named.allSatisfy { $0.start.distance == 0 }, "strokes begin where they were drawn")
        let random = try inverted([Self.sketches, "--mode", "transfer"])
        #expect(random.allSatisfy { $0.target != $0.label })
        #expect(Set(random.map(\.target)).count > 2)
        let chosen = try inverted([Self.sketches, "--mode", "transfer", "--labels", "star,cat,house,smiley face"])
        #expect(chosen.allSatisfy { ["star", "cat", "house", "smiley face"].contains($0.target) })
    }

    // MARK: What is said

    @Test(arguments: [40, 60, 80, 200], ["recover", "transfer"])
    func fitsTheWindow(columns: Int, mode: String) throws {
        let path = String(repeating: "a long folder/", count: 8) + "sketches.ndjson"
        let run = try CommandRun.shell(
            """
            mkdir -p '\(path.dropLast(15))' && cp '\(Self.sketches)' '\(path)'
            COLUMNS=\(columns) croquis invert '\(path)' -o out --steps 2 --starts 1 --no-pictures --mode \(mode) --model model
            """,
            in: folder.path
        )
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.text.split(separator: "\n")
        #expect(lines.count == 13)
        for line in lines { #expect(line.count <= max(columns, 60), "\(line)") }
        if mode == "transfer" { #expect(lines.dropFirst().allSatisfy { $0.contains(" → ") }) }
    }

    @Test func objects() throws {
        let run = try invert(["-", "-o", "out", "--json", "--no-pictures"], input: Self.two)
        let lines = run.text.split(separator: "\n")
        #expect(
            lines[0].hasPrefix(
                #"{"source":"-","index":0,"line":1,"id":"9007199254740993","mode":"recover","label":"cat","labelFrom":"record","target":"cat","strokes":2,"freeStrokes":2,"steps":4,"result":"#
            )
        )
        #expect(lines[0].hasSuffix(#","folder":"stdin-1"}"#))
        #expect(
            run.errors.hasPrefix(
                #"{"read":2,"inverted":2,"withoutPoints":0,"alreadyTarget":0,"faults":0,"mode":"recover","output":"out","#
            )
        )
        let quiet = try invert(["-", "-o", "quiet", "-q", "--no-pictures"], input: Self.two)
        #expect(quiet.errors.isEmpty && quiet.text.split(separator: "\n").count == 3)
    }

    // MARK: Drawings that are hardly any

    @Test func withoutPoints() throws {
        let alone = try invert(["-", "-o", "out"], input: "{\"drawing\":[]}\n")
        #expect(alone.status == 65)
        #expect(alone.errors == "-: error: the sketch has no points, so there is no stroke to move\n")
        let several = try invert(["-", "-o", "out"], input: "{\"drawing\":[]}\n{\"drawing\":[[[],[]]]}\n")
        #expect(several.errors == "-: error: none of the 2 sketches has points, so there is no stroke to move\n")
        let nothing = try invert(["-", "-o", "out"], input: "")
        #expect(nothing.status == 65 && nothing.errors == "-: error: there is no sketch\n")
        let some = try invert(["-", "-o", "out", "--no-pictures"], input: "{\"drawing\":[]}\n" + Self.two)
        #expect(some.status == 0 && some.errors.contains("without points, left out: 1 sketch\n"))
        #expect(lines("out/result.ndjson").count == 2)
    }

    @Test func oneStroke() throws {
        let input = "{\"word\":\"cat\",\"drawing\":[[[7,90],[9,3]]]}\n{\"word\":\"cat\",\"drawing\":[[[7],[9]]]}\n"
        let run = try invert(["-", "-o", "out"], input: input)
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.errors.hasPrefix(
                "-:1:1: warning: a sketch of one stroke has no arrangement; its place alone is moved\n"
            )
        )
        #expect(!(folder.text("out/trace.ndjson") ?? "nan").contains("nan"))
    }

    @Test func tenThousandStrokes() throws {
        let strokes = (0..<10_000).map { "[[\($0 % 70),\($0 % 30)],[0,\($0 % 50)]]" }.joined(separator: ",")
        let input = "{\"word\":\"cat\",\"drawing\":[\(strokes)]}\n"
        let run = try invert(["-", "-o", "out", "--no-pictures"], input: input, steps: 2)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("strokes after the 196th stay where they are: 1 sketch\n"))
        let before = try JSONDecoder().decode(Record.self, from: Data(input.utf8)).drawing
        let after = try JSONDecoder().decode(Record.self, from: Data((folder.text("out/result.ndjson") ?? "").utf8))
        #expect(after.drawing.count == 10_000 && after.drawing[196...] == before[196...])
        #expect(after.drawing[0] != before[0])
    }

    @Test func numbersThatAreNone() throws {
        folder.write(try TestModel.bytes(weight: .greatestFiniteMagnitude), to: "model")
        let run = try invert(["-", "-o", "out", "--no-pictures"], input: Self.two)
        #expect(run.status == 65)
        #expect(run.errors == "-:1:1: error: at step 0 a location or its gradient isn't finite\n")
        let skipped = try invert(["-", "-o", "out", "--force", "--on-error", "skip"], input: Self.two)
        #expect(skipped.status == 1)
        #expect(skipped.errors.contains("-:2:1: error: at step 0 a location or its gradient isn't finite\n"))
        #expect(skipped.errors.hasSuffix("skipped: 2 sketches with errors\n"))
        #expect(!folder.names.contains("out/trace.ndjson"))
    }

    @Test func faultsStopOrAreSkipped() throws {
        let input = """
            {"word":"cat","drawing":[[[0,9],[0,9]],[[5,6],[7,8]]]}
            {"word":"zebra","drawing":[[[0,9],[0,9]],[[5,6],[7,8]]]}
            {"word":"hause","drawing":[[[0,9],[0,9]],[[5,6],[7,8]]]}
            {"word":"star","drawing":[[[0,9],[0,9]]

            """
        let head = input.split(separator: "\n").prefix(3).joined(separator: "\n") + "\n"
        let stopped = try invert(["-", "-o", "out", "--no-pictures"], input: head)
        #expect(stopped.status == 65)
        let zebra = "-:2:1: error: 'zebra' isn't one of the model's 6 labels; give its label with --label\n"
        let house = "-:3:1: error: 'hause' isn't one of the model's 6 labels; did you mean 'house'?\n"
        #expect(stopped.errors == zebra)
        let skipped = try invert(["-", "-o", "skipped", "--no-pictures", "--on-error", "skip"], input: input)
        #expect(skipped.status == 1)
        #expect(skipped.errors.contains(zebra) && skipped.errors.contains(house) && skipped.errors.contains("-:4:"))
        #expect(lines("skipped/result.ndjson").count == 1)
    }

    /// A drawing that is the target already is left out, and the others are made as they would be without it.
    @Test func theTargetAlready() throws {
        let three = Self.two + "{\"word\":\"house\",\"drawing\":[[[0,9],[0,9]],[[2,4],[9,1]]]}\n"
        let run = try invert(["-", "-o", "out", "--mode", "transfer", "--target", "star"], input: three)
        #expect(run.status == 0)
        #expect(run.errors.contains("already the target, left out: 1 sketch\n"), "\(run.errors)")
        #expect(lines("out/result.ndjson").count == 2)
        #expect(folder.text("out/index.html")?.contains("sketches 1 to 2") == true)
        let json = try invert(
            ["-", "-o", "json", "--no-pictures", "--json", "--mode", "transfer", "--target", "star"],
            input: three
        )
        #expect(json.errors.contains(#""alreadyTarget":1,"#))
        let alone = try invert(["-", "-o", "none", "--mode", "transfer", "--target", "cat"], input: three)
        #expect(alone.status == 0)
        for (input, message) in [
            (String(Self.two.split(separator: "\n")[0]), "the sketch is already the target"),
            (
                String(repeating: Self.two.split(separator: "\n")[0] + "\n", count: 2),
                "all 2 sketches are already the target"
            ),
        ] {
            let all = try invert(["-", "-o", "all", "--mode", "transfer", "--target", "cat"], input: input)
            #expect(all.status == 65)
            #expect(all.errors == "-: error: \(message); name another with --target\n")
        }
    }

    /// The run that is shown began where it was told to.
    @Test(arguments: [("drawn", 0.0), ("zero", nil), ("3,4", nil)] as [(String, Double?)])
    func theStartIsTheStart(start: String, distance: Double?) throws {
        func starts(_ options: [String]) throws -> [Double?] {
            try inverted([Self.sketches, "--mode", "transfer", "--start", start] + options).map(\.start.distance)
        }
        #expect(try starts([]) == starts(["--starts", "1"]))
        if let distance { #expect(try starts([]).allSatisfy { $0 == distance }) }
    }

    /// Further starts differ by the seed, too.
    @Test func furtherStartsFollowFromTheSeed() throws {
        func ends(_ seed: String) throws -> [Double] {
            try inverted(
                [Self.sketches, "--mode", "transfer", "--target", "The Mona Lisa", "--starts", "5", "--seed", seed]
            ).map(\.end.loss)
        }
        #expect(try ends("1") == ends("1"))
        #expect(try ends("1") != ends("2"))
    }

    // MARK: What is refused

    @Test(arguments: [
        ([], 64, "no output given; name a folder: -o DIR"),
        (["-o", "-"], 64, "-o must be a folder: several files are written"),
        (["-o", "out", "--target", "cat"], 64, "--target needs --mode transfer"),
        (
            ["-o", "out", "--mode", "transfer", "--target", "cat", "--target", "house"], 64,
            "give one --target; run invert once per label, each with its own folder"
        ),
        (["-o", "out", "--frames", "4", "--no-pictures"], 64, "give --frames or --no-pictures, not both"),
        (["-o", "out", "--mode", "guess"], 64, "The value 'guess' is invalid for '--mode <mode>'"),
        (
            ["-o", "out", "--mode", "transfer", "--target", "hause"], 64,
            "--target: error: 'hause' isn't one of the model's 6 labels; did you mean 'house'?\n"
        ),
        (
            ["-o", "out", "--label", "hause"], 64,
            "--label: error: 'hause' isn't one of the model's 6 labels; did you mean 'house'?\n"
        ),
        (
            ["-o", "out", "--mode", "transfer", "--target", "cat", "--label", "cat"], 65,
            "--target: error: the sketch is already the target, 'cat'"
        ),
        (
            ["-o", "out", "--mode", "transfer", "--labels", "cat"], 65,
            "in.ndjson:1:1: error: there is no label other than 'cat' to choose as the target; use another model, or more --labels\n"
        ),
        (["-o", "out", "--steps", "0"], 64, "--steps must be from 1 to 10000"),
        (["-o", "out", "--starts", "0"], 64, "--starts must be from 1 to 64"),
        (["-o", "out", "--frames", "1"], 64, "--frames must be from 2 to 64"),
        (["-o", "out", "--strokes", "0"], 64, "The value '0' is invalid for '--strokes"),
        (["-o", "out", "--start", "1"], 64, "The value '1' is invalid for '--start"),
        (
            ["-o", "out", "--strokes", "1,3"], 65,
            "in.ndjson:1:1: error: there is no stroke 3; the sketch has 2; strokes are numbered from 1\n"
        ),
        (
            ["-o", "full"], 73,
            "full: error: is a directory that contains files; give another name, or --force to write into it\n"
        ),
        (["-o", "in.ndjson"], 73, "in.ndjson: error: cannot be created: Not a directory\n"),
        (["none.ndjson", "-o", "out"], 66, "none.ndjson: error: no such file or directory\n"),
    ])
    func wrongUse(arguments: [String], status: Int, message: String) throws {
        folder.write("{\"word\":\"cat\",\"drawing\":[[[1,2],[3,4]],[[5,6],[7,9]]]}\n", to: "in.ndjson")
        folder.write("mine", to: "full/file")
        let options = ["in.ndjson", "--model", "model"] + arguments
        let run = try CommandRun.croquis(["invert"] + options, in: folder.path)
        #expect(Int(run.status) == status)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(folder.names.filter { $0 != "in.ndjson" } == ["full/file", "model"])
    }

    @Test func nothingIsReplacedUnasked() throws {
        folder.write("mine", to: "out/notes")
        folder.write("old", to: "out/trace.ndjson")
        #expect(try invert([Self.cat, "-o", "out", "--no-pictures"]).status == 73)
        #expect(folder.text("out/trace.ndjson") == "old")
        let forced = try invert([Self.cat, "-o", "out", "--no-pictures", "--force"])
        #expect(forced.status == 0, "\(forced.errors)")
        #expect(folder.text("out/notes") == "mine" && lines("out/trace.ndjson").count == 5)
    }

    // MARK: Interrupts

    @Test func anInterruptLeavesWholeFilesOnly() throws {
        let files = Array(repeating: "'\(Self.sketches)'", count: 60).joined(separator: " ")
        let run = try shell(
            """
            croquis invert \(files) '\(Self.cat)' -o out --model model --steps 2 --frames 2 > table &
            until [ "$(ls out 2> /dev/null | wc -l)" -gt 8 ]; do sleep 0.02; done
            kill -TERM $!
            code=0; wait $! || code=$?
            echo $code
            """
        )
        #expect(run.text == "143\n", "\(run.errors)")
        #expect(!folder.names.contains { $0.hasSuffix(".partial") })
        #expect(!folder.names.contains("out/result.ndjson") && !folder.names.contains("out/trace.ndjson"))
        for name in folder.names where name.hasSuffix(".png") {
            let bytes = folder.read(name) ?? []
            #expect(bytes.suffix(8) == [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82], "\(name)")
        }
        for name in folder.names where name.hasSuffix(".html") {
            #expect(folder.text(name)?.hasSuffix("</html>\n") == true, "\(name)")
        }
    }

    @Test func aClosedPipeEndsQuietly() throws {
        let files = Array(repeating: "'\(Self.sketches)'", count: 30).joined(separator: " ")
        let run = try shell(
            "set +o pipefail; croquis invert -q \(files) -o out --no-pictures --steps 2 --model model | head -n 3; exit ${PIPESTATUS[0]}"
        )
        #expect(run.text.split(separator: "\n").count == 3)
        #expect([0, 141].contains(run.status))
    }
}
