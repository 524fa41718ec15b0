internal import Rasteriser
internal import SketchModel
internal import TextNotation

/// A figure as SVG.
struct VectorFigure {
    private(set) var text: String

    init(_ marks: [ChartMark], width: Double, height: Double) {
        let size = "\(Self.number(width)) \(Self.number(height))"
        text = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" font-family="Helvetica, Arial, sans-serif" \
            font-size="\(Self.number(ChartText.fontSize))">
            <rect width="100%" height="100%" fill="#ffffff"/>

            """
        for mark in marks { add(mark) }
        text += "</svg>\n"
    }

    private mutating func add(_ mark: ChartMark) {
        switch mark {
        case .lines(let lines, let colour, let width):
            let path = lines.map { points in
                "M" + points.map { "\(Self.number($0.x)) \(Self.number($0.y))" }.joined(separator: " ")
            }
            text += """
                <path d="\(path.joined())" fill="none" stroke="\(colour.hexadecimal)" \
                stroke-width="\(Self.number(width))" stroke-linejoin="round" stroke-linecap="round"/>

                """
        case .dots(let points, let colour, let radius):
            for point in points {
                text += """
                    <circle cx="\(Self.number(point.x))" cy="\(Self.number(point.y))" r="\(Self.number(radius))" \
                    fill="\(colour.hexadecimal)"/>

                    """
            }
        case .text(let line, let point, let anchor, let colour):
            if line.isEmpty { return }
            text += """
                <text x="\(Self.number(point.x))" y="\(Self.number(point.y))" text-anchor="\(anchor)" \
                fill="\(colour.hexadecimal)">\(MarkupText.escaped(line, quotes: false))</text>

                """
        }
    }

    /// Rounded to hundredths.
    static func number(_ value: Double) -> String { DecimalText.short(value, digits: 2) }
}
