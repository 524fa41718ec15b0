/// A drawing kept as strokes: the model that every format is read into and written from.
///
/// Storage is flat. The points of all strokes lie one after another in `points`; stroke `i` is `points[strokeEnds[i -
/// 1]..<strokeEnds[i]]`, and the first stroke starts at 0. A stroke may be empty, since files have such strokes. A
/// channel (`times`, `pressures`, `tilts`, `azimuths`) has values for all points or for none. The attributes of strokes
/// and the canvas exist only if a file has them, and cost nothing otherwise.
///
/// A value is meant to be reused: `removeAll()` keeps the buffers, so reading a million sketches allocates no more than
/// reading the largest of them.
public struct Sketch: Sendable {
    /// The points of all strokes, in drawing order. Every coordinate is finite.
    public package(set) var points: [Point] = []
    /// For each stroke, the index in `points` after its last point. Never decreases; the last is `points.count`.
    public package(set) var strokeEnds: [Int] = []
    /// The channels that the sketch has.
    public package(set) var channels: PointChannelSet = []
    /// Milliseconds since the drawing began, one per point; empty if there are no times.
    public package(set) var times: [Double] = []
    /// Pen pressure in 0…1, one per point; empty if there are no pressures.
    public package(set) var pressures: [Double] = []
    /// The pen's angle from the surface's normal in radians, 0…π/2, one per point; empty if there are no tilts.
    public package(set) var tilts: [Double] = []
    /// The direction in which the pen leans in radians, 0…2π, one per point; empty if there are no azimuths.
    public package(set) var azimuths: [Double] = []
    /// What is known about the strokes, in their order; strokes beyond the end of this array have no attributes.
    public package(set) var attributes: [StrokeAttributes] = []
    /// The layers and groups, each after its parent. Attributes refer to them by index.
    public package(set) var groups: [StrokeGroup] = []
    /// The page that the drawing was made on.
    public var canvas: Canvas?
    public var metadata = SketchMetadata()
    public var source = SketchSource()

    public init() {}

    /// Creates a sketch from strokes, each a list of points.
    public init(strokes: [[Point]], metadata: SketchMetadata = SketchMetadata()) {
        self.metadata = metadata
        for stroke in strokes {
            points.append(contentsOf: stroke)
            endStroke()
        }
    }

    /// Removes everything except the source; keeps the memory.
    public mutating func removeAll() {
        removeAllStrokes()
        metadata = SketchMetadata()
    }

    /// Removes points, channels, attributes and the canvas; keeps the memory, the metadata and the source.
    public mutating func removeAllStrokes() {
        points.removeAll(keepingCapacity: true)
        strokeEnds.removeAll(keepingCapacity: true)
        if !channels.isEmpty { removeChannels() }
        if !attributes.isEmpty || !groups.isEmpty { removeAttributes() }
        canvas = nil
    }

    /// Removes all channels.
    public mutating func removeChannels() {
        channels = []
        times.removeAll(keepingCapacity: true)
        pressures.removeAll(keepingCapacity: true)
        tilts.removeAll(keepingCapacity: true)
        azimuths.removeAll(keepingCapacity: true)
    }

    /// Removes the attributes of all strokes, and the groups.
    public mutating func removeAttributes() {
        attributes.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
    }

    /// A copy with its own, smallest possible memory, so that this value's buffers can be filled again.
    public func compacted() -> Sketch {
        func small<Value: BitwiseCopyable>(_ values: [Value]) -> [Value] {
            values.withUnsafeBufferPointer { Array($0) }
        }
        var copy = self
        copy.points = small(points)
        copy.strokeEnds = small(strokeEnds)
        copy.times = small(times)
        copy.pressures = small(pressures)
        copy.tilts = small(tilts)
        copy.azimuths = small(azimuths)
        copy.attributes = Array(attributes[...])
        copy.groups = Array(groups[...])
        return copy
    }

    /// Ends the current stroke, which holds the points appended since the last call.
    public mutating func endStroke() { strokeEnds.append(points.count) }

    @inlinable public var strokeCount: Int { strokeEnds.count }

    /// The indices into `points` of stroke `index`.
    @inlinable
    public func range(ofStroke index: Int) -> Range<Int> {
        (index == 0 ? 0 : strokeEnds[index - 1])..<strokeEnds[index]
    }

    /// The strokes as views of `points`, in drawing order.
    @inlinable public var strokes: Strokes { Strokes(sketch: self) }

    /// The box around all points, or `nil` if there are no points.
    @inlinable public var boundingBox: BoundingBox? { BoundingBox(points.span) }
}

extension Sketch: Equatable {
    /// Whether both are the same drawing with the same metadata, wherever they were read from.
    public static func == (a: Sketch, b: Sketch) -> Bool {
        a.strokeEnds == b.strokeEnds && a.points == b.points && a.channels == b.channels && a.times == b.times
            && a.pressures == b.pressures && a.tilts == b.tilts && a.azimuths == b.azimuths && a.canvas == b.canvas
            && a.groups == b.groups && a.hasSameAttributes(as: b) && a.metadata == b.metadata
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
