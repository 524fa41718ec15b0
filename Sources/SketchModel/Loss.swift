/// Something that a conversion could not keep.
public struct Loss: Sendable, Hashable {
    /// A stable name for programs, in lowerCamelCase.
    public var name: String
    /// The same for people, such as "timestamps dropped".
    public var text: String
    /// What is counted.
    public var unit: Unit

    public enum Unit: Sendable {
        case sketches, shapes
    }

    public init(name: String, text: String, unit: Unit = .sketches) {
        self.name = name
        self.text = text
        self.unit = unit
    }

    public static let label = Loss(name: "labelDropped", text: "labels dropped")
    public static let id = Loss(name: "idDropped", text: "ids dropped")
    public static let countryCode = Loss(name: "countryCodeDropped", text: "country codes dropped")
    public static let timestamp = Loss(name: "timestampDropped", text: "timestamps dropped")
    public static let timestampFraction = Loss(
        name: "timestampFractionDropped",
        text: "fractions of seconds dropped from timestamps"
    )
    public static let recognized = Loss(name: "recognizedDropped", text: "recognized flags dropped")
    public static let times = Loss(name: "timesDropped", text: "point times dropped")
    public static let pressures = Loss(name: "pressuresDropped", text: "pen pressures dropped")
    public static let tilts = Loss(name: "tiltsDropped", text: "pen tilts dropped")
    public static let azimuths = Loss(name: "azimuthsDropped", text: "pen azimuths dropped")
    public static let canvas = Loss(name: "canvasDropped", text: "canvases dropped")
    public static let colours = Loss(name: "coloursDropped", text: "stroke colours dropped")
    public static let widths = Loss(name: "widthsDropped", text: "stroke widths dropped")
    public static let names = Loss(name: "namesDropped", text: "stroke names dropped")
    public static let parts = Loss(name: "partsDropped", text: "part labels dropped")
    public static let groups = Loss(name: "groupsDropped", text: "layers and groups dropped")
    public static let tools = Loss(name: "toolsDropped", text: "tools dropped")
    public static let rounding = Loss(name: "coordinatesRounded", text: "coordinates rounded")
    public static let emptyStrokes = Loss(name: "emptyStrokesDropped", text: "empty strokes dropped")
    public static let unknownKeys = Loss(name: "unknownKeysDropped", text: "unknown keys dropped")
    /// The absolute position of a drawing, in formats that hold only offsets.
    public static let placement = Loss(name: "placementDropped", text: "absolute placement dropped")
}

/// Counts, per kind of loss, the sketches or shapes that lost something.
public struct LossReport: Sendable, Equatable {
    public private(set) var counts: [Loss: Int] = [:]

    public init() {}

    public var isEmpty: Bool { counts.isEmpty }

    /// Adds `sketches` to the count of `loss`.
    public mutating func add(_ loss: Loss, sketches: Int = 1) { counts[loss, default: 0] += sketches }

    /// Adds `shapes` to the count of `loss`, unless `shapes` is 0.
    public mutating func add(_ loss: Loss, shapes: Int) {
        if shapes > 0 { counts[loss, default: 0] += shapes }
    }

    public mutating func merge(_ other: LossReport) { counts.merge(other.counts, uniquingKeysWith: +) }

    /// The losses sorted by name.
    public var sorted: [(loss: Loss, count: Int)] {
        counts.sorted { $0.key.name < $1.key.name }.map { ($0.key, $0.value) }
    }
}

extension LossReport {
    /// Counts the canvas, attributes, tilts and azimuths of a sketch as lost, for a format that can't hold them.
    @inlinable
    public mutating func addAttributes(of sketch: borrowing Sketch) {
        if sketch.canvas == nil, sketch.attributes.isEmpty, !sketch.hasTilts, !sketch.hasAzimuths { return }
        addEach(of: sketch)
    }

    @usableFromInline
    mutating func addEach(of sketch: borrowing Sketch) {
        if sketch.canvas != nil { add(.canvas) }
        if sketch.hasTilts { add(.tilts) }
        if sketch.hasAzimuths { add(.azimuths) }
        let attributes = sketch.attributes
        if attributes.contains(where: { $0.colour != nil }) { add(.colours) }
        if attributes.contains(where: { $0.width != nil }) { add(.widths) }
        if attributes.contains(where: { $0.name != nil }) { add(.names) }
        if attributes.contains(where: { $0.part != nil }) { add(.parts) }
        if attributes.contains(where: { $0.group != nil }) { add(.groups) }
        if attributes.contains(where: { $0.tool != nil }) { add(.tools) }
    }
}
