internal import Foundation
internal import SketchModel
internal import SketchNet
internal import TestSupport
internal import Testing

@testable internal import StrokeInversion

/// Trajectories that `Fixtures/network/make_inversion.py` made with PyTorch.
@Suite struct GoldenTrajectoryTests {
    @Test(arguments: ["packed", "padded197"])
    func agreesWithPyTorch(tokens: String) throws {
        let golden = try GoldenNetwork()
        let configuration = SketchNetConfiguration(
            width: 16,
            layers: 2,
            heads: 2,
            classes: 5,
            tokens: tokens == "packed" ? .packed : .padded197
        )
        var weights = try SketchNetWeights<Float>(zerosFor: configuration)
        for tensor in weights.layout.tensors {
            weights[tensor.name] = try #require(golden.arrays["weight " + tensor.name])[...]
        }
        let inverter = StrokeInverter(try SketchNetwork(configuration, weights: weights))
        let lines = try String(contentsOfFile: TestFiles.fixture("network/inversion.txt"), encoding: .utf8)
            .split(separator: "\n").map { $0.split(separator: " ") }.filter { $0[1] == tokens }
        for index in 0..<3 {
            let own = lines.filter { $0[0] == "\(index)" }
            let rows = own.map { line in line[4...].compactMap { Double($0) } }
            let first = try #require(rows.first).dropFirst(2).map { Float($0) }
            let start = stride(from: 0, to: first.count, by: 2).map { SIMD2(first[$0], first[$0 + 1]) }
            let target = try #require(Int(own[0][2]))
            let task = try InversionTask(golden.sketches[index], start: start, target: target)
            let trace = try #require(try inverter.invert([task], by: .paper, in: SketchNetWorkspace()).first)
            try #require(trace.count == 101 && rows.count == 11)
            for (row, step) in zip(rows, stride(from: 0, through: 100, by: 10)) {
                #expect(abs(trace.losses[step] - row[0]) < 1e-4)
                #expect(abs(trace.gradientNorms[step] - row[1]) < 1e-4)
                for (ours, theirs) in zip(trace.locations(at: step).flatMap { [$0.x, $0.y] }, row[2...]) {
                    #expect(abs(Double(ours) - theirs) < 1e-3, "sketch \(index), step \(step)")
                }
            }
        }
    }
}
