internal import Foundation
internal import TestSupport
internal import Testing

/// `croquis classify` as a process.
struct ClassifyTests {
    private let folder = TemporaryFolder()
    private static let sketches = TestFiles.fixture("quickdraw/sketches.ndjson")
    private static let cat = TestFiles.fixture("svg/cat.svg")

    init() throws {
        folder.write(try TestModel.bytes(), to: "plain.model")
        folder.write(try TestModel.bytes(looks: true), to: "looking.model")
    }

    private func classify(_ arguments: [String], model: String? = "plain.model", input: String = "") throws
        -> CommandRun
    {
        let options = model.map { ["--model", $0] } ?? []
        return try CommandRun.croquis(["classify"] + arguments + options, input: Array(input.utf8), in: folder.path)
    }

    // MARK: For people

    @Test func oneDrawing() throws {
        let run = try classify([Self.cat, "--top", "3"])
        #expect(run.status == 0)
        #expect(
            run.text == """
                \(Self.cat) (cat)
                  cat             63.4 %  █████████████████████████▎
                  house           23.3 %  █████████▎
                  smiley face      8.6 %  ███▍

                """
        )
        #expect(
            run.errors == "classified 1 sketch (svg) among 6 labels\nlabel: from the file's name for 1 sketch\n"
        )
    }

    @Test func manyDrawings() throws {
        let run = try classify(["sketches.ndjson", "--top", "1", "-t", "take:3"], input: "")
        #expect(run.status == 66)
        _ = try CommandRun.shell("cp '\(Self.sketches)' sketches.ndjson", in: folder.path)
        let lines = try classify(["sketches.ndjson", "--top", "1", "-t", "take:3"]).text
        #expect(
            lines == """
                sketches.ndjson:1 (smiley face)   cat             63.4 %  █████████████▉
                sketches.ndjson:2 (house)         cat             63.4 %  █████████████▉
                sketches.ndjson:3 (star)          cat             63.4 %  █████████████▉

                """
        )
    }

    /// A program that reads the lines tells sketches apart by their places.
    @Test func placesAreWholeWhereThereIsNoWindow() throws {
        let path = String(repeating: "a long folder/", count: 8) + "sketches.ndjson"
        _ = try CommandRun.shell("mkdir -p '\(path.dropLast(15))' && cp '\(Self.sketches)' '\(path)'", in: folder.path)
        for top in ["1", "2"] {
            let run = try classify([path, "--top", top, "-t", "take:1"])
            #expect(run.text.hasPrefix(path + ":1 (smiley face)"))
        }
    }

    @Test(arguments: [20, 40, 60, 80, 200], [1, 5])
    func fitsTheWindow(columns: Int, top: Int) throws {
        let path = String(repeating: "a long folder/", count: 8) + "sketches.ndjson"
        let run = try CommandRun.shell(
            """
            mkdir -p '\(path.dropLast(15))' && cp '\(Self.sketches)' '\(path)'
            COLUMNS=\(columns) croquis classify '\(path)' --top \(top) --model plain.model
            """,
            in: folder.path
        )
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.text.split(separator: "\n")
        #expect(lines.count == (top == 1 ? 12 : 12 * 6))
        for line in lines { #expect(line.count <= max(columns, 31), "\(line)") }
        if columns >= 60 { #expect(lines.contains { $0.contains("█") }) }
        // The end of a path and its line are kept.
        if columns >= 40, top > 1 { #expect(lines[0].hasSuffix("sketches.ndjson:1 (smiley face)")) }
    }

    /// The one drawing of a file has no line to name, packed or not.
    @Test func packedDrawing() throws {
        let run = try CommandRun.shell(
            "gzip -c '\(Self.cat)' > cat.svg.gz && croquis classify cat.svg.gz --top 2 --model plain.model",
            in: folder.path
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.split(separator: "\n").first == "cat.svg.gz (cat)")
    }

    @Test func moreLabelsThanThereAre() throws {
        #expect(try classify([Self.cat, "--top", "100"]).text.split(separator: "\n").count == 7)
        #expect(try classify([Self.cat, "--top", "0"]).text.split(separator: "\n").count == 7)
    }

    @Test func theModelInTheProgram() throws {
        let run = try classify([Self.cat], model: nil)
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.text.split(separator: "\n")
        #expect(lines.count >= 6 && lines[1...5].allSatisfy { $0.contains(" % ") || $0.hasSuffix(" %") })
        #expect(
            run.errors == "classified 1 sketch (svg) among 345 labels\nlabel: from the file's name for 1 sketch\n"
        )
    }

    // MARK: Views

    @Test func bothViewsAreAskedAndTheirDisagreementTold() throws {
        folder.write(try TestModel.rasterBytes(), to: "raster")
        folder.write(
            try TestModel.bytes(labels: ["star", "cat", "smiley face", "house"], looks: true),
            to: "four.model"
        )
        let both = ["--raster-model", "raster", "--top", "2"]
        func answer(_ more: [String]) throws -> String {
            try classify([Self.cat] + both + more, model: "four.model").text
        }
        let told = try answer([])
        #expect(told.contains("\n  the strokes say ") || told.contains(": the strokes say "), "\(told)")
        #expect(try !answer(["--view", "raster"]).contains("the strokes say"))
        let json = try answer(["--json"])
        #expect(json.contains(#","strokes":{"label":""#) && json.contains(#","raster":{"label":""#), "\(json)")
        #expect(try !answer(["--json", "--view", "raster"]).contains(#""strokes""#))
        let strokes = try classify([Self.cat, "--top", "2"], model: "four.model").text
        #expect(try answer(["--view", "both"]) == told && told != strokes)
    }

    @Test func aModelOfOtherLabelsIsNotMixedWithTheProgramsPictures() throws {
        folder.write(try TestModel.bytes(labels: ["cat", "unicorn"]), to: "other.model")
        #expect(try classify([Self.cat, "--json"]).text.contains("raster") == false)
        let run = try classify([Self.cat, "--view", "both"], model: "other.model")
        #expect(run.status == 64)
        #expect(
            run.errors == "--view: error: the raster network doesn't know the model's label 'unicorn'; "
                + "use --view strokes, or a raster network that was trained on the same labels\n"
        )
        folder.write("no network", to: "raster")
        #expect(try classify([Self.cat, "--raster-model", "raster"]).errors.hasPrefix("raster:@"))
        let unused = try classify([Self.cat, "--raster-model", "raster", "--view", "strokes"])
        #expect(unused.status == 64 && unused.errors.contains("--raster-model needs --view raster or both"))
    }

    /// Logits below the first that differ by too little to be sure.
    @Test func anAnswerOfFewOddsIsNotSure() throws {
        let run = try classify([Self.cat, "--top", "1", "--labels", "The Mona Lisa,star"])
        #expect(!run.text.contains("not sure"))
        folder.write(try TestModel.bytes(labels: ["cat", "house"], weight: 0), to: "even.model")
        let even = try classify([Self.cat, "--top", "1"], model: "even.model")
        #expect(even.text.hasSuffix(" %  not sure\n") == !even.text.contains("█"), "\(even.text)")
    }

    // MARK: For programs

    @Test func objectsOnLines() throws {
        let input = """
            {"word":"cat","key_id":"9007199254740993","drawing":[[[0,9],[0,9]]]}
            {"drawing":[]}

            """
        let run = try classify(["-", "--json", "--top", "1", "--labels", "star,house"], input: input)
        #expect(run.status == 0)
        #expect(
            run.text == """
                {"source":"-","index":0,"line":1,"id":"9007199254740993","givenLabel":"cat",\
                "confident":true,"predictions":[{"label":"house","probability":0.8807971}]}
                {"source":"-","index":1,"line":2,"confident":false,"predictions":[]}

                """
        )
        #expect(
            run.errors == """
                {"read":2,"classified":1,"withoutPoints":1,"faults":0,"labels":2,"losses":{},"notes":[]}

                """
        )
    }

    @Test func logitsByLabel() throws {
        let run = try classify([Self.cat, "--json", "--logits", "--top", "1", "--labels", "star,house"])
        #expect(
            run.text.hasSuffix(#""logits":{"star":-6.0,"house":-2.0}}"# + "\n")
                || run.text.hasSuffix(#""logits":{"star":-6,"house":-2}}"# + "\n")
        )
    }

    @Test func aFileThatIsNamedForALabelGivesIt() throws {
        #expect(!(try classify([Self.cat, "--json", "--label-from", "none"]).text.contains("givenLabel")))
        #expect(!(try classify([Self.cat, "--json", "--labels", "star,house"]).text.contains("givenLabel")))
        #expect(try classify([Self.cat, "--json"]).text.contains(#""givenLabel":"cat""#))
    }

    // MARK: Whatever is read

    @Test(arguments: [[], ["--top", "1"], ["--json"], ["--tta", "3", "--json"]])
    func workersDoNotMatter(options: [String]) throws {
        let inputs = Array(repeating: Self.sketches, count: 40)
        let one = try classify(inputs + options + ["-j1", "-q"], model: "looking.model")
        let four = try classify(inputs + options + ["-j4", "-q"], model: "looking.model")
        #expect(one.status == 0 && one.output == four.output)
        #expect(one.text.split(separator: "\n").count >= 480)
    }

    /// Drawings on the official grid, which every format holds.
    @Test func formatsAgree() throws {
        let commands = """
            croquis convert -q \(TestFiles.fixture("drawings")) -t quickdraw --label-from file -o a.ndjson
            for kind in bin ndjson.gz; do croquis convert -q a.ndjson -o a.$kind; done
            croquis convert -q a.ndjson -o a.npz
            croquis convert -q a.ndjson -o svg/ --to svg --name '{index:03}'
            for file in a.ndjson a.bin a.npz a.ndjson.gz svg/; do
                croquis classify -q $file --model looking.model --json --top 0
            done
            """
        let run = try CommandRun.shell(commands, in: folder.path)
        #expect(run.status == 0, "\(run.errors)")
        let answers = try run.text.split(separator: "\n").map { line in
            try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
        }
        #expect(answers.count == 150)
        for (index, answer) in answers.enumerated() {
            let first = answers[index % 30]
            #expect(answer.predictions[0].label == first.predictions[0].label)
            for prediction in answer.predictions {
                let other = try #require(first.predictions.first { $0.label == prediction.label })
                #expect(abs(prediction.probability - other.probability) < 1e-3)
            }
        }
        #expect(Set(answers.map { $0.predictions[0].probability }).count > 20, "the drawings are told apart")
    }

    private struct Answer: Decodable {
        struct Prediction: Decodable {
            var label: String
            var probability: Double
        }
        var predictions: [Prediction]
    }

    @Test func drawingsThatAreHardlyAny() throws {
        let strokes = (0..<5000).map { "[[\($0 % 70),\($0 % 30)],[0,\($0 % 50)]]" }.joined(separator: ",")
        let points = (0..<200_000).map { "\($0 * 7919 % 1009)" }.joined(separator: ",")
        let input = """
            {"drawing":[]}
            {"drawing":[[[],[]]]}
            {"drawing":[[[7],[9]]]}
            {"drawing":[[[7,7],[9,9]]]}
            {"drawing":[\(strokes)]}
            {"drawing":[[[\(points)],[\(points)]]]}

            """
        let run = try classify(["-", "--top", "1"], model: "looking.model", input: input)
        #expect(run.status == 0)
        let lines = run.text.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines.prefix(2) == ["-:1: no points", "-:2: no points"])
        #expect(!run.text.contains("nan"))
        #expect(
            run.errors == """
                classified 4 sketches (quickdraw) among 6 labels
                without points, so without predictions: 2 sketches
                strokes after the 196th left out: 1 sketch

                """
        )
        let nothing = try classify(["-"], input: "")
        #expect(nothing.status == 0 && nothing.output.isEmpty)
        #expect(
            nothing.errors
                == "classified 0 sketches among 6 labels\n-: is empty, so it holds no sketches\n"
        )
    }

    @Test func faultsStopOrAreSkipped() throws {
        let input = """
            {"drawing":[[[0,9],[0,9]]]}
            {"drawing":7}
            {"drawing":[[[-1e308,1e308],[0,9]]]}
            {"drawing":[[[0,9],[0,9]]]}

            """
        let stopped = try classify(["-"], input: input)
        #expect(stopped.status == 65)
        #expect(stopped.text.hasPrefix("-:1\n") && !stopped.text.contains("-:4"))
        #expect(stopped.errors.hasPrefix("-:2:12: error: "))
        let skipped = try classify(["-", "--on-error", "skip"], input: input)
        #expect(skipped.status == 1)
        #expect(skipped.text.contains("-:1\n") && skipped.text.contains("-:4\n") && !skipped.text.contains("-:3"))
        #expect(skipped.errors.contains("-:3:1: error: coordinates too large for transform 'quickdraw'\n"))
        #expect(skipped.errors.hasSuffix("skipped: 2 that could not be read\n"))
    }

    @Test func aClosedPipeEndsQuietly() throws {
        let files = Array(repeating: "'\(Self.sketches)'", count: 400).joined(separator: " ")
        let run = try CommandRun.shell(
            "set +o pipefail; croquis classify -q \(files) --model plain.model | head -n 3; exit ${PIPESTATUS[0]}",
            in: folder.path
        )
        #expect(run.text.split(separator: "\n").count == 3)
        #expect(run.errors.isEmpty)
        #expect([0, 141].contains(run.status))
    }

    @Test(arguments: ["published.safetensors", "published.bin"])
    func publishedCheckpoints(name: String) throws {
        folder.write("a\nb\nc\nd\ne\n", to: "labels")
        let model = TestFiles.fixture("network/" + name)
        let run = try classify([Self.cat, "--model-labels", "labels", "--model-heads", "2"], model: model)
        #expect(run.status == 0, "\(run.errors)")
        // Random weights: five labels of about a fifth.
        #expect(run.text.split(separator: "\n").count == 7)
        #expect(run.text.hasSuffix("\n  not sure\n"))
        let unknown = try classify([Self.cat], model: model)
        #expect(unknown.status == 65)
        #expect(unknown.errors.hasPrefix("\(model): error: "))
    }

    // MARK: What is refused

    @Test(arguments: [
        (["none.ndjson"], 66, "none.ndjson: error: no such file or directory\n"),
        (
            ["in.ndjson", "--labels", "cat,hause"], 64,
            "--labels: error: 'hause' isn't one of the model's 6 labels; did you mean 'house'?\n"
        ),
        (
            ["in.ndjson", "--labels", "mona"], 64,
            "--labels: error: 'mona' isn't one of the model's 6 labels; did you mean 'The Mona Lisa'?\n"
        ),
        (["in.ndjson", "--labels", "zebra"], 64, "--labels: error: 'zebra' isn't one of the model's 6 labels\n"),
        (["in.ndjson", "--labels", "cat,cat"], 64, "--labels: error: the label 'cat' is given twice\n"),
        (
            ["in.ndjson", "--labels", " , "], 64,
            "--labels: error: names no label; write labels with commas between them: cat,dog\n"
        ),
        (["in.ndjson", "--bogus"], 64, "Unknown option '--bogus'"),
        (["in.ndjson", "--top=-1"], 64, "--top must be at least 0"),
        (["in.ndjson", "--tta", "0"], 64, "--tta must be from 1 to 64"),
        (["in.ndjson", "--logits"], 64, "--logits needs --json"),
        (["in.ndjson", "-t", "nothing"], 64, "-t: error: there is no transform 'nothing'"),
    ])
    func wrongUse(arguments: [String], status: Int, message: String) throws {
        folder.write("{\"drawing\":[[[1,2],[3,4]]]}\n", to: "in.ndjson")
        let run = try classify(arguments)
        #expect(Int(run.status) == status)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test func brokenModels() throws {
        let good = try TestModel.bytes()
        folder.write(Array(good.dropLast(9)), to: "short.model")
        folder.write("{}", to: "text.model")
        folder.write([], to: "empty.model")
        for (model, message) in [
            ("none.model", "none.model: error: no such file or directory\n"),
            ("short.model", "short.model"), ("text.model", "text.model"), ("empty.model", "empty.model"),
        ] {
            let run = try classify([Self.cat], model: model)
            #expect(run.status == (model == "none.model" ? 66 : 65), "\(run.errors)")
            #expect(run.errors.hasPrefix(message) && run.errors.contains(": error: "), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
        let alone = try classify([Self.cat, "--model-labels", "labels"], model: nil)
        #expect(alone.status == 64 && alone.errors.contains("--model-labels needs --model"))
        folder.write("a\nb\n", to: "labels")
        let other = try classify([Self.cat, "--model-labels", "labels"])
        #expect(other.status == 65)
        #expect(other.errors.contains("plain.model: error: names its classes, but other names were given"))
    }
}
