internal import SketchModel
package import StrokeExplanation
package import TextNotation

/// A sketch's explanation as JSON.
package struct ExplanationRecord {
    private let explanation: SketchExplanation

    package init(_ explanation: SketchExplanation) { self.explanation = explanation }

    package var json: JSONValue {
        let members: [(String, JSONValue)] = [
            ("label", .text(explanation.labelName)),
            ("isLabelGiven", .boolean(explanation.isLabelGiven)),
            ("probability", Self.number(explanation.reading.probability)),
            ("logProbability", Self.number(explanation.reading.logProbability)),
            ("predicted", .text(explanation.predictedName)),
            ("predictedProbability", Self.number(explanation.reading.predictedProbability)),
            ("strokeCount", .whole(explanation.strokeCount)),
            ("unseenStrokes", .whole(explanation.unseenStrokes)),
            ("strokes", .list((0..<explanation.strokeCount).map(stroke))),
            ("integratedGradients", integratedGradients),
            ("curves", explanation.curves.map(curves) ?? .null),
            (
                "orders",
                .object(zip(StrokeOrder.allCases, explanation.orders).map { ($0.rawValue, Self.reading($1)) })
            ),
            (
                "shapes",
                .object(explanation.shapes.map { ($0.replacement.rawValue, Self.reading($0.reading)) })
            ),
            ("locations", .list(explanation.locations.map(Self.noise))),
        ]
        let original = explanation.original
        return .object(original.source.members(id: original.metadata.id) + members)
    }

    /// Seven decimals.
    static func number(_ value: Double) -> JSONValue { .rounded(value, scale: 1e7) }

    private static func reading(_ reading: LabelReading) -> JSONValue {
        .object([("probability", number(reading.probability)), ("isFirst", .boolean(reading.isFirst))])
    }

    private func stroke(_ index: Int) -> JSONValue {
        let primitive = explanation.primitives[index]
        let contributions = explanation.attributions.all.map { ($0.method.rawValue, Self.number($0.values[index])) }
        return .object([
            ("stroke", .whole(explanation.strokes[index] + 1)),
            ("contributions", .object(contributions)),
            ("probabilityDrop", Self.number(explanation.attributions.leaveOneOut.probabilityDrops[index])),
            (
                "primitive",
                .object([
                    ("kind", .text(primitive.kind.rawValue)), ("residual", Self.number(primitive.residual)),
                    ("numbers", .object(Self.numbers(of: primitive.shape))),
                ])
            ),
            (
                "replacedAlone",
                .object(explanation.shapes.map { ($0.replacement.rawValue, Self.reading($0.strokeReadings[index])) })
            ),
        ])
    }

    /// In the network's frame.
    private static func numbers(of shape: PrimitiveShape) -> [(String, JSONValue)] {
        func place(_ point: Point) -> JSONValue { .list([number(point.x), number(point.y)]) }
        switch shape {
        case .line(let from, let to): return [("from", place(from)), ("to", place(to))]
        case .corner(let from, let corner, let to):
            return [("from", place(from)), ("corner", place(corner)), ("to", place(to))]
        case .arc(let center, let radius, let start, let sweep):
            return [
                ("center", place(center)), ("radius", number(radius)), ("start", number(start)),
                ("sweep", number(sweep)),
            ]
        case .circle(let center, let radius): return [("center", place(center)), ("radius", number(radius))]
        case .ellipse(let center, let longer, let shorter, let rotation):
            return [
                ("center", place(center)), ("longerRadius", number(longer)), ("shorterRadius", number(shorter)),
                ("rotation", number(rotation)),
            ]
        case .rectangle(let center, let width, let height, let rotation):
            return [
                ("center", place(center)), ("width", number(width)), ("height", number(height)),
                ("rotation", number(rotation)),
            ]
        case .triangle(let a, let b, let c): return [("corners", .list([a, b, c].map(place)))]
        }
    }

    private var integratedGradients: JSONValue {
        let integrated = explanation.attributions.integratedGradients
        return .object([
            ("baselineLogProbability", Self.number(integrated.baseline)),
            ("completenessError", Self.number(integrated.completenessError)),
            ("byShape", .list(integrated.byShape.map(Self.number))),
            ("byLocation", .list(integrated.byLocation.map(Self.number))),
        ])
    }

    private func curves(_ comparison: CurveComparison) -> JSONValue {
        func curve(_ curve: DeletionCurve) -> JSONValue {
            .object([
                ("area", Self.number(curve.area)), ("counts", .list(curve.counts.map { .whole($0) })),
                ("probabilities", .list(curve.probabilities.map(Self.number))),
            ])
        }
        func pair(_ curves: RankingCurves) -> JSONValue {
            .object([("deletion", curve(curves.deletion)), ("insertion", curve(curves.insertion))])
        }
        return .object(
            AttributionMethod.allCases.map { ($0.rawValue, pair(comparison[$0])) }
                + [("longest-first", pair(comparison.longestFirst)), ("random", pair(comparison.random))]
        )
    }

    private static func noise(_ noise: NoiseReading) -> JSONValue {
        .object([
            ("deviation", .number(noise.deviation)), ("probability", number(noise.probability)),
            ("least", number(noise.leastProbability)), ("greatest", number(noise.greatestProbability)),
            ("firstShare", number(noise.firstShare)),
        ])
    }
}

extension ExplanationSummary {
    /// The set as JSON.
    package var json: JSONValue {
        func estimate(_ estimate: MeanEstimate) -> JSONValue {
            estimate.count == 0
                ? .null
                : .object([
                    ("mean", ExplanationRecord.number(estimate.mean)),
                    ("halfInterval", ExplanationRecord.number(estimate.halfInterval)),
                ])
        }
        func accuracy(_ accuracy: ExplanationTotals.Accuracy) -> JSONValue {
            .object([("first", estimate(accuracy.first)), ("probability", estimate(accuracy.probability))])
        }
        func beats(_ beats: (deletion: Bool, insertion: Bool)) -> JSONValue {
            .object([("deletion", .boolean(beats.deletion)), ("insertion", .boolean(beats.insertion))])
        }
        func ranking(_ totals: RankingTotals) -> JSONValue {
            .object([
                ("deletion", estimate(totals.deletion)), ("insertion", estimate(totals.insertion)),
                (
                    "overRandom",
                    .object([
                        ("deletion", estimate(totals.overRandom.deletion)),
                        ("insertion", estimate(totals.overRandom.insertion)),
                    ])
                ),
                (
                    "overLongestFirst",
                    .object([
                        ("deletion", estimate(totals.overLongest.deletion)),
                        ("insertion", estimate(totals.overLongest.insertion)),
                    ])
                ),
                ("beatsRandom", beats(totals.beatsRandom)),
                ("beatsLongestFirst", beats(totals.beatsLongestFirst)),
            ])
        }
        let noises = zip(LocationNoise.deviations, totals.locations).map { deviation, value in
            JSONValue.object([("deviation", .number(deviation)), ("accuracy", accuracy(value))])
        }
        return .object([
            ("sketches", .whole(totals.sketches)),
            ("predictedLabels", .whole(totals.predictedLabels)),
            ("comparedSketches", .whole(totals.comparedSketches)),
            ("withUnseenStrokes", .whole(withUnseenStrokes)),
            (
                "curves",
                .object(
                    zip(AttributionMethod.allCases, totals.methods).map { ($0.rawValue, ranking($1)) }
                        + [("longest-first", ranking(totals.longestFirst)), ("random", ranking(totals.random))]
                )
            ),
            ("completenessError", estimate(totals.completenessError)),
            ("drawn", accuracy(totals.drawn)),
            ("orders", .object(zip(StrokeOrder.allCases, totals.orders).map { ($0.rawValue, accuracy($1)) })),
            ("shapes", .object(zip(ShapeReplacement.allCases, totals.shapes).map { ($0.rawValue, accuracy($1)) })),
            ("locations", .list(noises)),
            (
                "nearestForms",
                .object(zip(PrimitiveKind.allCases, totals.primitives).map { ($0.rawValue, .whole($1)) })
            ),
            ("strokeCounts", .list(totals.strokeCounts.map { .whole($0) })),
        ])
    }
}
