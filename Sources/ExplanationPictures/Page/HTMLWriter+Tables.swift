internal import Rasteriser
internal import SketchModel
internal import TextNotation

extension HTMLWriter {
    mutating func add(_ table: HTMLTable) {
        append("<div class=\"scroll\"><table>\n<thead><tr>")
        for (index, column) in table.columns.enumerated() {
            let isNumber = table.rows.first.map { index < $0.cells.count && $0.cells[index].isNumber } ?? false
            append("<th scope=\"col\"\(isNumber ? " class=\"number\"" : "")>\(MarkupText.escaped(column))</th>")
        }
        append("</tr></thead>\n<tbody>\n")
        // In a column with a negative bar, all bars start in the middle.
        let isDiverging = table.columns.indices.map { column in
            table.rows.contains { column < $0.cells.count && $0.cells[column].isNegativeBar }
        }
        for row in table.rows {
            append(row.stroke.map { "<tr data-row=\"\($0)\">" } ?? "<tr>")
            for (index, cell) in row.cells.enumerated() {
                append(Self.markup(of: cell, isDiverging: index < isDiverging.count && isDiverging[index]))
            }
            append("</tr>\n")
        }
        append("</tbody>\n</table></div>\n")
    }

    private static func markup(of cell: HTMLTable.Cell, isDiverging: Bool) -> String {
        switch cell {
        case .text(let text): return "<td>\(MarkupText.escaped(text))</td>"
        case .number(let text): return "<td class=\"number\">\(MarkupText.escaped(text))</td>"
        case .link(let link): return "<td>\(anchor(link))</td>"
        case .swatch(let colour, let name):
            return """
                <th scope="row"><svg class="dot" viewBox="0 0 2 2" aria-hidden="true">\
                <circle cx="1" cy="1" r="1" fill="\(colour.hexadecimal)"/></svg>\(MarkupText.escaped(name))</th>
                """
        case .bar(let share, let text, let colour):
            let length = share.isFinite ? 100 * min(share.magnitude, 1) : 0
            let box = isDiverging ? "-100 0 200 10" : "0 0 100 10"
            let left = share < 0 ? -length : 0
            return """
                <td class="bar"><svg viewBox="\(box)" preserveAspectRatio="none" aria-hidden="true">\
                <rect x="\(DecimalText.short(left, digits: 1))" width="\(DecimalText.short(length, digits: 1))" \
                height="10" fill="\(colour.hexadecimal)"/></svg><span>\(MarkupText.escaped(text))</span></td>
                """
        }
    }
}

extension HTMLTable.Cell {
    fileprivate var isNumber: Bool { if case .number = self { true } else { false } }

    fileprivate var isNegativeBar: Bool { if case .bar(let share, _, _) = self { share < 0 } else { false } }
}
