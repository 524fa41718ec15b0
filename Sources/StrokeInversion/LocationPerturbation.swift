internal import Platform
internal import SketchModel

/// Where strokes are put before the network may move them.
package enum LocationPerturbation: Sendable, Hashable {
    /// Each at random around the centre, normally distributed in x and y: SketchXAI's start has a standard deviation of
    /// 0.1.
    case random(deviation: Double)
    /// All at the centre.
    case zero
    /// Each moved from where it was drawn by the same offset.
    case offset(SIMD2<Float>)

    /// The perturbation of SketchXAI.
    package static let paper = LocationPerturbation.random(deviation: 0.1)

    /// Perturbs the free strokes. The random numbers depend only on the seed and a stroke's index, so a stroke starts
    /// from the same position whichever others are free.
    package func apply(to locations: [SIMD2<Float>], isFree: [Bool], seed: UInt64) -> [SIMD2<Float>] {
        locations.indices.map { stroke in
            guard isFree[stroke] else { return locations[stroke] }
            switch self {
            case .zero: return .zero
            case .offset(let offset): return locations[stroke] + offset
            case .random(let deviation):
                var generator = SeededGenerator(seed: seed, stream: stroke)
                return SIMD2(Self.normalPair(&generator) * deviation)
            }
        }
    }

    /// Two independent samples of the standard normal distribution (Box and Muller, 1958).
    private static func normalPair(_ generator: inout SeededGenerator) -> SIMD2<Double> {
        let radius = (-2 * log(1 - generator.unit())).squareRoot()
        let angle = 2 * Double.pi * generator.unit()
        return SIMD2(radius * cos(angle), radius * sin(angle))
    }
}
