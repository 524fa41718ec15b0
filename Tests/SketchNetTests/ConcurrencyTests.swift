internal import SketchModel
internal import Testing

@testable internal import SketchNet

/// Passes of many threads at once. A matrix library that shares memory between its callers gives other logits now and
/// then.
@Suite struct ConcurrencyTests {
    @Test func manyThreadsGiveWhatOneGives() async throws {
        let configuration = SketchNetConfiguration(width: 192, layers: 1, heads: 6, classes: 345)
        let network = try SketchNetwork(configuration, weights: SketchNetWeights<Float>(configuration, seed: 3))
        let sketches = (0..<48).map { sketch([12, 9, 5, 20, 3, 7], seed: UInt64($0)) }
        func logits(_ passes: Int) -> [[Float]] {
            let workspace = SketchNetWorkspace<Float>()
            let batch: StrokeBatch<Float> = batch(sketches)
            return (0..<passes).map { _ in
                network.forward(batch, in: workspace)
                return workspace.logits
            }
        }
        let alone = logits(1)[0]
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { logits(12).allSatisfy { $0 == alone } } }
            for await same in group { #expect(same) }
        }
    }
}
