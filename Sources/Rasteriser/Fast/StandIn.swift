internal import SketchModel

// For the exact engine, until it has its own.
extension PlainCapsules {
    mutating func cover(_ points: Span<Point>, width: Double, mask: inout CoverageMask) {
        var engine = FastEngine(width: mask.width, height: mask.height)
        engine.setLineWidth(width)
        engine.add(points, mapping: CanvasMapping())
        engine.draw(into: &mask)
    }
}
