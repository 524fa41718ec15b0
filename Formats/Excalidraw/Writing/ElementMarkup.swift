internal import Platform
internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// Writes strokes as elements, with every key that the app gives an element.
struct ElementMarkup {
    private static let black = "#1e1e1e"
    /// The app itself makes a dot of two points at this distance.
    private static let dotLength = 0.0001

    /// What `strokeWidth` is where the sketch says nothing.
    private let strokeWidth: Double
    private let groups: GroupMarkup
    private let updated: Int
    private var usedIDs: Set<String> = []

    init(_ sketch: borrowing Sketch) {
        strokeWidth = Self.strokeWidth(longerSide: sketch.boundingBox?.longerSide ?? 0)
        groups = GroupMarkup(sketch.groups)
        updated = SceneEncoder.milliseconds(sketch.metadata.timestamp)
    }

    /// A hundredth of the drawing's longer side, to one digit: the app's own 1 for a drawing of 400 units.
    private static func strokeWidth(longerSide: Double) -> Double {
        let width = longerSide / 100 / PenWidth.perUnit
        guard width > 0, width.isFinite else { return 1 }
        let exponent = max(log10(width).rounded(.down), -300)
        let step = pow(10, abs(exponent))
        return exponent < 0 ? max((width * step).rounded(), 1) / step : max((width / step).rounded(), 1) * step
    }

    /// Appends the element of a stroke, which has points.
    /// - Parameters:
    ///   - place: its place among the elements, from 0.
    ///   - record: what is stored about the drawing as a whole.
    mutating func append(
        _ stroke: Int,
        at place: Int,
        of sketch: borrowing Sketch,
        _ record: JSONValue?,
        to bytes: inout [UInt8]
    ) {
        let attributes = sketch.attributes(ofStroke: stroke)
        let range = sketch.range(ofStroke: stroke)
        var own: [(String, JSONValue)] = record.map { [("sketch", $0)] } ?? []
        let id = id(attributes.name, at: place, &own)
        if let part = attributes.part { own.append(("part", .text(part))) }
        if let tool = attributes.tool { own.append(("tool", .text(tool.rawValue))) }
        let path = groups.path(to: attributes.group)
        let named = path.compactMap { groups.record(of: $0) }
        if !named.isEmpty { own.append(("groups", .object(named))) }

        var fallback: [(String, JSONValue)] = []
        if attributes.colour == nil { fallback.append(("strokeColor", .text(Self.black))) }
        if attributes.width == nil { fallback.append(("strokeWidth", .number(strokeWidth))) }
        if !fallback.isEmpty { own.append(("default", .object(fallback))) }
        for (channel, values) in [
            (PointChannel.time, sketch.times), (.tilt, sketch.tilts), (.azimuth, sketch.azimuths),
        ] where sketch.channels.contains(PointChannelSet(channel)) {
            own.append((channel.rawValue, .list(values[range].map { .number($0) })))
        }
        if range.count == 1 { own.append(("points", 1)) }

        let placed = PlacedPoints(sketch.points[range])
        var points = placed.offsets
        var pressures = sketch.hasPressures ? Array(sketch.pressures[range]) : []
        if range.count == 1 {
            points.append(points[0] + Point(Self.dotLength, Self.dotLength))
            pressures += pressures
        }
        let box = BoundingBox(points.span) ?? BoundingBox(minimum: .zero, maximum: .zero)
        var line = attributes.colour ?? Colour(hexadecimal: Self.black) ?? .black
        let opacity = (Double(line.alpha) / 255 * 1000).rounded() / 10
        line.alpha = 255

        var element: [(String, JSONValue)] = [
            ("id", .text(id)), ("type", "freedraw"), ("x", .number(placed.origin.x)), ("y", .number(placed.origin.y)),
            ("width", .number(box.width)), ("height", .number(box.height)), ("angle", 0),
            ("strokeColor", .text(line.hexadecimal)), ("backgroundColor", "transparent"), ("fillStyle", "solid"),
            ("strokeWidth", .number(attributes.width.map { $0 / PenWidth.perUnit } ?? strokeWidth)),
            ("strokeStyle", "solid"), ("roughness", 1), ("opacity", .number(opacity)),
            ("groupIds", .texts(path.map { groups.ids[$0] })), ("frameId", .null),
            ("index", .text(FractionalIndex.key(place))), ("roundness", .null), ("seed", .whole(place + 1)),
            ("version", 1), ("versionNonce", .whole(place + 1)), ("isDeleted", .boolean(false)),
            ("boundElements", .list([])), ("updated", .whole(updated)), ("link", .null), ("locked", .boolean(false)),
        ]
        if !own.isEmpty { element.append(("customData", .object([(OwnRecord.key, .object(own))]))) }
        element += [
            ("points", .list(points.map { .list([.number($0.x), .number($0.y)]) })),
            ("pressures", .list(pressures.map { .number($0) })),
            ("simulatePressure", .boolean(!sketch.hasPressures)), ("lastCommittedPoint", .null),
        ]
        JSONValue.object(element).append(to: &bytes)
    }

    /// The stroke's name if it can be an id; otherwise the name goes into its own record.
    private mutating func id(_ name: String?, at place: Int, _ own: inout [(String, JSONValue)]) -> String {
        guard let name else { return DerivedID.id(place + 1) }
        if DerivedID.name(name) != nil, usedIDs.insert(name).inserted { return name }
        own.append(("name", .text(name)))
        return DerivedID.id(place + 1)
    }
}

/// Points as an element lists them.
private struct PlacedPoints {
    private(set) var origin = Point.zero
    private(set) var offsets: [Point]

    init(_ points: ArraySlice<Point>) {
        let across = PlacedCoordinates(points.map(\.x))
        let down = PlacedCoordinates(points.map(\.y))
        origin = Point(across.origin, down.origin)
        offsets = zip(across.offsets, down.offsets).map { Point($0, $1) }
    }
}

/// Coordinates as an origin and offsets from it that are added without rounding.
private struct PlacedCoordinates {
    private(set) var origin = 0.0
    private(set) var offsets: [Double]

    /// The origin is the first coordinate, or another that isn't less than all of them: the app would cut off what it
    /// draws. Only coordinates of extremely different size have none; they count from 0.
    init(_ values: [Double]) {
        offsets = values
        guard let first = values.first, let least = values.min(), let most = values.max() else { return }
        for candidate in [first, least > 0 ? Self.roundedUp(least) : most < 0 ? Self.roundedUp(most) : 0] {
            guard let found = Self.offsets(of: values, from: candidate) else { continue }
            (origin, offsets) = (candidate, found)
            return
        }
    }

    private static func offsets(of values: [Double], from origin: Double) -> [Double]? {
        var offsets: [Double] = []
        offsets.reserveCapacity(values.count)
        for value in values {
            let offset = value - origin
            guard let exact = [offset, offset.nextUp, offset.nextDown].first(where: { origin + $0 == value }) else {
                return nil
            }
            offsets.append(exact)
        }
        return offsets
    }

    /// The next number that has 20 significant bits: subtracting it from larger ones leaves no more bits than they have.
    private static func roundedUp(_ value: Double) -> Double {
        let step = value.binade.magnitude * 0x1p-20
        return step > 0 ? (value / step).rounded(.up) * step : value
    }
}

/// The ids of a sketch's groups, and what is stored about those whose id doesn't say it.
private struct GroupMarkup {
    private let groups: [StrokeGroup]
    private(set) var ids: [String] = []

    init(_ groups: [StrokeGroup]) {
        self.groups = groups
        var used: Set<String> = []
        for (index, group) in groups.enumerated() {
            let name = group.isLayer ? nil : DerivedID.name(group.name)
            let isFree = name.map { used.insert($0).inserted } ?? false
            ids.append(isFree ? name ?? "" : DerivedID.id(index + 1))
        }
    }

    /// A group and those around it, innermost first.
    func path(to innermost: Int?) -> [Int] {
        var path: [Int] = []
        var next = innermost
        while let group = next, groups.indices.contains(group) {
            path.append(group)
            next = groups[group].parent.flatMap { $0 < group ? $0 : nil }
        }
        return path
    }

    func record(of index: Int) -> (String, JSONValue)? {
        let group = groups[index]
        guard group.isLayer || (group.name != nil && group.name != ids[index]) else { return nil }
        var record: [(String, JSONValue)] = []
        if let name = group.name { record.append(("name", .text(name))) }
        if group.isLayer { record.append(("layer", .boolean(true))) }
        return (ids[index], .object(record))
    }
}
