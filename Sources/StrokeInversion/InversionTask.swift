package import SketchModel

/// A sketch whose strokes are to be moved, each as a whole, until a network sees `target` in it.
package struct InversionTask: Sendable {
    /// Where its points were drawn: in ±0.74, no stroke empty, at most 196 of them.
    package let sketch: Sketch
    /// Where each stroke's first point was drawn.
    package let drawn: [SIMD2<Float>]
    /// Where each stroke's first point is at the beginning.
    package var start: [SIMD2<Float>]
    /// Whether each stroke may move.
    package var isFree: [Bool]
    /// The class to be seen, as an index of the network's logits.
    package var target: Int
    /// A class whose probability is traced beside the target's: what the sketch was before.
    package var label: Int
    /// What the starts after the first follow from.
    package var seed: UInt64 = 0

    /// - Parameters:
    ///   - start: where each stroke's first point is at the beginning; where it was drawn if `nil`.
    ///   - isFree: whether each stroke may move; all of them if `nil`.
    ///   - label: the class traced beside the target; the target if `nil`.
    /// - Throws: `InversionError` where there is no stroke, one is empty, or the lists are of other lengths.
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
