internal import Foundation
internal import TestSupport
internal import Testing

/// `croquis evaluate` as a process.
struct EvaluateTests {
    private let folder = TemporaryFolder()
    private static let sketches = TestFiles.fixture("quickdraw/sketches.ndjson")

    init() throws { folder.write(try TestModel.bytes(), to: "plain.model") }

    private func evaluate(_ arguments: [String], input: String = "") throws -> CommandRun {
        try CommandRun.croquis(
            ["evaluate", "--model", "plain.model"] + arguments,
            input: Array(input.utf8),
            in: folder.path
        )
    }

    private struct Result: Decodable {
        struct Class: Decodable {
            var label: String
            var sketches: Int
            var top1: Double?
        }
        var sketches: Int
        var top1: Double
        var top5: Double
        var balancedTop1: Double
        var expectedCalibrationError: Double
        var meanNegativeLogLikelihood: Double
        var losses: [String: Int]
        var classes: [Class]
    }

    private func result(_ run: CommandRun) throws -> Result {
        try JSONDecoder().decode(Result.self, from: Data(run.output))
    }

    @Test func knownValues() throws {
        // Everything is taken for a cat, which a quarter of the twelve are.
        let run = try evaluate([Self.sketches, "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let all = try result(run)
        #expect(all.sketches == 12 && all.top1 == 0.25 && all.top5 == 1 && all.balancedTop1 == 0.25)
        #expect(abs(all.expectedCalibrationError - (0.6336912 - 0.25)) < 1e-6)
        // The logarithm of the sum of exp(−i), and 0, 1, 2 and 3 as often.
        #expect(abs(all.meanNegativeLogLikelihood - (0.4561934 + 1.5)) < 1e-6)
        #expect(all.classes.map(\.label) == TestModel.labels)
        #expect(all.classes.map(\.sketches) == [3, 3, 3, 3, 0, 0])
        #expect(all.classes.map(\.top1) == [1, 0, 0, 0, nil, nil])
        #expect(all.losses.isEmpty)
    }

    @Test func chosenLabelsAlone() throws {
        let some = try result(evaluate([Self.sketches, "--json", "--labels", "house,star"]))
        #expect(some.sketches == 6 && some.top1 == 0.5 && some.losses == ["otherLabels": 6])
    }

    @Test func forPeople() throws {
        let run = try evaluate([Self.sketches, Self.sketches])
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.text.split(separator: "\n").map(String.init)
        for line in lines { #expect(line.count <= 60, "\(line)") }
        #expect(run.errors.contains(" sketches/s\n"))
        #expect(
            lines == [
                "sketches                 24",
                "classes                  4 of 6",
                "top-1                    25 %",
                "top-5                    100 %",
                "top-1, mean of classes   25 %",
                "calibration error        38.37 % in 15 bins",
                "negative log-likelihood  1.9562 per sketch",
                "worst classes",
                "  house          0.0 %",
                "  smiley face    0.0 %",
                "  star           0.0 %",
                "  cat          100.0 %  ████████████████████████████████████",
                "most frequent confusions",
                "  house        100.0 %  is taken for cat",
                "  smiley face  100.0 %  is taken for cat",
                "  star         100.0 %  is taken for cat",
            ]
        )
        let two = try evaluate([Self.sketches, "--top", "1"]).text
        #expect(two.contains("worst classes\n  house    0.0 %"))
        #expect(two.contains("best classes\n  cat  100.0 %"))
    }

    @Test func whatIsLeftOutIsTold() throws {
        let input = """
            {"word":"cat","drawing":[[[0,9],[0,9]]]}
            {"word":"zebra","drawing":[[[0,9],[0,9]]]}
            {"drawing":[[[0,9],[0,9]]]}
            {"word":"cat","drawing":[]}

            """
        let run = try evaluate(["-"], input: input)
        #expect(run.status == 0)
        #expect(
            run.text.hasSuffix(
                """
                with other labels, left out: 1 sketch
                without a label, left out: 1 sketch
                without points, left out: 1 sketch

                """
            )
        )
        let counted = try result(evaluate(["-", "--json"], input: input))
        #expect(counted.losses == ["otherLabels": 1, "unlabelled": 1, "withoutPoints": 1])
        // What --label says is the label of all, whatever their records say.
        let labelled = try result(evaluate(["-", "--json", "--label", "cat"], input: input))
        #expect(labelled.sketches == 3)
    }

    @Test func workersDoNotMatter() throws {
        let inputs = Array(repeating: Self.sketches, count: 40)
        func text(_ jobs: String) throws -> String {
            let run = try evaluate(inputs + [jobs, "--json"])
            #expect(
                run.errors.hasPrefix(#"{"sketchesPerSecond":"#),
                "the results hold no time, which is never the same"
            )
            return run.text
        }
        #expect(try text("-j1") == text("-j4"))
    }

    @Test func confusionPicture() throws {
        let run = try evaluate([Self.sketches, "--confusion", "a.png"])
        #expect(run.status == 0, "\(run.errors)")
        let picture = try PNGFile(#require(folder.read("a.png")))
        #expect(picture.width > 500 && picture.height > 400)
        #expect(picture.texts.map(\.value) == ["croquis"])
        let again = try evaluate([Self.sketches, "--confusion", "a.png"])
        #expect(again.status == 73)
        #expect(again.errors == "a.png: error: already exists; give another name, or --force to replace it\n")
        #expect(again.output.isEmpty)
        #expect(try evaluate([Self.sketches, "--confusion", "a.png", "--force"]).status == 0)
        // A run that fails leaves no picture.
        #expect(try evaluate(["-", "--confusion", "b.png"], input: "{\"drawing\":7}\n").status == 65)
        #expect(folder.names == ["a.png", "plain.model"])
    }

    @Test(arguments: [
        (["none.ndjson"], 66, "none.ndjson: error: no such file or directory\n"),
        (
            ["in.ndjson", "--labels", "hause"], 64,
            "--labels: error: 'hause' isn't one of the model's 6 labels; did you mean 'house'?\n"
        ),
        (["in.ndjson", "--label", "hosue"], 64, "6 labels; did you mean 'house'?\n"),
        (
            ["zebra.ndjson"], 65,
            "zebra.ndjson: error: no sketch has points and a label that the model knows (1 sketch with other labels, left out); labels come from the records, or from --label-from file or folder\n"
        ),
        (["in.ndjson", "--confusion", "-"], 64, "--confusion needs a file: results go to standard output"),
        (
            ["in.ndjson", "--confusion", "none/a.png"], 73,
            "none/a.png: error: cannot be created: No such file or directory\n"
        ),
        (
            ["in.ndjson", "--confusion", "a.jpg"], 64,
            "--confusion must be a PNG file: give it a name that ends in .png"
        ),
        (["in.ndjson", "--top=-1"], 64, "--top must be at least 0"),
        (["empty"], 65, "empty: error: no sketch has points and a label that the model knows"),
        (
            ["cats.ndjson", "--model", "large.model"], 65,
            "cats.ndjson: error: the network's answer to this drawing isn't a number; the model's weights are too large; use another model\n"
        ),
    ])
    func wrongUse(arguments: [String], status: Int, message: String) throws {
        folder.write("{\"drawing\":[[[1,2],[3,4]]]}\n", to: "in.ndjson")
        folder.write("{\"word\":\"zebra\",\"drawing\":[[[1,2],[3,4]]]}\n", to: "zebra.ndjson")
        folder.write("", to: "empty")
        folder.write("{\"word\":\"cat\",\"drawing\":[[[1,2],[3,4]]]}\n", to: "cats.ndjson")
        folder.write(try TestModel.bytes(weight: 3e38), to: "large.model")
        let before = folder.names
        let run = try evaluate(arguments)
        #expect(Int(run.status) == status)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(folder.names == before)
    }
}
