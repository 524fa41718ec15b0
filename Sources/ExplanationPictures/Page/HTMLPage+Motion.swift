internal import SketchModel
internal import TextNotation

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
