/// How many sketches are side by side in a terminal window, and how large they are.
package struct TerminalLayout: Sendable, Hashable {
    /// Of a cell, in characters.
    package var columns: Int
    /// Of a cell, in characters, without the caption.
    package var rows: Int
    /// How many cells are side by side.
    package var perRow: Int

    /// The blank columns between two cells.
    static let gap = 2
    /// The fewest columns in which a drawing can be recognised.
    private static let leastColumns = 18
    /// Larger drawings show nothing more.
    private static let mostColumns = 100

    /// Cells of a given size, as many side by side as fit, but at least one.
    package init(columns: Int, rows: Int, windowColumns: Int) {
        self.columns = columns
        self.rows = rows
        perRow = max(1, (windowColumns + Self.gap) / (columns + Self.gap))
    }

    /// Square cells, as many as fit, that fill the window's width.
    package static func overview(windowColumns: Int) -> TerminalLayout {
        let count = max(1, (windowColumns + gap) / (leastColumns + gap))
        let columns = max(2, (windowColumns - gap * (count - 1)) / count)
        return TerminalLayout(columns: columns, rows: columns / 2, windowColumns: windowColumns)
    }

    /// One square cell as large as the window.
    /// - Parameter windowRows: one row is left for the caption and two for the prompt.
    package static func single(windowColumns: Int, windowRows: Int) -> TerminalLayout {
        let columns = max(2, min(windowColumns, 2 * (windowRows - 3), mostColumns))
        return TerminalLayout(columns: columns, rows: columns / 2, windowColumns: windowColumns)
    }

    /// The number of sketches that fill a window.
    /// - Parameter windowRows: one row is left for the prompt.
    package func count(windowRows: Int) -> Int {
        // A row of cells has a caption and a blank line.
        perRow * max(1, windowRows / (rows + 2))
    }
}
