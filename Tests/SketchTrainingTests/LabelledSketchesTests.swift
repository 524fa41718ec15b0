internal import Augmentation
internal import SketchModel
internal import SketchNet
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import SketchTraining

@Suite struct LabelledSketchesTests {
    @Test func whatIsLeftOutIsCounted() {
        let far = [[Point(-1e308, 0), Point(1e308, 0)]]
        let sketches: [(label: String?, strokes: [[Point]])] = [
            ("a", [[.zero]]), (nil, [[.zero]]), ("  ", [[.zero]]), ("a", [[]]), ("b", [[.zero]]), ("a", far),
        ]
        var all = LabelledSketches(classes: ["a"])
        for (label, strokes) in sketches {
            all.take(Sketch(strokes: strokes, metadata: SketchMetadata(label: label)))
        }
        #expect(all.set.count == 1 && all.unlabelled == 2 && all.empty == 1 && all.otherClass == 1 && all.unusable == 1)
    }

    private func read(
        memory: Int = 1 << 30,
        workers: Int = 1,
        classes: [String]? = nil
    ) async throws -> (sketches: LabelledSketches, report: PipelineReport) {
        let folder = TemporaryFolder()
        let names = ["cat", "Dog", "apple"]
        folder.write((0..<90).map { "\(names[$0 % 3]) 0,0 \($0),9 | 5,5\n" }.joined(), to: "a.lines")
        var pipeline = SketchPipeline(
            inputs: try SketchInput.named([folder("a.lines")]),
            formats: FormatChoice(formats: [LineFormat()])
        )
        pipeline.workers = workers
        return try await LabelledSketches.read(pipeline, classes: classes, memory: memory)
    }

    @Test func readsInOrderOnAnyNumberOfWorkers() async throws {
        let (sketches, report) = try await read()
        #expect(report.read == 90 && sketches.set.count == 90 && sketches.set.classes == ["apple", "cat", "Dog"])
        #expect(sketches.set.labels == (0..<90).map { [1, 2, 0][$0 % 3] })
        let again = try await read(workers: 3).sketches.set
        #expect(again.fingerprint == sketches.set.fingerprint)
        // The preparation: a dot is two equal points.
        #expect(sketches.set[1].pointCount == 4 && sketches.set[1].strokeCount == 2)
        let some = try await read(classes: ["Dog", "cat"]).sketches
        #expect(some.set.count == 60 && some.otherClass == 30 && some.set.classes == ["Dog", "cat"])
    }

    private func error(_ body: () async throws -> Void) async -> TrainingRunError? {
        do { try await body() } catch { return error as? TrainingRunError }
        return nil
    }

    @Test func unusableSetsAreRefused() async {
        #expect(await error { _ = try await read(memory: 1000) } == .tooManySketches(memory: 1000))
        #expect(await error { _ = try await read(classes: ["owl", "cat"]) } == .noSketchOfClass("owl"))
        #expect(await error { _ = try await read(classes: ["cat"]) } == .singleClass("cat"))
        #expect(
            await error { _ = try await read(classes: ["owl"]) } == .noLabelledSketch(unlabelled: 0, others: 90)
        )
        #expect(
            TrainingRunError.tooManySketches(memory: 8_123_456_789).message
                == "the sketches take more than 8.1 GB of memory"
        )
    }
}
