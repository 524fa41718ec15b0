internal import Platform
internal import SketchModel

/// The view box and the line width for a drawing without a canvas.
struct Frame {
    /// A hundredth of the drawing's longer side, rounded to one digit.
    var lineWidth: Double
    /// The left, top, width and height of the drawing with its padding, rounded outwards.
    var viewBox: [Double]

    /// - Parameters:
    ///   - box: the drawing's box; `nil` for a drawing without points.
    ///   - padding: the space around it; `nil` for four widths of the line.
    init(around box: BoundingBox?, padding: Double?) {
        let box = box ?? BoundingBox(minimum: .zero, maximum: .zero)
        let side = box.longerSide
        var step = 1.0
        lineWidth = 1
        if side > 0, side.isFinite {
            // The power of ten of the line's one digit; the box is also rounded to it.
            let exponent = max(log10(side / 100).rounded(.down), -300)
            step = pow(10, exponent)
            let digit = max((side / 100 / step).rounded(), 1)
            lineWidth = exponent < 0 ? digit / pow(10, -exponent) : digit * step
        }
        let padding = padding ?? 4 * lineWidth
        func outward(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double {
            let scaled = step < 1 ? value * (1 / step).rounded() : value / step
            guard abs(scaled) < 0x1p53 else { return value }
            return step < 1 ? scaled.rounded(rule) / (1 / step).rounded() : scaled.rounded(rule) * step
        }
        let left = outward(box.minimum.x - padding, .down)
        let top = outward(box.minimum.y - padding, .down)
        let width = outward(box.maximum.x + padding - left, .up)
        let height = outward(box.maximum.y + padding - top, .up)
        let values = [left, top, width, height]
        viewBox = values.allSatisfy(\.isFinite) && width > 0 && height > 0 ? values : [0, 0, 1, 1]
    }
}
