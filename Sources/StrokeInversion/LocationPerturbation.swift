internal import Platform
internal import SketchModel

/// Where strokes are put before the network may put them back.
package enum LocationPerturbation: Sendable, Hashable {
    /// Each at random about the centre, normally distributed in x and y: SketchXAI's start has a deviation of 0.1.
    case random(deviation: Double)
    /// All at the centre.
    case zero
    /// Each moved from where it was drawn by the same offset.
    case offset(SIMD2<Float>)

    /// SketchXAI's own.
    package static let paper = LocationPerturbation.random(deviation: 0.1)

    /// Perturbs the strokes that are free. The numbers follow from the seed and a stroke's index alone, so that the
    /// same stroke starts from the same place whichever others are free.
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

    /// Two independent numbers of the standard normal distribution (Box and Muller, 1958).
    private static func normalPair(_ generator: inout SeededGenerator) -> SIMD2<Double> {
        let radius = (-2 * log(1 - generator.unit())).squareRoot()
        let angle = 2 * Double.pi * generator.unit()
        return SIMD2(radius * cos(angle), radius * sin(angle))
    }
}
