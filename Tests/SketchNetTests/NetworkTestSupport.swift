internal import SketchModel
internal import Testing

@testable internal import SketchNet

/// Random numbers in ±1.
func noise(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in 2 * generator.unit() - 1 }
}

/// A sketch in ±0.74 with strokes of these lengths.
func sketch(_ lengths: [Int], seed: UInt64) -> Sketch {
    var generator = SeededGenerator(seed: seed)
    return Sketch(
        strokes: lengths.map { length in
            (0..<length).map { _ in Point(1.48 * generator.unit() - 0.74, 1.48 * generator.unit() - 0.74) }
        }
    )
}

func batch<Scalar>(_ sketches: [Sketch], of type: Scalar.Type = Scalar.self) -> StrokeBatch<Scalar> {
    var batch = StrokeBatch<Scalar>()
    sketches.forEach { batch.append($0) }
    return batch
}

/// Sketches of unlike sizes, one of them empty.
let unlikeSketches = [
    sketch([5, 1, 9], seed: 1), sketch([3], seed: 2), Sketch(), sketch([2, 7, 1, 1, 4], seed: 3), sketch([12], seed: 4),
]

/// A small network whose every weight is random, so that no gradient is zero by accident.
func network(_ configuration: SketchNetConfiguration, seed: UInt64 = 1) throws -> SketchNetwork<Double> {
    var weights = try SketchNetWeights<Double>(configuration, seed: seed)
    for (index, value) in noise(weights.values.count, seed: seed).enumerated() { weights.values[index] += 0.2 * value }
    return try SketchNetwork(configuration, weights: weights)
}

let small = SketchNetConfiguration(width: 8, layers: 2, heads: 2, classes: 3)

/// Holds a gradient against central differences: the largest difference, over the largest gradient.
func error(
    of gradient: [Double],
    at values: [Double],
    every stride: Int = 1,
    loss: ([Double]) -> Double
) -> Double {
    var values = values
    var worst = 0.0
    for index in Swift.stride(from: 0, to: values.count, by: stride) {
        let kept = values[index]
        values[index] = kept + 1e-5
        let above = loss(values)
        values[index] = kept - 1e-5
        let below = loss(values)
        values[index] = kept
        worst = max(worst, abs((above - below) / 2e-5 - gradient[index]))
    }
    return worst / max(gradient.reduce(0) { max($0, abs($1)) }, 1e-3)
}

func difference<A: BinaryFloatingPoint, B: BinaryFloatingPoint>(_ a: [A], _ b: [B]) -> Double {
    guard a.count == b.count else { return .infinity }
    return zip(a, b).reduce(0) { worst, pair in
        let difference = abs(Double(pair.0) - Double(pair.1))
        return difference <= worst ? worst : difference
    }
}

/// A test's arrays as matrices: the arena owns the memory, and lives as long as the test holds it.
extension Arena {
    func matrix(_ rows: Int, _ columns: Int, _ values: [Double]) -> Matrix<Scalar> {
        let result = matrix(rows, columns)
        for (index, value) in values.enumerated() { result.base[index] = Scalar(value) }
        return result
    }
}

extension Matrix {
    var values: [Scalar] { (0..<rows).flatMap { row in (0..<columns).map { self[row, $0] } } }
}
