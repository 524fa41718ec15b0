internal import Foundation
internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import SketchNet

/// Logits and gradients of a small network that `Fixtures/network/make.py` made with PyTorch.
@Suite struct GoldenTests {
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

    var sketches: [Sketch] {
        get throws {
            let points = try #require(arrays["points"])
            var lengths = try #require(arrays["lengths"])[...]
            var used = 0
            return try #require(arrays["counts"]).map { count in
                Sketch(
                    strokes: (0..<Int(count)).map { _ in
                        (0..<Int(lengths.removeFirst())).map { _ in
                            used += 2
                            return Point(Double(points[used - 2]), Double(points[used - 1]))
                        }
                    }
                )
            }
        }
    }

    @Test(arguments: ["packed", "padded197"])
    func agreesWithPyTorch(mode: String) throws {
        try check(Float.self, mode, within: 3e-6)
        try check(Double.self, mode, within: 3e-6)
    }

    private func check<Scalar>(_ type: Scalar.Type, _ mode: String, within tolerance: Double) throws
    where Scalar: NetworkScalar {
        let configuration = SketchNetConfiguration(
            width: 16,
            layers: 2,
            heads: 2,
            classes: 5,
            tokens: mode == "packed" ? .packed : .padded197
        )
        var weights = try SketchNetWeights<Scalar>(zerosFor: configuration)
        for tensor in weights.layout.tensors {
            weights[tensor.name] = try #require(arrays["weight " + tensor.name]).map { Scalar($0) }[...]
        }
        let network = try SketchNetwork(configuration, weights: weights)
        let strokes: StrokeBatch<Scalar> = batch(try sketches)
        let workspace = SketchNetWorkspace<Scalar>()
        network.forward(strokes, for: .training(dropoutSeed: nil), in: workspace)
        #expect(difference(workspace.logits, try #require(arrays[mode + " logits"])) < tolerance)

        var slopes: [Scalar] = []
        let loss = CrossEntropy(labelSmoothing: 0.1)
            .evaluate(logits: workspace.logits, classes: 5, labels: [1, 4, 0], gradients: &slopes)
        #expect(abs(loss - Double(try #require(arrays[mode + " loss"]?.first))) < tolerance)
        var gradients = try SketchNetWeights<Scalar>(zerosFor: configuration)
        network.backward(strokes, logitGradients: slopes, addingTo: &gradients, in: workspace)
        #expect(difference(workspace.startGradients, try #require(arrays[mode + " starts"])) < tolerance)
        var compared = 0
        for tensor in gradients.layout.tensors {
            guard let expected = arrays["\(mode) gradient \(tensor.name)"] else { continue }
            let found = try #require(gradients[tensor.name]).prefix(expected.count)
            #expect(difference(Array(found), expected) < tolerance, "\(tensor.name)")
            compared += 1
        }
        #expect(compared == (mode == "packed" ? gradients.layout.tensors.count : 20))
    }
}
