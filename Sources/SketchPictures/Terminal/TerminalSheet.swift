package import SketchModel
package import SketchStreams

/// Arranges sketches side by side into lines of text as they arrive, holding at most one row of them.
package struct TerminalSheet {
    private let layout: TerminalLayout
    private let limit: Int
    private let enlarged: TerminalCell.Style?
    private var waiting: [TerminalCell] = []
    private var only: Sketch?
    private var isFirstRow = true
    /// The number of sketches so far.
    package private(set) var count = 0
    /// Whether there were more than its limit.
    package private(set) var hasMore = false

    /// - Parameters:
    /// - limit: the most sketches; any more are left out.
    ///   - enlarged: how to draw a sketch that is the only one; `nil` for the style of the others.
    package init(_ layout: TerminalLayout, limit: Int, enlarged: TerminalCell.Style?) {
        self.layout = layout
        self.limit = limit
        self.enlarged = enlarged
    }

    /// Adds the next sketches.
    /// - Returns: the completed lines, each with its line feed.
    package mutating func add(_ chunk: DrawnCells) -> String {
        var text = ""
        for cell in chunk.cells {
            if count == limit {
                hasMore = true
                break
            }
            // A full row waits for the next sketch: an only sketch is drawn in another size.
            if waiting.count == layout.perRow { text += takeRow() }
            waiting.append(cell)
            only = count == 0 ? chunk.only : nil
            count += 1
        }
        return text
    }

    /// Ends the sheet.
    /// - Returns: the last lines, each with its line feed.
    package mutating func finish() -> String {
        if let only, let enlarged { waiting = [TerminalCell(only, style: enlarged)] }
        return takeRow()
    }

    private mutating func takeRow() -> String {
        guard let first = waiting.first else { return "" }
        defer {
            waiting.removeAll(keepingCapacity: true)
            isFirstRow = false
        }
        var text = isFirstRow ? "" : "\n"
        let drawn = first.lines.indices.filter { row in waiting.contains { $0.lines[row].columns > 0 } }
        // Lines at the top and the bottom that are blank in all cells are dropped.
        if let top = drawn.first, let bottom = drawn.last {
            for row in top...bottom { append(waiting.map { $0.lines[row] }, to: &text) }
        }
        append(waiting.map(\.caption), to: &text)
        return text
    }

    private func append(_ lines: [TerminalCell.Line], to text: inout String) {
        var column = 0
        for (place, line) in lines.enumerated() where line.columns > 0 {
            let start = place * (layout.columns + TerminalLayout.gap)
            text += String(repeating: " ", count: start - column) + line.text
            column = start + line.columns
        }
        text += "\n"
    }
}

/// The cells of one chunk of sketches.
package struct DrawnCells: Sendable {
    package var cells: [TerminalCell] = []
    /// The sketch itself, if the chunk has no other.
    package var only: Sketch?

    package init() {}
}

/// The work of the verb `show`: draws sketches as text on the workers.
package struct TerminalConsumer: SketchConsumer {
    private let style: TerminalCell.Style
    private var drawn = DrawnCells()

    package init(_ style: TerminalCell.Style) { self.style = style }

    package mutating func consume(_ sketch: inout Sketch) {
        drawn.only = drawn.cells.isEmpty ? sketch.compacted() : nil
        drawn.cells.append(TerminalCell(sketch, style: style))
    }

    package consuming func finish() -> DrawnCells { drawn }
}
