internal import SketchModel
internal import SketchNet
internal import SketchRecognition
internal import SketchStreams
internal import Testing

@testable internal import StrokeInversion

/// What is asked of a sketch: its label, its target, its free strokes and their start.
@Suite struct InversionRequestTests {
    private let sketch = sketch(nil)

    /// Five strokes, of which the second has no points.
    private static func sketch(_ label: String?) -> Sketch {
        Sketch(
            strokes: [[Point(0, 0), Point(2, 2)], [], [Point(1, 0)], [Point(0, 1)], [Point(1, 1)]],
            metadata: SketchMetadata(label: label)
        )
    }

    private func labels(option: String? = nil, _ inputs: [InversionLabels.InputLabel] = []) throws -> InversionLabels {
        let configuration = SketchNetConfiguration(width: 8, layers: 1, heads: 1, classes: 3)
        let network = try SketchNetwork(configuration, weights: SketchNetWeights<Float>(configuration, seed: 1))
        let model = try SketchNetModel(network: network, labels: ["cat", "dog", "owl"])
        return try InversionLabels(SketchClassifier(model), option: option) { _ in inputs }
    }

    private func request(_ strokes: InversionRequest.Strokes) -> InversionRequest {
        var request = InversionRequest()
        request.strokes = strokes
        return request
    }

    // MARK: Labels

    /// The first found of: the option, the record, the names of the input that the model knows, the classifier's answer.
    @Test func theLabelIsTheFirstFound() throws {
        let cat = Self.sketch("cat")
        let file = InversionLabels.InputLabel("dog", origin: .file, isAsked: false)
        let folder = InversionLabels.InputLabel("owl", origin: .folder, isAsked: false)
        let unknown = InversionLabels.InputLabel("unicorn", origin: .file, isAsked: false)
        #expect(try labels(option: "owl", [file]).label(of: cat) == ("owl", .option))
        #expect(try labels([file, folder]).label(of: cat) == ("cat", .record))
        #expect(try labels([file, folder]).label(of: sketch) == ("dog", .file))
        #expect(try labels([unknown, folder]).label(of: sketch) == ("owl", .folder))
        #expect(try labels([unknown]).label(of: sketch).origin == .classifier)
    }

    @Test func unknownLabelsAreRefusedIfTheyWereGiven() throws {
        let unknown = RecognitionError(unknown: "unicorn", known: ["cat", "dog", "owl"])
        #expect(throws: unknown) { try labels(option: "unicorn") }
        #expect(throws: InversionRequestError.unknownLabel(unknown)) { try labels().label(of: Self.sketch("unicorn")) }
        let asked = InversionLabels.InputLabel("unicorn", origin: .file, isAsked: true)
        #expect(throws: InversionRequestError.unknownLabel(unknown)) { try labels([asked]).label(of: sketch) }
        #expect(try labels([asked]).label(of: Self.sketch("cat")) == ("cat", .record))
    }

    // MARK: Targets

    @Test func targets() throws {
        let all = ["cat", "dog", "owl", "bee"]
        #expect(try InversionRequest(.recover).target(of: "cat", among: all, seed: 1) == "cat")
        #expect(try InversionRequest(.transfer, target: "owl").target(of: "cat", among: all, seed: 1) == "owl")
        let drawn = try (0..<8).map { try InversionRequest(.transfer).target(of: "cat", among: all, seed: $0) }
        #expect(drawn == ["bee", "owl", "dog", "bee", "dog", "bee", "bee", "bee"])
        #expect(throws: InversionRequestError.noOtherLabel("cat")) {
            try InversionRequest(.transfer).target(of: "cat", among: ["cat"], seed: 1)
        }
    }

    @Test func everySketchHasASeedOfItsOwn() {
        var request = InversionRequest()
        request.seed = 3
        #expect(
            (0..<3).map { request.seed(ofSketch: $0) }
                == [0xe31a_4e4f_5162_47d7, 0xe322_8a1a_56bd_1652, 0x6664_7a16_d288_59c8]
        )
    }

    // MARK: Strokes

    @Test func freeStrokes() throws {
        #expect(try request(.all).isFree(sketch, seed: 0) == [true, true, true, true])
        #expect(try request(.these([4, 0])).isFree(sketch, seed: 0) == [true, false, false, true])
        for count in 0...5 {
            #expect(try request(.random(count)).isFree(sketch, seed: 7).count { $0 } == min(count, 4))
        }
        let ofFive = Sketch(strokes: (0..<5).map { [Point(Double($0), 0)] })
        let chosen = try (0..<4).map { seed in
            try request(.random(2)).isFree(ofFive, seed: seed).enumerated().compactMap { $1 ? $0 : nil }
        }
        #expect(chosen == [[0, 2], [1, 4], [0, 1], [2, 4]])
    }

    @Test(arguments: [
        (1, "stroke 2 cannot be moved: it has no points, or is after the 196th"),
        (5, "there is no stroke 6; the sketch has 5"),
    ])
    func strokesThatCannotBeFree(stroke: Int, message: String) {
        do throws(InversionRequestError) {
            _ = try request(.these([0, stroke])).isFree(sketch, seed: 0)
            Issue.record("nothing was refused")
        } catch {
            #expect(error == .noSuchStroke(stroke + 1, strokes: 5) && error.message == message)
        }
    }

    @Test func starts() {
        let drawn: [SIMD2<Float>] = [[0.5, 0], [0, 0.25]]
        func start(_ start: InversionRequest.Start?, _ mode: InversionRequest.Mode = .recover) -> [SIMD2<Float>] {
            InversionRequest(mode, start: start).start(drawn, isFree: [true, false], scale: 0.5, seed: 4)
        }
        #expect(start(.drawn) == drawn && start(nil, .transfer) == drawn)
        #expect(start(.moved(by: Point(1, -2))) == [[1, -1], [0, 0.25]])
        #expect(start(.perturbed(.zero)) == [[0, 0], [0, 0.25]])
        #expect(start(nil) == start(.perturbed(.paper)) && start(nil)[0] != drawn[0] && start(nil)[1] == drawn[1])
    }
}
