internal import SketchModel
internal import SketchNet

@testable internal import StrokeExplanation

/// A sketch in ±0.74 with strokes of these lengths.
func sketch(_ lengths: [Int], seed: UInt64) -> Sketch {
    var generator = SeededGenerator(seed: seed)
    return Sketch(
        strokes: lengths.map { length in
            (0..<length).map { _ in Point(1.48 * generator.unit() - 0.74, 1.48 * generator.unit() - 0.74) }
        }
    )
}

/// A small network whose every weight is random, so that nothing is zero by accident.
func reader<Scalar: NetworkScalar>(
    _ type: Scalar.Type = Double.self,
    tokens: SketchNetConfiguration.Tokens = .packed,
    classes: [Int]? = nil
) throws -> ReadNetwork<Scalar> {
    let configuration = SketchNetConfiguration(width: 8, layers: 2, heads: 2, classes: 4, tokens: tokens)
    var weights = try SketchNetWeights<Scalar>(configuration, seed: 1)
    var generator = SeededGenerator(seed: 1)
    for index in weights.values.indices { weights.values[index] += Scalar(0.2 * (2 * generator.unit() - 1)) }
    return ReadNetwork(try SketchNetwork(configuration, weights: weights), temperature: 1.3, classes: classes)
}

func makeProbe(
    _ sketch: Sketch,
    tokens: SketchNetConfiguration.Tokens = .packed,
    classes: [Int]? = nil
) throws -> SketchProbe<Double> {
    try SketchProbe(sketch, by: reader(tokens: tokens, classes: classes), in: SketchNetWorkspace())
}
