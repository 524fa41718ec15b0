internal import SketchModel

/// Coverage by distance: a pixel is covered by as much as its middle is nearer to the line than half a width and half a
/// pixel, segment by segment, the greatest counting. The plain form of `CapsuleKernel`, which tests compare it to.
struct PlainCapsules {
    /// Adds one stroke, with round caps and joins whatever the style says.
    mutating func cover(_ points: Span<Point>, width: Double, mask: inout CoverageMask) {
        guard width > 0 else { return }
        for index in points.indices where index > 0 || points.count == 1 {
            segment(from: points[max(index - 1, 0)], to: points[index], radius: width / 2, mask: &mask)
        }
    }

    private func segment(from a: Point, to b: Point, radius: Double, mask: inout CoverageMask) {
        func clamp(_ value: Double, _ limit: Int) -> Int { Int(min(max(value, 0), Double(limit))) }
        let reach = radius + 0.5
        let columns =
            clamp(
                (min(a.x, b.x) - reach).rounded(.down),
                mask.width
            )..<clamp(
                (max(a.x, b.x) + reach).rounded(.up),
                mask.width
            )
        let rows =
            clamp(
                (min(a.y, b.y) - reach).rounded(.down),
                mask.height
            )..<clamp(
                (max(a.y, b.y) + reach).rounded(.up),
                mask.height
            )
        guard !columns.isEmpty, !rows.isEmpty else { return }
        mask.touched = mask.touched.union(PixelBox(columns: columns, rows: rows))
        let d = b - a
        let length = d.x * d.x + d.y * d.y
        for row in rows {
            for column in columns {
                let p = Point(Double(column) + 0.5, Double(row) + 0.5) - a
                let along = length > 0 ? min(max((p.x * d.x + p.y * d.y) / length, 0), 1) : 0
                let off = p - d * along
                let covered = min(max(reach - (off.x * off.x + off.y * off.y).squareRoot(), 0), min(1, 2 * radius))
                let place = row * mask.width + column
                mask.coverage[place] = max(mask.coverage[place], UInt8(covered * 255 + 0.5))
            }
        }
    }
}
