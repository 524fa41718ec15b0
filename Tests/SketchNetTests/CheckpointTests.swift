internal import ArrayFiles
internal import SketchModel
internal import Testing

@testable internal import SketchNet

@Suite struct CheckpointTests {
    /// After a kill, another process with another number of workers goes on from the file.
    @Test func resumedRunEqualsUninterrupted() throws {
        let whole = try trainer(shapes(60), batch: 80)
        for _ in 0..<6 { _ = try whole.takeStep() }
        let first = try trainer(shapes(60), batch: 80)
        for _ in 0..<3 { _ = try first.takeStep() }
        let layout = first.network.weights.layout
        let bytes = try TrainingCheckpoint.encode(first.state, layout: layout, metadata: ["classes": "five"])
        let second = try trainer(shapes(60), workers: 2, batch: 80)
        try second.restore(try TrainingCheckpoint.decode(BytesInMemory(bytes), layout: layout))
        #expect(second.step == 3 && second.state == first.state)
        for _ in 0..<3 { _ = try second.takeStep() }
        #expect(second.state == whole.state && second.evaluate() == whole.evaluate())
    }

    @Test func statesOfOtherRunsAreRefused() throws {
        let trainer = try trainer(shapes(20))
        #expect(throws: TrainingError.otherRun) { try trainer.restore(try SketchNetTests.trainer(shapes(25)).state) }
        let reseeded = try SketchNetTests.trainer(shapes(20), seed: 9)
        #expect(throws: TrainingError.otherRun) { try trainer.restore(reseeded.state) }
        var broken = trainer.state
        broken.squares[3] = .nan
        #expect(throws: TrainingError.wrongState) { try trainer.restore(broken) }
        let bytes = try TrainingCheckpoint.encode(trainer.state, layout: trainer.network.weights.layout)
        #expect(throws: TrainingError.wrongState) {
            try TrainingCheckpoint.decode(BytesInMemory(bytes), layout: WeightLayout(small))
        }
    }
}
