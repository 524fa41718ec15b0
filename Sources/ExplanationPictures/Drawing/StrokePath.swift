internal import SketchModel

/// A stroke as SVG draws it, a hundred units to one of the frame.
enum StrokePath {
    /// In units of `CanvasView.viewBox`.
    static let lineWidth = 2.8

    /// The data of a path, from `origin`; empty for a stroke without points.
    /// - Parameter digits: after the point.
    static func data(_ points: [Point], from origin: Point = .zero, digits: Int = 2) -> String {
        guard let first = points.first else { return "" }
        var data = "M" + place(first - origin, digits: digits)
        // A line of no length, which has caps where a lone move has none.
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
        NumberText.short(100 * point.x, digits: digits) + " " + NumberText.short(100 * point.y, digits: digits)
    }
}
