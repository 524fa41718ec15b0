internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport

/// Reads documents for the tests, and writes the strokes as text.
enum Reading {
    static func read(_ document: String, _ format: SVGFormat = SVGFormat()) -> ReadResult {
        FormatHarness.read(document, name: "drawing.svg", as: format)
    }

    /// Reads `body` within an `svg` element whose lines are black and whose insides are empty.
    static func body(_ body: String, _ format: SVGFormat = SVGFormat()) -> ReadResult {
        let root = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
        return read("\(root) viewBox='0 0 1000 1000' fill='none' stroke='black'>\(body)</svg>", format)
    }

    /// The strokes of one sketch, `|` between them: `0,0 10,10 | 5,5 6,6`.
    static func text(_ sketch: Sketch?) -> String {
        guard let sketch else { return "no sketch" }
        return sketch.strokes.map { stroke in
            stroke.map { point in "\(number(point.x)),\(number(point.y))" }.joined(separator: " ")
        }.joined(separator: " | ")
    }

    static func strokes(_ markup: String, _ format: SVGFormat = SVGFormat()) -> String {
        text(body(markup, format).sketches.first)
    }

    static func path(_ data: String) -> String { strokes("<path d='\(data)'/>") }

    /// Each warning as `line:column: text`.
    static func warnings(_ result: ReadResult) -> [String] {
        result.warnings.map { warning in
            guard case .text(let line, let column) = warning.position else { return warning.text }
            return "\(line):\(column): \(warning.text)"
        }
    }

    /// To six decimal places, without trailing zeros.
    private static func number(_ value: Double) -> String {
        let rounded = (value * 1e6).rounded() / 1e6
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : rounded.description
    }
}
