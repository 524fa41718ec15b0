internal import SketchModel
internal import TextNotation

/// A self-contained page that needs no network, with light and dark colours by the reader's preference.
///
/// All text is escaped. Once its script has set it up, the page sets `data-ready` on the root element; after an error
/// it sets `data-error`.
package struct HTMLPage: Sendable {
    /// The window title, which is also the heading.
    package var title: String
    /// The line under the heading; may be empty.
    package var subtitle: String
    package var sections: [HTMLSection]

    package init(title: String, subtitle: String = "", sections: [HTMLSection] = []) {
        (self.title, self.subtitle, self.sections) = (title, subtitle, sections)
    }

    /// The page of one sketch whose strokes moved: a player with a slider over the steps, the curve of the
    /// probabilities, a film strip, a table of the strokes, the facts and the links.
    package init(
        of record: MotionRecord,
        title: String,
        subtitle: String = "",
        facts: [HTMLFact] = [],
        links: [HTMLLink] = []
    ) {
        self.init(title: title, subtitle: subtitle, sections: Self.sections(record, facts, links))
    }

    /// The text of the HTML file.
    package var text: String { HTMLWriter.text(of: self) }
}

extension HTMLPage {
    static func sections(_ record: MotionRecord, _ facts: [HTMLFact], _ links: [HTMLLink]) -> [HTMLSection] {
        var strokes: [HTMLSection] = [.heading("Strokes"), .table(table(of: record.drawing))]
        let more = record.drawing.strokes.count(where: { !$0.isEmpty }) - longestTable
        if more > 0 { strokes.append(.paragraph("and \(more) more")) }
        var beside: [HTMLSection] = []
        if !facts.isEmpty { beside += [.heading("Facts"), .facts(facts)] }
        if !links.isEmpty { beside += [.heading("Files"), .links(links)] }
        return [
            .player(record), .heading("Step by step"), .film(FilmStrip(record), label: "Film strip of selected steps"),
            .columns(beside.isEmpty ? [strokes] : [strokes, beside]),
        ]
    }

    /// The number of strokes that a network sees.
    private static let longestTable = 196

    /// How far each stroke moved, and how far it is from its original position, as shares of the canvas's side.
    private static func table(of drawing: MovingDrawing) -> HTMLTable {
        func length(_ way: Point) -> Double { (way.x * way.x + way.y * way.y).squareRoot() / 2 }
        func text(_ share: Double) -> String { DecimalText.fixed(100 * share, digits: 1) + " %" }
        let strokes = drawing.strokes.indices.lazy.filter { !drawing.strokes[$0].isEmpty }.prefix(longestTable)
        let moved = strokes.map { stroke in
            length(drawing.offset(ofStroke: stroke, at: drawing.result) - drawing.offset(ofStroke: stroke, at: 0))
        }
        let longest = moved.max() ?? 0
        return HTMLTable(
            columns: ["Stroke", "Moved (of the canvas)", "Distance from the original: start", "result"],
            rows: zip(strokes, moved).map { stroke, moved in
                let colour = StrokeHues.colour(ofStroke: stroke)
                return HTMLTable.Row(
                    [
                        .swatch(colour, "\(stroke + 1)"),
                        .bar(share: longest > 0 ? moved / longest : 0, text(moved), colour),
                        .number(text(length(drawing.offset(ofStroke: stroke, at: 0)))),
                        .number(text(length(drawing.offset(ofStroke: stroke, at: drawing.result)))),
                    ],
                    stroke: stroke
                )
            }
        )
    }
}
