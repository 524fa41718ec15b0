internal import SketchModel

@testable internal import Rasteriser

/// What the exact engine covers of a small canvas, 0 to 255 a pixel.
func exactCoverage(
    _ points: [Point],
    _ line: LineStyle,
    width: Int,
    height: Int
) -> [UInt8] {
    guard case .pixels(let lineWidth) = line.width else { return [] }
    var mask = CoverageMask(width: width, height: height)
    var engine = ExactEngine()
    engine.cover(points.span, line: line, width: lineWidth, mask: &mask)
    return mask.coverage
}

/// In pixels.
func exactArea(_ points: [Point], _ line: LineStyle, side: Int = 64) -> Double {
    exactCoverage(points, line, width: side, height: side).reduce(0.0) { $0 + Double($1) } / 255
}
