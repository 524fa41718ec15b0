internal import ExplanationPictures
internal import StrokeExplanation
internal import TextNotation

/// The page of one sketch.
struct ExplanationPage {
    let explanation: SketchExplanation
    /// The sketch's position in the input, as it is shown.
    let place: String
    /// The similarity of the learned order embeddings, if no other page shows it.
    let orderPicture: [UInt8]?
    /// Links to the pictures beside the page, and to what belongs to the whole run.
    let links: [HTMLLink]

    var text: String {
        let figures = ExplanationFigures(explanation)
        let reading = explanation.reading
        var sections: [HTMLSection] = [
            .facts([
                HTMLFact("label", "\(explanation.labelName), \(explanation.labelWords)"),
                HTMLFact("probability", ExplanationWords.percent(reading.probability)),
                HTMLFact(
                    "likeliest",
                    "\(explanation.predictedName) \(Counting.percent(reading.predictedProbability))"
                ),
                HTMLFact("strokes", "\(explanation.strokeCount)"),
            ]),
            .heading("Strokes"),
            .paragraph(
                "How much each stroke contributes to “\(explanation.labelName)”: vermilion supports it, blue opposes it. "
                    + "Leave-one-out, the gradients and integrated gradients are in nats of the label's "
                    + "log-probability; attention rollout is a share, whatever the label. Leaving out a stroke doesn't "
                    + "move the others."
            ),
            .film(
                figures.strokes,
                label: "The drawing, and its strokes coloured by their contributions according to each method"
            ),
            .table(strokes),
            .heading("Removing and adding strokes"),
        ]
        if let curves = figures.curves {
            sections += [
                .paragraph(
                    "Strokes are removed or added in the order of their contributions. With a good ranking, the "
                        + "probability falls fast when strokes are removed (a small area under the deletion curve) and "
                        + "rises fast when they are added (a large area under the insertion curve)."
                ),
                .chart(curves, label: "Deletion and insertion curves for each method"),
                .table(areas),
            ]
        } else {
            sections.append(.paragraph("This drawing has \(ExplanationWords.oneStroke)."))
        }
        sections += [
            .heading("Order"),
            .paragraph("The same strokes at the same positions, given to the network in other orders."),
            .table(orders),
        ]
        if let orderPicture {
            sections += [
                .paragraph(
                    "How similar the positions in the drawing order are to this network. Each position is learned from the "
                        + "drawings with at least that many strokes, and few drawings have many."
                ),
                .picture(png: orderPicture, label: "Cosine similarity of the order embeddings", caption: ""),
            ]
        }
        sections += [
            .heading("Shape"),
            .paragraph(
                "Each stroke replaced by its closest simple shape, by a straight line, and by the same number of points "
                    + "spaced evenly along it; the original is drawn faintly."
            ),
            .film(figures.shapes, label: "The drawing with its strokes replaced"),
            .table(shapes),
            .heading("Location"),
            .chart(figures.locations, label: "The label's probability under noise on the strokes' locations"),
            .links(links),
        ]
        return HTMLPage(
            title: place,
            subtitle: "what makes it “\(explanation.labelName)”",
            sections: sections
        ).text
    }

    private var strokes: HTMLTable {
        let all = explanation.attributions.all
        let scales = all.map { ContributionScale($0.values) }
        let digits = all.map { ExplanationWords.digits(for: $0.values) }
        return HTMLTable(
            columns: ["Stroke"] + all.map(\.method.words),
            rows: (0..<explanation.strokeCount).map { stroke in
                let bars = all.indices.map { method in
                    let (value, scale) = (all[method].values[stroke], scales[method])
                    return HTMLTable.Cell.bar(
                        share: value / scale.limit,
                        DecimalText.fixed(value, digits: digits[method]),
                        scale.colour(value)
                    )
                }
                let name = "\(explanation.strokes[stroke] + 1)"
                return HTMLTable.Row([.swatch(StrokeHues.colour(ofStroke: stroke), name)] + bars, stroke: stroke)
            }
        )
    }

    private var areas: HTMLTable {
        guard let comparison = explanation.curves else { return HTMLTable(columns: [], rows: []) }
        func row(_ name: String, _ curves: RankingCurves, _ verdict: String) -> HTMLTable.Row {
            HTMLTable.Row([
                .text(name), .number(DecimalText.fixed(curves.deletion.area, digits: 3)),
                .number(DecimalText.fixed(curves.insertion.area, digits: 3)), .text(verdict),
            ])
        }
        return HTMLTable(
            columns: ["Ranking", "Deletion", "Insertion", "Compared with random order and longest-first"],
            rows: AttributionMethod.allCases.map { method in
                let curves = comparison[method]
                return row(method.words, curves, explanation.verdict(method))
            } + [
                row(ExplanationWords.longestFirst, comparison.longestFirst, ""),
                row(ExplanationWords.random, comparison.random, ""),
            ]
        )
    }

    private var orders: HTMLTable {
        HTMLTable(
            columns: ["Order", "Probability", "Likeliest"],
            rows: zip(StrokeOrder.allCases, explanation.orders).map { order, reading in
                HTMLTable.Row([.text(order.words)] + Self.cells(reading))
            }
        )
    }

    private var shapes: HTMLTable {
        HTMLTable(
            columns: ["Stroke", "Closest shape", "Distance"]
                + explanation.shapes.map { "\($0.replacement.words), this stroke only" },
            rows: (0..<explanation.strokeCount).map { stroke in
                let primitive = explanation.primitives[stroke]
                let name = "\(explanation.strokes[stroke] + 1)"
                return HTMLTable.Row(
                    [
                        .swatch(StrokeHues.colour(ofStroke: stroke), name), .text(primitive.kind.rawValue),
                        .number(DecimalText.fixed(primitive.residual, digits: 3)),
                    ] + explanation.shapes.map { Self.cells($0.strokeReadings[stroke])[0] },
                    stroke: stroke
                )
            }
        )
    }

    private static func cells(_ reading: LabelReading) -> [HTMLTable.Cell] {
        [.number(ExplanationWords.percent(reading.probability)), .text(reading.isFirst ? "yes" : "no")]
    }
}
