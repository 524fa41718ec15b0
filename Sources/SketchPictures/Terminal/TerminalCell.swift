package import Rasteriser
package import SketchModel

/// One sketch as lines of Braille characters, with its caption.
package struct TerminalCell: Sendable, Hashable {
    /// A line, padded with blanks to the width of the cell.
    struct Line: Sendable, Hashable {
        var text = ""
        /// Its width on the terminal.
        var columns = 0
    }

    /// From the top, one per row of the cell.
    let lines: [Line]
    let caption: Line

    /// How cells are drawn.
    package struct Style: Sendable, Hashable {
        /// In characters.
        package var columns: Int
        /// In characters, without the caption.
        package var rows: Int
        package var colours = TerminalColours.none
        package var palette = Palette.rainbow

        /// - Parameters:
        ///   - columns: at least 1.
        ///   - rows: at least 1.
        package init(columns: Int, rows: Int) {
            self.columns = columns
            self.rows = rows
        }
    }

    package init(_ sketch: borrowing Sketch, style: Style) {
        var canvas = BrailleCanvas(columns: style.columns, rows: style.rows)
        if let box = sketch.boundingBox {
            let fit = BrailleFit(box, width: canvas.width, height: canvas.height)
            var path: [BrailleCanvas.Dot] = []
            for stroke in 0..<sketch.strokeCount {
                path.removeAll(keepingCapacity: true)
                for index in sketch.range(ofStroke: stroke) { path.append(fit(sketch.points[index])) }
                canvas.draw(path, stroke: stroke)
            }
        }
        let strokes = sketch.strokeCount
        lines = (0..<style.rows).map { Self.line($0, of: canvas, strokes: strokes, style: style) }
        caption = Self.caption(of: sketch, columns: style.columns)
    }

    private static func line(_ row: Int, of canvas: BrailleCanvas, strokes: Int, style: Style) -> Line {
        let cells = (row * canvas.columns)..<((row + 1) * canvas.columns)
        guard let last = cells.last(where: { canvas.dots[$0] != 0 }) else { return Line() }
        var line = Line(columns: last + 1 - cells.lowerBound)
        var owner = -1
        for cell in cells.lowerBound...last {
            guard canvas.dots[cell] != 0, let character = Unicode.Scalar(0x2800 + UInt32(canvas.dots[cell])) else {
                line.text += " "
                continue
            }
            if style.colours != .none, canvas.owners[cell] != owner {
                owner = canvas.owners[cell]
                line.text += style.colours.sequence(style.palette.terminalColour(ofStroke: owner, of: strokes))
            }
            line.text.unicodeScalars.append(character)
        }
        if style.colours != .none { line.text += TerminalColours.reset }
        return line
    }

    /// The sketch's index in the input and its label, centred.
    private static func caption(of sketch: borrowing Sketch, columns: Int) -> Line {
        var text = "\(sketch.source.index)"
        if let label = sketch.metadata.label { text += ": " + label }
        if sketch.points.isEmpty { text += " (empty)" }
        let shown = TerminalText.fitting(text, columns: columns)
        let indent = (columns - shown.columns) / 2
        return Line(text: String(repeating: " ", count: indent) + shown.text, columns: indent + shown.columns)
    }
}
