internal import SketchModel
internal import TextNotation

/// A stroke as an SVG path, with a hundred units per frame unit.
enum StrokePath {
    /// In units of `CanvasView.viewBox`.
    static let lineWidth = 2.8

    /// The path data, relative to `origin`; empty for a stroke without points.
    /// - Parameter digits: the number of decimals.
    static func data(_ points: [Point], from origin: Point = .zero, digits: Int = 2) -> String {
        guard let first = points.first else { return "" }
        var data = "M" + place(first - origin, digits: digits)
        // A line of zero length, which gets caps; a lone move doesn't.
        if points.count == 1 { return data + "h0" }
        var last = ""
        for (index, point) in points.dropFirst().enumerated() {
            let text = place(point - origin, digits: digits)
            if text == last { continue }
            data += (index == 0 ? "L" : " ") + text
            last = text
        }
        return data
    }

    /// "12.34 -5".
    static func place(_ point: Point, digits: Int = 2) -> String {
        DecimalText.short(100 * point.x, digits: digits) + " " + DecimalText.short(100 * point.y, digits: digits)
    }
}
