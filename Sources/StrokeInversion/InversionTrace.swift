/// What happened to one sketch, step by step. Entry 0 of each list belongs to the start, before any step.
package struct InversionTrace: Sendable, Hashable {
    package let strokeCount: Int
    /// x and y of each stroke's first point, by step and stroke.
    package private(set) var locations: [Float] = []
    /// The cross-entropy with the target, in nats.
    package private(set) var losses: [Double] = []
    /// The target's probability, and that of the traced label.
    package private(set) var targetProbabilities: [Double] = []
    package private(set) var labelProbabilities: [Double] = []
    /// Whether the target was the likeliest class.
    package private(set) var isTargetFirst: [Bool] = []
    /// The norm of the loss's gradient with respect to all free locations, before clipping.
    package private(set) var gradientNorms: [Double] = []

    /// The entry that is the answer; the last if the method doesn't choose one.
    package var result: Int { chosen ?? max(0, count - 1) }
    var chosen: Int?

    init(strokeCount: Int) { self.strokeCount = strokeCount }

    /// The number of entries: one more than steps.
    package var count: Int { losses.count }

    /// The first entry at which the target was the likeliest class, or `nil`.
    package var firstSuccess: Int? { isTargetFirst.firstIndex(of: true) }

    /// The positions of the strokes' first points at entry `step`.
    package func locations(at step: Int) -> [SIMD2<Float>] {
        (0..<strokeCount).map { stroke in
            let place = 2 * (step * strokeCount + stroke)
            return SIMD2(locations[place], locations[place + 1])
        }
    }

    mutating func append(_ reading: LogitReading, locations: some Sequence<Float>, gradientNorm: Double) {
        self.locations.append(contentsOf: locations)
        losses.append(reading.loss)
        targetProbabilities.append(reading.targetProbability)
        labelProbabilities.append(reading.labelProbability)
        isTargetFirst.append(reading.isTargetFirst)
        gradientNorms.append(gradientNorm)
    }
}
