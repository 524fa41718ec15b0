package import SketchModel

/// A sketch whose strokes are to be moved, each as a whole, until a network sees `target` in it.
package struct InversionTask: Sendable {
    /// The drawing: within ±0.74, with at most 196 strokes, none of them empty.
    package let sketch: Sketch
    /// Where each stroke's first point was drawn.
    package let drawn: [SIMD2<Float>]
    /// The initial position of each stroke's first point.
    package var start: [SIMD2<Float>]
    /// Whether each stroke may move.
    package var isFree: [Bool]
    /// The class to be seen, as an index of the network's logits.
    package var target: Int
    /// A class whose probability is traced in addition to the target's: what the sketch was before.
    package var label: Int
    /// Determines the starts after the first.
    package var seed: UInt64 = 0

    /// - Parameters:
    ///   - start: the initial position of each stroke's first point; `nil` for where it was drawn.
    ///   - isFree: whether each stroke may move; `nil` for all.
    ///   - label: the class traced in addition to the target; `nil` for the target.
    /// - Throws: `InversionError` if there are no strokes, one is empty, or the lists have other lengths.
    package init(
        _ sketch: Sketch,
        start: [SIMD2<Float>]? = nil,
        isFree: [Bool]? = nil,
        target: Int,
        label: Int? = nil
    ) throws(InversionError) {
        guard sketch.strokeCount > 0 else { throw .noStrokes }
        let drawn = sketch.locations
        guard drawn.count == sketch.strokeCount else { throw .emptyStroke }
        let (start, isFree) = (start ?? drawn, isFree ?? Array(repeating: true, count: drawn.count))
        for count in [start.count, isFree.count] where count != drawn.count {
            throw .wrongCount(strokes: drawn.count, found: count)
        }
        guard start.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { throw .notFinite(step: 0) }
        (self.sketch, self.drawn, self.start, self.isFree) = (sketch, drawn, start, isFree)
        (self.target, self.label) = (target, label ?? target)
    }
}

extension Sketch {
    /// The first point of each stroke that has one.
    package var locations: [SIMD2<Float>] {
        (0..<strokeCount).compactMap { stroke in
            range(ofStroke: stroke).first.map { SIMD2(Float(points[$0].x), Float(points[$0].y)) }
        }
    }
}
