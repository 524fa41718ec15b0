internal import SketchModel

/// The page on which a sketch is written.
struct PageFrame {
    /// In points.
    var width: Double
    var height: Double
    /// What is added to coordinates.
    var shift = Point.zero
    /// The width of strokes that have none: a power of two, so that pressures are exact shares of it; about a hundredth
    /// of the drawing's longer side.
    var lineWidth: Double
    /// Whether the sketch has a canvas that can't be a page.
    var dropsCanvas = false

    init(_ sketch: borrowing Sketch) {
        let box = sketch.boundingBox ?? BoundingBox(minimum: .zero, maximum: .zero)
        let side = box.longerSide
        lineWidth = side > 0 && side.isFinite ? Self.powerOfTwo(min(max(side.exponent - 7, -20), 20)) : 1
        if let canvas = sketch.canvas, let page = Self(canvas, box, lineWidth: lineWidth) {
            self = page
            return
        }
        dropsCanvas = sketch.canvas != nil
        let margin = 4 * lineWidth
        // Only what would lie outside the page is moved.
        func shift(_ low: Double) -> Double { low < 0 ? (margin - low).rounded(.up) : 0 }
        let wanted = Point(shift(box.minimum.x), shift(box.minimum.y))
        if Self.isFinite(box, wanted) { self.shift = wanted }
        func length(_ high: Double) -> Double { max(min((high + margin).rounded(.up), .greatestFiniteMagnitude), 1) }
        width = length(box.maximum.x + self.shift.x)
        height = length(box.maximum.y + self.shift.y)
    }

    /// - Returns: `nil` if the canvas has no size, or lies too far away to be moved to the page.
    private init?(_ canvas: Canvas, _ box: BoundingBox, lineWidth: Double) {
        guard canvas.width > 0, canvas.height > 0, canvas.width.isFinite, canvas.height.isFinite else { return nil }
        let shift = canvas.origin == .zero ? Point.zero : Point(-canvas.origin.x, -canvas.origin.y)
        guard Self.isFinite(box, shift) else { return nil }
        (width, height, self.shift, self.lineWidth) = (canvas.width, canvas.height, shift, lineWidth)
    }

    private static func isFinite(_ box: BoundingBox, _ shift: Point) -> Bool {
        (box.minimum + shift).isFinite && (box.maximum + shift).isFinite
    }

    private static func powerOfTwo(_ exponent: Int) -> Double {
        Double(sign: .plus, exponent: exponent, significand: 1)
    }
}
