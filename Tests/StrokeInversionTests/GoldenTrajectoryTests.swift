internal import Foundation
internal import SketchModel
internal import SketchNet
internal import TestSupport
internal import Testing

@testable internal import StrokeInversion

/// Trajectories that `Fixtures/network/make_inversion.py` made with PyTorch.
@Suite struct GoldenTrajectoryTests {
    private let arrays: [String: [Float]]

    init() throws {
        let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: TestFiles.fixture("network/golden.f32"))))
        let index = try String(contentsOfFile: TestFiles.fixture("network/golden.txt"), encoding: .utf8)
        var arrays: [String: [Float]] = [:]
        for line in index.split(separator: "\n") {
            let fields = line.split(separator: "\t")
            let (offset, count) = try (#require(Int(fields[1])), #require(Int(fields[2])))
            arrays[String(fields[0])] = (offset..<offset + count).map { place in
                Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(data[4 * place + $1]) << (8 * UInt32($1)) })
            }
        }
        self.arrays = arrays
    }

    private func sketch(_ index: Int) throws -> Sketch {
        let (points, counts) = (try #require(arrays["points"]), try #require(arrays["counts"]).map { Int($0) })
        let lengths = try #require(arrays["lengths"]).map { Int($0) }
        let firstStroke = counts[..<index].reduce(0, +)
        var point = lengths[..<firstStroke].reduce(0, +)
        return Sketch(
            strokes: lengths[firstStroke..<firstStroke + counts[index]].map { length in
                defer { point += length }
                return (point..<point + length).map { Point(Double(points[2 * $0]), Double(points[2 * $0 + 1])) }
            }
        )
    }

    @Test(arguments: ["packed", "padded197"])
    func agreesWithPyTorch(tokens: String) throws {
        let configuration = SketchNetConfiguration(
            width: 16,
            layers: 2,
            heads: 2,
            classes: 5,
            tokens: tokens == "packed" ? .packed : .padded197
        )
        var weights = try SketchNetWeights<Float>(zerosFor: configuration)
        for tensor in weights.layout.tensors {
            weights[tensor.name] = try #require(arrays["weight " + tensor.name])[...]
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
            let task = try InversionTask(sketch(index), start: start, target: target)
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
