/// A drawing kept as strokes: the one model that every format is read into and written from.
///
/// Storage is flat. The points of all strokes lie one after another in `points`; stroke `i` is
/// `points[strokeEnds[i - 1]..<strokeEnds[i]]`, the first beginning at 0. A stroke may be empty, since a file may say so.
/// Optional channels (`times`, `pressures`) are either empty or as long as `points`.
///
/// A value is meant to be filled again and again: `removeAll()` keeps the buffers, so that reading a million sketches
/// allocates no more than reading the largest of them.
public struct Sketch: Sendable {
    /// The points of all strokes, in drawing order. Every coordinate is finite.
    public var points: [Point] = []
    /// For each stroke, the index in `points` after its last point. Never decreasing; the last equals `points.count`.
    public var strokeEnds: [Int] = []
    /// Milliseconds since the drawing began, one a point, where `hasTimes`; empty otherwise.
    public var times: [Double] = []
    /// Pen pressure in 0…1, one a point, where `hasPressures`; empty otherwise.
    public var pressures: [Double] = []
    public var hasTimes = false
    public var hasPressures = false
    public var metadata = SketchMetadata()
    public var source = SketchSource()

    public init() {}

    /// A sketch of `strokes`, each a list of points.
    public init(strokes: [[Point]], metadata: SketchMetadata = SketchMetadata()) {
        self.metadata = metadata
        for stroke in strokes {
            points.append(contentsOf: stroke)
            endStroke()
        }
    }

    /// Forgets points, channels and metadata, and keeps the memory and the source.
    public mutating func removeAll() {
        removeAllStrokes()
        metadata = SketchMetadata()
    }

    /// Forgets points and channels, and keeps the memory, the metadata and the source.
    @inlinable
    public mutating func removeAllStrokes() {
        points.removeAll(keepingCapacity: true)
        strokeEnds.removeAll(keepingCapacity: true)
        times.removeAll(keepingCapacity: true)
        pressures.removeAll(keepingCapacity: true)
        hasTimes = false
        hasPressures = false
    }

    /// A copy in memory of its own, as small as can be, so that the buffers of this value can be filled again.
    public func compacted() -> Sketch {
        func small<Value: BitwiseCopyable>(_ values: [Value]) -> [Value] {
            values.withUnsafeBufferPointer { Array($0) }
        }
        var copy = self
        copy.points = small(points)
        copy.strokeEnds = small(strokeEnds)
        copy.times = small(times)
        copy.pressures = small(pressures)
        return copy
    }

    /// Ends the stroke that the points appended since the last call make up.
    @inlinable
    public mutating func endStroke() { strokeEnds.append(points.count) }

    @inlinable public var strokeCount: Int { strokeEnds.count }

    /// The indices into `points` of stroke `index`.
    @inlinable
    public func range(ofStroke index: Int) -> Range<Int> {
        (index == 0 ? 0 : strokeEnds[index - 1])..<strokeEnds[index]
    }

    /// The strokes as views of `points`, in drawing order.
    @inlinable public var strokes: Strokes { Strokes(sketch: self) }

    /// The box around all points, or `nil` for a sketch without points.
    @inlinable public var boundingBox: BoundingBox? { BoundingBox(points.span) }
}

extension Sketch: Equatable {
    /// Whether both are the same drawing with the same metadata; where they were read from does not matter.
    public static func == (a: Sketch, b: Sketch) -> Bool {
        a.strokeEnds == b.strokeEnds && a.points == b.points && a.hasTimes == b.hasTimes && a.times == b.times
            && a.hasPressures == b.hasPressures && a.pressures == b.pressures && a.metadata == b.metadata
    }
}

/// The strokes of a sketch, each a slice of its points.
public struct Strokes: RandomAccessCollection, Sendable {
    @usableFromInline let sketch: Sketch

    @inlinable
    init(sketch: Sketch) { self.sketch = sketch }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { sketch.strokeCount }
    @inlinable public subscript(index: Int) -> ArraySlice<Point> { sketch.points[sketch.range(ofStroke: index)] }
}
