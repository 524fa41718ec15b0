internal import SketchModel

/// Changes where the pen was lifted: strokes that touch are joined, and strokes are cut at their corners.
struct StrokeCuts {
    /// Ends this close touch; a drawing is 1.48 long.
    private static let touch: Float = 0.06

    private let cutting: Double
    private let joining: Double

    init(_ steps: SketchAugmentation, _ generator: inout SeededGenerator) {
        cutting = generator.strength(of: steps.cutting)
        joining = generator.strength(of: steps.joining)
    }

    func apply(
        to sketch: inout PackedSketch,
        _ generator: inout SeededGenerator,
        _ workspace: inout SketchAugmentation.Workspace
    ) {
        if joining > 0 { join(&sketch, &generator, &workspace) }
        if cutting > 0 { cut(&sketch, &generator, &workspace) }
    }

    /// Continues each stroke with the first later one that touches its end, at either of its ends.
    private func join(
        _ sketch: inout PackedSketch,
        _ generator: inout SeededGenerator,
        _ workspace: inout SketchAugmentation.Workspace
    ) {
        workspace.rebuilt.removeAll()
        workspace.order.removeAll(keepingCapacity: true)
        workspace.order.append(contentsOf: 0..<sketch.strokeCount)
        // A stroke that was joined to another is no longer in the order.
        while let stroke = workspace.order.first {
            workspace.order.removeFirst()
            for index in sketch.range(ofStroke: stroke) { workspace.rebuilt.append(sketch[index]) }
            while generator.unit() < joining, let (place, turned) = successor(in: sketch, workspace) {
                let range = sketch.range(ofStroke: workspace.order.remove(at: place))
                for step in 0..<range.count {
                    workspace.rebuilt.append(sketch[turned ? range.upperBound - 1 - step : range.lowerBound + step])
                }
            }
            workspace.rebuilt.endStroke()
        }
        swap(&sketch, &workspace.rebuilt)
    }

    /// A stroke that touches the last point, by its position in the order, and whether it is reversed.
    private func successor(
        in sketch: PackedSketch,
        _ workspace: SketchAugmentation.Workspace
    ) -> (place: Int, turned: Bool)? {
        let end = workspace.rebuilt[workspace.rebuilt.pointCount - 1]
        for (place, stroke) in workspace.order.enumerated() {
            let range = sketch.range(ofStroke: stroke)
            if distance(end, sketch[range.lowerBound]) < Self.touch { return (place, false) }
            if distance(end, sketch[range.upperBound - 1]) < Self.touch { return (place, true) }
        }
        return nil
    }

    private func cut(
        _ sketch: inout PackedSketch,
        _ generator: inout SeededGenerator,
        _ workspace: inout SketchAugmentation.Workspace
    ) {
        workspace.rebuilt.removeAll()
        var room = PackedSketch.strokeLimit - sketch.strokeCount
        for stroke in 0..<sketch.strokeCount {
            let range = sketch.range(ofStroke: stroke)
            for index in range {
                workspace.rebuilt.append(sketch[index])
                guard room > 0, index > range.lowerBound, index < range.upperBound - 1 else { continue }
                let chance = cutting * sharpness(sketch[index - 1], sketch[index], sketch[index + 1])
                guard generator.unit() < chance else { continue }
                workspace.rebuilt.endStroke()
                workspace.rebuilt.append(sketch[index])
                room -= 1
            }
            workspace.rebuilt.endStroke()
        }
        swap(&sketch, &workspace.rebuilt)
    }

    /// From 0.1 where a line goes straight on to 1 where it turns back: squared, so that curves are rarely cut.
    private func sharpness(_ a: (x: Float, y: Float), _ b: (x: Float, y: Float), _ c: (x: Float, y: Float)) -> Double {
        let (before, after) = (distance(a, b), distance(b, c))
        guard before > 0, after > 0 else { return 0 }
        let cosine = ((b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y)) / (before * after)
        let turn = Double(1 - cosine) / 2
        return min(1, 0.1 + 1.8 * turn)
    }
}
