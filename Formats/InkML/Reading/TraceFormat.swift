internal import SketchModel
internal import SketchStreams
internal import TextNotation
internal import XMLTrees

/// A channel: what one of the numbers of a point is.
struct Channel {
    enum Role {
        case x, y, time, force, azimuth, elevation, tiltX, tiltY, tilt, other
    }

    var name: String
    var role: Role
    var isBoolean = false
    /// Whether its values grow in the direction opposite to the usual one.
    var isReversed = false
    var minimum: Double?
    var maximum: Double?
    var measure = Measure()
    /// Whether its times count from a timestamp of the file.
    var respectsTimestamp = false

    init(_ name: String) {
        self.name = name
        role =
            switch name {
            case "X": .x
            case "Y": .y
            case "T": .time
            case "F": .force
            case "OA": .azimuth
            case "OE": .elevation
            case "OTx": .tiltX
            case "OTy": .tiltY
            case InkMLEncoder.tiltChannel: .tilt
            default: .other
            }
    }
}

/// What the numbers of a point are, in their order: the regular channels, which each point has, then the intermittent
/// ones.
struct TraceFormat {
    static let channelLimit = 256

    /// X and Y: the format of traces for which the file gives none.
    static let standard = TraceFormat(channels: [Channel("X"), Channel("Y")], regularCount: 2)

    var channels: [Channel]
    var regularCount: Int
    /// Whether a channel or the device is described by what a sketch can't hold.
    var hasMapping = false

    /// The index of a regular channel.
    func index(of role: Channel.Role) -> Int? {
        channels[..<regularCount].firstIndex { $0.role == role }
    }

    init(channels: [Channel], regularCount: Int) { (self.channels, self.regularCount) = (channels, regularCount) }

    /// Reads an element `traceFormat`.
    /// - Parameter source: the `inkSource` with the resolutions of the channels.
    init(_ node: XMLNode, source: XMLNode?) throws(DocumentFault) {
        self.init(channels: [], regularCount: 0)
        let resolutions = try Self.resolutions(of: source)
        var intermittent: [XMLNode] = []
        for child in node.children {
            switch child.name {
            case "channel": try add(child, resolutions)
            case "intermittentChannels": intermittent += child.children.filter { $0.name == "channel" }
            default: break
            }
        }
        regularCount = channels.count
        for child in intermittent { try add(child, resolutions) }
        if channels.isEmpty { self = .standard }
        guard index(of: .x) != nil, index(of: .y) != nil else {
            throw DocumentFault(InkMLError.noCoordinates, at: node.offset)
        }
    }

    private mutating func add(_ node: XMLNode, _ resolutions: [String: Measure]) throws(DocumentFault) {
        guard let name = node["name"], !name.isEmpty else {
            throw DocumentFault(InkMLError.channelWithoutName, at: node.offset)
        }
        guard !channels.contains(where: { $0.name == name }) else {
            throw DocumentFault(InkMLError.repeatedChannel(name), at: node.offset)
        }
        guard channels.count < Self.channelLimit else {
            throw DocumentFault(InkMLError.tooManyChannels(limit: Self.channelLimit), at: node.offset)
        }
        var channel = Channel(name)
        switch node["type"] ?? "decimal" {
        case "integer", "decimal", "double": break
        case "boolean": channel.isBoolean = true
        case let type: throw DocumentFault(InkMLError.unknownChannelType(type, channel: name), at: node.offset)
        }
        channel.isReversed = node["orientation"] == "-ve"
        channel.minimum = try node.number("min")
        channel.maximum = try node.number("max")
        channel.measure.unit = node["units"] ?? ""
        if let resolution = resolutions[name] {
            channel.measure.perUnit = resolution.perUnit
            if !resolution.unit.isEmpty { channel.measure.unit = resolution.unit }
        }
        channel.respectsTimestamp = node["respectTo"] != nil
        if let mapping = node.child("mapping"), mapping["type"] != "identity" { hasMapping = true }
        channels.append(channel)
    }

    /// The resolutions of an `inkSource`, by channel: as steps in a unit, `1000` with `1/cm`, or as the size of a step,
    /// `0.1` with `mm`.
    private static func resolutions(of source: XMLNode?) throws(DocumentFault) -> [String: Measure] {
        var resolutions: [String: Measure] = [:]
        guard let properties = source?.child("channelProperties") else { return resolutions }
        for property in properties.children where property["name"] == "resolution" {
            // Devices that don't know it say 0.
            guard let channel = property["channel"], let value = try property.number("value"), value > 0 else {
                continue
            }
            let unit = property["units"] ?? "1/"
            let measure =
                unit.hasPrefix("1/")
                ? Measure(unit: String(unit.dropFirst(2)), perUnit: value) : Measure(unit: unit, perUnit: 1 / value)
            if measure.perUnit.isFinite { resolutions[channel] = measure }
        }
        return resolutions
    }
}

extension XMLNode {
    /// The value of an attribute as a finite number.
    func number(_ attribute: String) throws(DocumentFault) -> Double? {
        guard let bytes = bytes(of: attribute) else { return nil }
        let text = AnnotationText.trimmed(bytes)
        var offset = 0
        guard let value = DecimalText.parse(text.span, at: &offset), offset == text.count, value.isFinite else {
            let value = String(decoding: bytes, as: UTF8.self)
            throw DocumentFault(InkMLError.notANumber(attribute: attribute, value: value), at: self.offset)
        }
        return value
    }

    /// Its `xml:id`, or the plain `id` of CROHME and MathWriting.
    var identifier: String? { self["id", in: XMLNode.xml] ?? self["id"] }
}
