/// Statistics over the explanations of a set of sketches. It doesn't keep the sketches.
package struct ExplanationTotals: Sendable {
    /// How often a label stays the likeliest, and its mean probability over the sketches.
    package struct Accuracy: Sendable, Hashable {
        /// The share of the sketches, from 0 to 1.
        package private(set) var first = MeanEstimate()
        package private(set) var probability = MeanEstimate()

        mutating func add(first: Double, probability: Double) {
            self.first.add(first)
            self.probability.add(probability)
        }

        mutating func add(_ reading: LabelReading) {
            add(first: reading.isFirst ? 1 : 0, probability: reading.probability)
        }
    }

    package private(set) var sketches = 0
    /// The number of sketches without a label of their own, for which the likeliest label was explained.
    package private(set) var predictedLabels = 0
    /// The number of sketches with more than one stroke, which have curves.
    package private(set) var comparedSketches = 0
    /// The number of sketches by their number of visible strokes.
    package private(set) var strokeCounts: [Int] = []
    /// One for each method, then longest-first and random order.
    package private(set) var methods = AttributionMethod.allCases.map { _ in RankingTotals() }
    package private(set) var longestFirst = RankingTotals()
    package private(set) var random = RankingTotals()
    /// The difference between the sum of integrated gradients and its exact value, in nats.
    package private(set) var completenessError = MeanEstimate()
    package private(set) var drawn = Accuracy()
    /// For each `StrokeOrder`, over all sketches; those of one stroke have one order.
    package private(set) var orders = StrokeOrder.allCases.map { _ in Accuracy() }
    /// For each `ShapeReplacement`, over all sketches.
    package private(set) var shapes = ShapeReplacement.allCases.map { _ in Accuracy() }
    /// For each of `LocationNoise.deviations`, over all sketches.
    package private(set) var locations = LocationNoise.deviations.map { _ in Accuracy() }
    /// For each `PrimitiveKind`, how many strokes are closest to it.
    package private(set) var primitives = PrimitiveKind.allCases.map { _ in 0 }

    package init() {}

    package mutating func add(_ explanation: SketchExplanation) {
        sketches += 1
        if !explanation.isLabelGiven { predictedLabels += 1 }
        while strokeCounts.count <= explanation.strokeCount { strokeCounts.append(0) }
        strokeCounts[explanation.strokeCount] += 1
        drawn.add(explanation.reading)
        if let curves = explanation.curves {
            comparedSketches += 1
            let (random, longest) = (curves.random, curves.longestFirst)
            for (index, own) in curves.methods.enumerated() {
                methods[index].add(own, random: random, longestFirst: longest)
            }
            longestFirst.add(longest, random: random, longestFirst: longest)
            self.random.add(random, random: random, longestFirst: longest)
        }
        completenessError.add(abs(explanation.attributions.integratedGradients.completenessError))
        for (index, reading) in explanation.orders.enumerated() { orders[index].add(reading) }
        for (index, shape) in explanation.shapes.enumerated() { shapes[index].add(shape.reading) }
        for (index, noise) in explanation.locations.enumerated() {
            locations[index].add(first: noise.firstShare, probability: noise.probability)
        }
        for primitive in explanation.primitives {
            primitives[PrimitiveKind.allCases.firstIndex(of: primitive.kind) ?? 0] += 1
        }
    }

    /// The number of sketches with at least `count` strokes: those that a row of the order embedding can be learned
    /// from.
    package func sketches(withStrokes count: Int) -> Int { strokeCounts.dropFirst(count).reduce(0, +) }
}

/// How well one ranking of strokes does on a set, compared with the two that know nothing of the network.
package struct RankingTotals: Sendable {
    package private(set) var deletion = MeanEstimate()
    package private(set) var insertion = MeanEstimate()
    /// Per sketch, how much lower its deletion area and how much higher its insertion area is than for random order,
    /// and than for longest-first.
    package private(set) var overRandom = (deletion: MeanEstimate(), insertion: MeanEstimate())
    package private(set) var overLongest = (deletion: MeanEstimate(), insertion: MeanEstimate())

    mutating func add(_ curves: RankingCurves, random: RankingCurves, longestFirst: RankingCurves) {
        deletion.add(curves.deletion.area)
        insertion.add(curves.insertion.area)
        overRandom.deletion.add(random.deletion.area - curves.deletion.area)
        overRandom.insertion.add(curves.insertion.area - random.insertion.area)
        overLongest.deletion.add(longestFirst.deletion.area - curves.deletion.area)
        overLongest.insertion.add(curves.insertion.area - longestFirst.insertion.area)
    }

    /// Whether its curves are better on average, beyond the 95 % interval of the difference.
    package var beatsRandom: (deletion: Bool, insertion: Bool) { Self.isSure(overRandom) }
    package var beatsLongestFirst: (deletion: Bool, insertion: Bool) { Self.isSure(overLongest) }

    private static func isSure(
        _ differences: (deletion: MeanEstimate, insertion: MeanEstimate)
    ) -> (deletion: Bool, insertion: Bool) {
        func isSure(_ difference: MeanEstimate) -> Bool { difference.mean > difference.halfInterval }
        return (isSure(differences.deletion), isSure(differences.insertion))
    }
}

/// A mean over sketches, with its uncertainty.
package struct MeanEstimate: Sendable, Hashable {
    package private(set) var count = 0
    /// 0 if there are no values.
    package private(set) var mean = 0.0
    private var squares = 0.0

    package init() {}

    package mutating func add(_ value: Double) {
        // Welford's algorithm, which doesn't lose precision.
        count += 1
        let step = value - mean
        mean += step / Double(count)
        squares += step * (value - mean)
    }

    /// Half the width of the mean's 95 % confidence interval, by the normal distribution; 0 for fewer than two values.
    package var halfInterval: Double {
        guard count > 1 else { return 0 }
        return 1.959964 * (squares / Double(count - 1) / Double(count)).squareRoot()
    }
}
