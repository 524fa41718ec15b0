internal import ExplanationPictures
internal import StrokeExplanation

/// The page of a set of sketches: its tables, the network's orders, and links to the pages of the first sketches.
struct ExplanationSetPage {
    let summary: ExplanationSummary
    let rows: [OverviewRow]
    let orderPicture: [UInt8]
    let links: [HTMLLink]

    var text: String {
        let totals = summary.totals
        let labels =
            totals.predictedLabels == 0
            ? "" : " The label is the model's own answer for \(Counting.sketches(totals.predictedLabels))."
        return HTMLPage(
            title: "What makes sketches recognisable",
            subtitle: Counting.sketches(totals.sketches),
            sections: [
                .heading("Strokes"),
                .paragraph(
                    "Mean areas under the deletion curve (smaller is better) and the insertion curve (larger is "
                        + "better) of \(Counting.sketches(totals.comparedSketches)) with more than one stroke, with "
                        + "95 % intervals. A method beats another ranking if the mean difference exceeds its "
                        + "interval."
                ),
                .table(rankings),
                .heading("Order, shape and location"),
                .paragraph("How often the label stays the likeliest, and its mean probability." + labels),
                .table(accuracies),
                .paragraph(summary.primitiveLine + "."),
                .heading("The learned order"),
                .paragraph(
                    "How similar the positions in the drawing order are to this network. Each position is learned from the "
                        + "drawings with at least that many strokes, and few drawings have many. Of these, \(summary.strokeLine)."
                ),
                .picture(png: orderPicture, label: "Cosine similarity of the order embeddings", caption: ""),
                .heading("Sketches"),
                .overview(rows),
                .links(links),
            ]
        ).text
    }

    private var rankings: HTMLTable {
        HTMLTable(
            columns: ["Ranking", "Deletion", "Insertion", "Compared with random order and longest-first"],
            rows: summary.rows.map { name, totals, verdict in
                HTMLTable.Row([
                    .text(name), .number(ExplanationSummary.estimate(totals.deletion)),
                    .number(ExplanationSummary.estimate(totals.insertion)), .text(verdict),
                ])
            }
        )
    }

    private var accuracies: HTMLTable {
        HTMLTable(
            columns: ["", "Likeliest", "Probability"],
            rows: summary.accuracies.map { name, accuracy in
                HTMLTable.Row([
                    .text(name), .number(Counting.percent(accuracy.first.mean)),
                    .number(Counting.percent(accuracy.probability.mean)),
                ])
            }
        )
    }
}
