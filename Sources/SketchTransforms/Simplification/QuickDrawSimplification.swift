package import SketchModel

/// The simplification that made the official simplified QuickDraw data from the raw data.
///
/// It has four published steps: move the minima to 0, scale the longer side uniformly to 255, place a point per unit of
/// each stroke's length, and apply Ramer-Douglas-Peucker with an epsilon of 2. The unpublished details were determined
/// from the data; the order of the operations matters to the last bit, since whole raw coordinates cause many ties:
///
/// * a coordinate is scaled as `(x − minimum) · 255 / side`;
/// * a sample lies in the segment that contains its running length, at `a · (1 − share) + b · share`, where share is
///   its distance divided by the segment's length; the last point is kept;
/// * distances are to the line, and the first of the farthest points splits;
/// * coordinates are rounded half to even, at the very end.
///
/// A stroke without length becomes two equal points, and a drawing without extent lies at the origin. Empty strokes
/// stay empty. The official form has no channels, so they are dropped and counted as a loss. Attributes stay; widths
/// and the canvas are scaled with the points.
package struct QuickDrawSimplification: SketchTransform {
    package static let side = 255.0
    package static let epsilon = 2.0

    package init() {}

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        workspace.beginRewriting()
        if let box = sketch.boundingBox {
            guard (box.longerSide * Self.side).isFinite else { throw TransformError.overflow(transform: "quickdraw") }
            for stroke in 0..<sketch.strokeCount {
                try workspace.sampleUnits(of: sketch.points, sketch.range(ofStroke: stroke), in: box)
                try workspace.appendSimplified()
                workspace.endStroke()
            }
        } else {
            workspace.strokeEnds.append(contentsOf: sketch.strokeEnds)
        }
        if sketch.hasTimes { workspace.losses.add(.times) }
        if sketch.hasPressures { workspace.losses.add(.pressures) }
        if sketch.hasTilts { workspace.losses.add(.tilts) }
        if sketch.hasAzimuths { workspace.losses.add(.azimuths) }
        sketch.removeChannels()
        if let box = sketch.boundingBox {
            sketch.mapAttributes(
                by: AxisMapping(
                    from: box.minimum,
                    scale: Point(Self.side, Self.side),
                    divisor: box.longerSide > 0 ? box.longerSide : 1
                )
            )
        }
        workspace.finishRewriting(&sketch)
        return true
    }

    static let catalogueEntry = TransformEntry(
        "quickdraw",
        "simplify as QuickDraw does: fit to 255, resample at 1, simplify by 2, round",
        .quickdraw
    )
}

extension TransformWorkspace {
    /// Fills `chords` with a point per unit of a stroke's length, scaled so that `box` becomes the official one.
    fileprivate mutating func sampleUnits(
        of points: [Point],
        _ range: Range<Int>,
        in box: BoundingBox
    ) throws(TransformError) {
        chords.removeAll()
        guard let first = range.first, let last = range.last else { return }
        let side = box.longerSide > 0 ? box.longerSide : 1
        func scaled(_ point: Point) -> Point {
            Point(
                (point.x - box.minimum.x) * QuickDrawSimplification.side / side,
                (point.y - box.minimum.y) * QuickDrawSimplification.side / side
            )
        }
        var a = scaled(points[first])
        chords.makeRoom(for: 2)
        chords.append(a)
        var covered = 0.0
        for index in range.dropFirst() {
            let b = scaled(points[index])
            let (dx, dy) = (b.x - a.x, b.y - a.y)
            let length = (dx * dx + dy * dy).squareRoot()
            let reached = covered + length
            // A sample at the very end of a segment is the first of the next one, if there is one.
            let end = index == last && length > 0 ? reached.rounded(.down) + 1 : reached.rounded(.up)
            chords.appendUnits(from: a, to: b, length: length, covered: covered, until: end)
            guard chords.count < Resample.pointLimit else {
                throw .tooManyPoints(transform: "quickdraw", limit: Resample.pointLimit)
            }
            covered = reached
            a = b
        }
        if chords.count == 1 || chords[chords.count - 1] != a { chords.append(a) }
    }

    /// Appends the points of `chords` that Ramer-Douglas-Peucker keeps, rounded.
    fileprivate mutating func appendSimplified() throws(TransformError) {
        resetFlags(to: false, count: chords.count)
        try chords.markKept(epsilon: QuickDrawSimplification.epsilon, measure: .line, in: &flags, from: 0)
        for index in flags.indices where flags[index] {
            let point = chords[index]
            points.append(Point(point.x.rounded(.toNearestOrEven), point.y.rounded(.toNearestOrEven)))
        }
    }
}

extension ChordSplitter {
    /// Appends the points of a segment that lie a whole number of units along the stroke: the first at the length that
    /// is the number of points so far, and those after it up to but not at `end`. Leaves space for one more point.
    ///
    /// `covered` is the stroke's length before the segment. Nothing in the loop keeps the compiler from computing
    /// several points at a time.
    fileprivate mutating func appendUnits(
        from a: Point,
        to b: Point,
        length: Double,
        covered: Double,
        until end: Double
    ) {
        let first = Double(count)
        let added = max(0, Int(end - first))
        makeRoom(for: added + 1)
        let start = count
        x.withUnsafeMutableBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                for index in 0..<added {
                    let share = (first + Double(index) - covered) / length
                    x[start &+ index] = a.x * (1 - share) + b.x * share
                    y[start &+ index] = a.y * (1 - share) + b.y * share
                }
            }
        }
        count += added
    }
}
