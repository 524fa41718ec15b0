package import SketchModel

/// A table with one heading per column.
package struct HTMLTable: Sendable, Hashable {
    package var columns: [String]
    package var rows: [Row]

    /// A row, possibly about a stroke: pointing at it highlights that stroke in the players and panels of the page.
    package struct Row: Sendable, Hashable {
        package var cells: [Cell]
        package var stroke: Int?

        package init(_ cells: [Cell], stroke: Int? = nil) { (self.cells, self.stroke) = (cells, stroke) }
    }

    package enum Cell: Sendable, Hashable {
        case text(String)
        /// Right-aligned, with digits of equal width.
        case number(String)
        /// A dot in a colour, with its name.
        case swatch(Colour, String)
        /// A bar and its number. The bar starts in the middle if the column has negative numbers, otherwise on the
        /// left.
        /// - Parameter share: of the longest possible bar, from -1 to 1.
        case bar(share: Double, String, Colour)
        case link(HTMLLink)
    }

    package init(columns: [String], rows: [Row]) { (self.columns, self.rows) = (columns, rows) }
}
