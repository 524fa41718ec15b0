package import SketchModel

/// A table with a heading a column.
package struct HTMLTable: Sendable, Hashable {
    package var columns: [String]
    package var rows: [Row]

    /// A row, perhaps of a stroke: pointing at it then shows that stroke in the players and panels of the page.
    package struct Row: Sendable, Hashable {
        package var cells: [Cell]
        package var stroke: Int?

        package init(_ cells: [Cell], stroke: Int? = nil) { (self.cells, self.stroke) = (cells, stroke) }
    }

    package enum Cell: Sendable, Hashable {
        case text(String)
        /// On the right, digits of one width.
        case number(String)
        /// A dot of a colour, with its name.
        case swatch(Colour, String)
        /// A bar from the middle (where the table's column has numbers below zero) or from the left, and its number.
        /// - Parameter share: of the longest bar there can be, from -1 to 1.
        case bar(share: Double, String, Colour)
        case link(HTMLLink)
    }

    package init(columns: [String], rows: [Row]) { (self.columns, self.rows) = (columns, rows) }

    /// Strokes with a number each as bars, in their colours on `scale`.
    /// - Parameters:
    ///   - name: what the numbers are.
    ///   - values: one a stroke.
    ///   - digits: of each number after the point, 0 to 4.
    package static func contributions(_ values: [Double], name: String, digits: Int = 3) -> HTMLTable {
        let scale = ContributionScale(values)
        return HTMLTable(
            columns: ["Stroke", name],
            rows: values.enumerated().map { stroke, value in
                let colour = scale.colour(value)
                let text = NumberText.fixed(value, digits: digits)
                let share = value.isFinite ? value / scale.limit : 0
                return Row([.swatch(colour, "\(stroke + 1)"), .bar(share: share, text, colour)], stroke: stroke)
            }
        )
    }
}
