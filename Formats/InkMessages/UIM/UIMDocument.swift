internal import MessageFields
internal import SketchModel
internal import SketchStreams

/// A file of the Universal Ink Model: one sketch.
struct UIMDocument: SketchDocument {
    private let bytes: [UInt8]
    private let ink: UniversalInk

    let pages: [Int]

    /// The most points of a file, and of its drawing, in which a stroke may come several times.
    private static let mostPoints = 1 << 23

    init(_ bytes: [UInt8]) throws(DocumentFault) {
        self.bytes = bytes
        do throws(MessageFault) {
            ink = try UniversalInk(bytes.span)
        } catch {
            throw DocumentFault(error.reason, at: error.offset)
        }
        pages = [ink.start]
    }

    func read(_ page: Int, into sketch: inout Sketch, notes: inout DocumentNotes) throws(DocumentFault) {
        do throws(MessageFault) {
            try fill(&sketch, &notes.losses)
        } catch {
            throw DocumentFault(error.reason, at: error.offset)
        }
    }

    private func fill(_ sketch: inout Sketch, _ losses: inout LossReport) throws(MessageFault) {
        let data = bytes.span
        let strokes = try readStrokes(data)
        let samples = try SensorSamples(data, ink.inputData)
        let tree = try InkTree(ink, data)
        let transform = try InkTransform(ink, data)
        var channels = SampledChannels()
        for group in tree.groups { _ = sketch.addGroup(group) }
        for leaf in tree.leaves {
            let stroke = strokes[leaf.stroke]
            if let interval = leaf.interval, interval.to >= stroke.x.count || interval.from > interval.to {
                let reason = InkMessageError.noSuchPoints(
                    from: interval.from,
                    to: interval.to,
                    points: stroke.x.count
                )
                throw MessageFault(reason, at: leaf.offset)
            }
            let (indices, points) = stroke.drawn(leaf.interval)
            guard sketch.points.count + points.count <= Self.mostPoints else {
                throw MessageFault(InkMessageError.tooManyPoints(limit: Self.mostPoints), at: leaf.offset)
            }
            for point in points {
                let place = transform.apply(to: point)
                guard place.isFinite else {
                    let reason =
                        point.isFinite
                        ? InkMessageError.notFiniteTransform : .notFiniteSpline(stroke: leaf.stroke)
                    throw MessageFault(reason, at: stroke.offset)
                }
                sketch.points.append(place)
            }
            sketch.endStroke()
            let attributes = attributes(of: stroke, group: leaf.group, transform)
            if attributes != .none { sketch.setAttributes(attributes, ofStroke: sketch.strokeCount - 1) }
            let id = stroke.sensors.id.map { SensorSamples.id(data, $0) }
            channels.append(indices, of: stroke.sensors, from: id.flatMap { samples[$0] })
        }
        channels.give(to: &sketch, &losses)
        note(strokes, tree, &losses)
    }

    private func readStrokes(_ data: Span<UInt8>) throws(MessageFault) -> [SplineStroke] {
        var strokes: [SplineStroke] = []
        strokes.reserveCapacity(ink.strokes.count)
        var points = 0
        for (index, range) in ink.strokes.enumerated() {
            let stroke =
                switch ink.version {
                case .will: try SplineStroke(will: range, data)
                case .version30: try SplineStroke(version30: range, data)
                case .version31: try SplineStroke(version31: range, ink, data)
                }
            guard stroke.x.count == stroke.y.count else {
                let reason = InkMessageError.unequalSpline(
                    stroke: index,
                    x: stroke.x.count,
                    y: stroke.y.count
                )
                throw MessageFault(reason, at: range.lowerBound)
            }
            points += stroke.x.count
            guard points <= Self.mostPoints else {
                throw MessageFault(InkMessageError.tooManyPoints(limit: Self.mostPoints), at: range.lowerBound)
            }
            strokes.append(stroke)
        }
        return strokes
    }

    private func attributes(of stroke: SplineStroke, group: Int?, _ transform: InkTransform) -> StrokeAttributes {
        var attributes = StrokeAttributes(colour: stroke.colour, name: stroke.name, group: group)
        if let size = stroke.style.size.mean, size > 0, (size * transform.scale).isFinite {
            attributes.width = size * transform.scale
        }
        attributes.tool =
            stroke.isEraser ? .eraser : InkName.last(of: stroke.brush).map { StrokeTool(rawValue: $0) }
        return attributes
    }

    /// Counts what the strokes and the file have besides.
    private func note(_ strokes: [SplineStroke], _ tree: InkTree, _ losses: inout LossReport) {
        if strokes.contains(where: { $0.style.size.varies }) { losses.add(.pointWidths) }
        if strokes.contains(where: { $0.hasOtherColours || $0.channels.contains(where: \.varies) }) {
            losses.add(.pointColours)
        }
        if strokes.contains(where: { $0.style.hasDynamics }) { losses.add(.brushShapes) }
        if strokes.contains(where: { $0.style.z.varies || ($0.style.z.mean ?? 0) != 0 }) { losses.add(.heights) }
        if strokes.contains(where: { $0.randomSeed != 0 }) { losses.add(.noiseSeeds) }
        let blended = strokes.contains {
            $0.renderMode != nil && !$0.isEraser && InkName.last(of: $0.renderMode) != SplineStroke.usualMode
        }
        if blended { losses.add(.blendModes) }
        if Set(tree.leaves.map(\.stroke)).count < strokes.count { losses.add(.undrawnStrokes) }
        if ink.hasViews { losses.add(.views) }
        if ink.hasSemantics { losses.add(.semantics) }
        if ink.hasProperties { losses.add(.unknownKeys) }
    }
}

/// Where the points of strokes lie: `x' = m00 x + m01 y + m03`, `y' = m10 x + m11 y + m13`.
struct InkTransform {
    private var (m00, m01, m03, m10, m11, m13) = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)

    /// The file's matrix; if it has none, or one of zeros, the scale of its unit.
    init(_ ink: UniversalInk, _ bytes: Span<UInt8>) throws(MessageFault) {
        var matrix = [Double](repeating: 0, count: 17)
        if let range = ink.transform {
            var fields = MessageFields(range)
            while let field = try fields.next(bytes) {
                if field.number <= 16 { matrix[Int(field.number)] = Double(try field.float("a number")) }
            }
        }
        if matrix.contains(where: { $0 != 0 }) {
            (m00, m01, m03) = (matrix[1], matrix[2], matrix[4])
            (m10, m11, m13) = (matrix[5], matrix[6], matrix[8])
        } else if ink.unitScale != 0 {
            (m00, m11) = (Double(ink.unitScale), Double(ink.unitScale))
        }
    }

    func apply(to point: Point) -> Point {
        Point(m00 * point.x + m01 * point.y + m03, m10 * point.x + m11 * point.y + m13)
    }

    /// How many times wider lines become.
    var scale: Double { abs(m00 * m11 - m01 * m10).squareRoot() }
}
