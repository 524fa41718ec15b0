internal import StrokeInversion

/// Moves strokes, each as a whole, by normally distributed offsets of increasing standard deviation, in the network's
/// frame, in which drawings fill ±0.74.
package enum LocationNoise {
    package static let deviations = [0, 0.02, 0.05, 0.1, 0.2, 0.4]

    /// x and y of each stroke's start after moving it. The same for the same seed; a stroke's offset is proportional to
    /// the deviation and keeps its direction.
    static func moved<Scalar: BinaryFloatingPoint>(_ starts: [Scalar], deviation: Double, seed: UInt64) -> [Scalar] {
        let none = Array(repeating: SIMD2<Float>.zero, count: starts.count / 2)
        let offsets = LocationPerturbation.random(deviation: deviation)
            .apply(to: none, isFree: none.map { _ in true }, seed: seed)
        return starts.indices.map { starts[$0] + Scalar(offsets[$0 / 2][$0 % 2]) }
    }
}

/// What happens to a label under noise of one deviation.
package struct NoiseReading: Sendable, Hashable {
    package let deviation: Double
    /// The label's probability: the mean over the seeds, the minimum and the maximum.
    package let probability: Double
    package let leastProbability: Double
    package let greatestProbability: Double
    /// The share of the seeds for which the label was the likeliest.
    package let firstShare: Double
}

extension SketchProbe {
    /// - Parameters:
    /// - seeds: the number of seeds, at least 1.
    /// - Throws: `ExplanationError`.
    package func readings(
        underNoise deviations: [Double] = LocationNoise.deviations,
        label: Int,
        seeds: Int = 16,
        seed: UInt64 = 0
    ) throws(ExplanationError) -> [NoiseReading] {
        let all = Array(0..<strokeCount)
        let variants = deviations.flatMap { deviation in
            (0..<seeds).map { index in
                Variant(all, starts: LocationNoise.moved(starts, deviation: deviation, seed: seed &+ UInt64(index)))
            }
        }
        let readings = try readings(of: variants, label: label)
        return deviations.enumerated().map { place, deviation in
            let own = readings[place * seeds..<(place + 1) * seeds]
            return NoiseReading(
                deviation: deviation,
                probability: own.reduce(0) { $0 + $1.probability } / Double(seeds),
                leastProbability: own.map(\.probability).min() ?? 0,
                greatestProbability: own.map(\.probability).max() ?? 0,
                firstShare: Double(own.count { $0.isFirst }) / Double(seeds)
            )
        }
    }
}
