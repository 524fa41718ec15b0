internal import ExplanationPictures
internal import Rasteriser
internal import SketchModel
internal import TextNotation

/// Pages with every kind of section, and with text that is no markup.
enum SamplePages {
    static let hostile = "<script>document.documentElement.setAttribute('data-broken','')</script>\"'&amp;"

    static func motion(steps: Int) throws -> HTMLPage {
        HTMLPage(
            of: try SampleRecords.house(steps: steps, target: hostile, label: "barn"),
            title: hostile,
            subtitle: "from \(hostile)",
            facts: [HTMLFact("mode", "transfer"), HTMLFact(hostile, hostile)],
            links: [HTMLLink("film strip", path: "film strip.png"), HTMLLink(hostile, path: "javascript:\(hostile)")]
        )
    }

    static func everything() throws -> HTMLPage {
        let record = try SampleRecords.house(steps: 3, label: "barn")
        let drawn = record.drawing.drawn
        let values = [0.5, -0.25, 0, 0.125]
        let scale = ContributionScale(values)
        let panel = SketchPanel(drawn, colours: values.map(scale.colour), captions: [hostile])
        return HTMLPage(
            title: "A house",
            sections: [
                .paragraph(hostile), .heading(hostile),
                .columns([
                    [.panel(panel, label: hostile)],
                    [
                        .table(.contributions(values, name: "left out")),
                        .table(
                            HTMLTable(
                                columns: [hostile],
                                rows: [
                                    .init([.text(hostile)]), .init([.number("1"), .text("one more")]),
                                    .init([.link(HTMLLink(hostile, path: "a/b.html"))]),
                                    .init([.bar(share: .nan, hostile, .black)]),
                                ]
                            )
                        ),
                    ],
                ]),
                .chart(record.curve(width: 400, height: 300), label: hostile),
                .film(FilmStrip([.init(FilmStrip(record).rows[0].panels, title: hostile)]), label: hostile),
                .picture(png: [1, 2, 3], label: hostile, caption: hostile),
                .overview([OverviewRow(HTMLLink(hostile, path: "0/index.html"), notes: [hostile], panels: [panel])]),
                .facts([]), .links([]), .columns([]),
            ]
        )
    }
}

extension HTMLTable {
    /// Strokes with one number each as bars.
    fileprivate static func contributions(_ values: [Double], name: String) -> HTMLTable {
        let scale = ContributionScale(values)
        return HTMLTable(
            columns: ["Stroke", name],
            rows: values.enumerated().map { stroke, value in
                let colour = scale.colour(value)
                let text = DecimalText.fixed(value, digits: 3)
                let share = value.isFinite ? value / scale.limit : 0
                return Row([.swatch(colour, "\(stroke + 1)"), .bar(share: share, text, colour)], stroke: stroke)
            }
        )
    }
}
