extension Sketch {
    public package(set) var hasTimes: Bool {
        @inlinable get { channels.contains(.times) }
        set { set(.times, newValue) }
    }
    public package(set) var hasPressures: Bool {
        @inlinable get { channels.contains(.pressures) }
        set { set(.pressures, newValue) }
    }
    public package(set) var hasTilts: Bool {
        @inlinable get { channels.contains(.tilts) }
        set { set(.tilts, newValue) }
    }
    public package(set) var hasAzimuths: Bool {
        @inlinable get { channels.contains(.azimuths) }
        set { set(.azimuths, newValue) }
    }

    private mutating func set(_ channel: PointChannelSet, _ isThere: Bool) {
        if isThere { channels.insert(channel) } else { channels.remove(channel) }
    }

    /// The values of a channel, one a point; empty if there is no such channel.
    public package(set) subscript(channel: PointChannel) -> [Double] {
        get {
            switch channel {
            case .time: times
            case .pressure: pressures
            case .tilt: tilts
            case .azimuth: azimuths
            }
        }
        _modify {
            switch channel {
            case .time: yield &times
            case .pressure: yield &pressures
            case .tilt: yield &tilts
            case .azimuth: yield &azimuths
            }
        }
    }

    /// Appends a point to the stroke being drawn. Channels are forgotten, since the point has no value of them.
    public mutating func append(_ point: Point) {
        if !channels.isEmpty { removeChannels() }
        points.append(point)
    }

    /// Appends a whole stroke.
    /// - Parameters:
    ///   - stroke: its points, all finite.
    ///   - values: one a point of each channel that the sketch has. The first stroke decides which these are.
    ///   - attributes: what is known of the stroke; a group in them is an index into `groups`.
    /// - Throws: `SketchError`; the sketch is then as it was.
    public mutating func appendStroke(
        _ stroke: [Point],
        channels values: [PointChannel: [Double]] = [:],
        attributes: StrokeAttributes = .none
    ) throws(SketchError) {
        guard stroke.allSatisfy({ $0.isFinite }) else { throw .notFinite }
        let given = values.keys.reduce(into: PointChannelSet()) { $0.formUnion(PointChannelSet($1)) }
        guard points.isEmpty || given == channels else { throw .otherChannels(given, of: channels) }
        for (channel, values) in values { try Self.check(values, of: channel, points: stroke.count) }
        if let group = attributes.group, !groups.indices.contains(group) { throw .noSuchGroup(group) }
        channels = given
        for (channel, values) in values { self[channel].append(contentsOf: values) }
        points.append(contentsOf: stroke)
        endStroke()
        if attributes != .none { setAttributes(attributes, ofStroke: strokeCount - 1) }
    }

    /// Sets a channel's values, one a point, or forgets the channel for `nil`.
    /// - Throws: `SketchError.channelLength` or `.notFinite`.
    public mutating func setChannel(_ channel: PointChannel, to values: [Double]?) throws(SketchError) {
        if let values { try Self.check(values, of: channel, points: points.count) }
        self[channel] = values ?? []
        if values == nil {
            channels.remove(PointChannelSet(channel))
        } else {
            channels.insert(PointChannelSet(channel))
        }
    }

    private static func check(_ values: [Double], of channel: PointChannel, points: Int) throws(SketchError) {
        guard values.count == points else { throw .channelLength(channel, values: values.count, points: points) }
        guard values.allSatisfy(\.isFinite) else { throw .notFinite }
    }

    /// Moves every point.
    /// - Throws: `SketchError.notFinite` if a point isn't finite any more; the sketch is then as it was.
    public mutating func mapPoints(_ body: (Point) -> Point) throws(SketchError) {
        let moved = points.map(body)
        guard moved.allSatisfy({ $0.isFinite }) else { throw .notFinite }
        points = moved
    }

    // MARK: Attributes

    /// What is known of a stroke.
    @inlinable
    public func attributes(ofStroke index: Int) -> StrokeAttributes {
        attributes.indices.contains(index) ? attributes[index] : .none
    }

    /// Sets what is known of a stroke. A group that isn't one of the sketch's is left out.
    public mutating func setAttributes(_ new: StrokeAttributes, ofStroke index: Int) {
        guard (0..<strokeCount).contains(index) else { return }
        if attributes.count <= index {
            attributes.append(contentsOf: repeatElement(.none, count: index + 1 - attributes.count))
        }
        attributes[index] = new
        if let group = new.group, !groups.indices.contains(group) { attributes[index].group = nil }
    }

    /// Adds a layer or a group. A parent that isn't one of the sketch's is left out.
    /// - Returns: its index.
    public mutating func addGroup(_ group: StrokeGroup) -> Int {
        var group = group
        if let parent = group.parent, !groups.indices.contains(parent) { group.parent = nil }
        groups.append(group)
        return groups.count - 1
    }

    /// The layers and groups that a stroke is in, from the outermost one.
    public func groups(ofStroke index: Int) -> [StrokeGroup] {
        var path: [StrokeGroup] = []
        var next = attributes(ofStroke: index).group
        while let group = next, groups.indices.contains(group) {
            path.append(groups[group])
            // Parents come before their children, so that the walk ends.
            next = groups[group].parent.flatMap { $0 < group ? $0 : nil }
        }
        return path.reversed()
    }

    /// Keeps the strokes whose flag is set, with their points, channels and attributes. Strokes beyond the flags stay.
    public mutating func keepStrokes(_ flags: [Bool]) {
        var (kept, keptPoints, start) = (0, 0, 0)
        for stroke in strokeEnds.indices {
            let end = strokeEnds[stroke]
            defer { start = end }
            guard stroke >= flags.count || flags[stroke] else { continue }
            for index in start..<end where keptPoints + index - start != index {
                let target = keptPoints + index - start
                points[target] = points[index]
                for channel in PointChannel.allCases where channels.contains(PointChannelSet(channel)) {
                    self[channel][target] = self[channel][index]
                }
            }
            if stroke < attributes.count { attributes[kept] = attributes[stroke] }
            keptPoints += end - start
            strokeEnds[kept] = keptPoints
            kept += 1
        }
        // Attributes of the strokes kept, which are among the first.
        let keptAttributes = attributes.indices.count { $0 >= flags.count || flags[$0] }
        attributes.removeLast(attributes.count - keptAttributes)
        strokeEnds.removeLast(strokeEnds.count - kept)
        points.removeLast(points.count - keptPoints)
        for channel in PointChannel.allCases where channels.contains(PointChannelSet(channel)) {
            self[channel].removeLast(self[channel].count - keptPoints)
        }
    }

    /// Whether every stroke has the same attributes in both, whether they are spelt out or not.
    func hasSameAttributes(as other: Sketch) -> Bool {
        if attributes == other.attributes { return true }
        let count = max(attributes.count, other.attributes.count)
        return (0..<count).allSatisfy { attributes(ofStroke: $0) == other.attributes(ofStroke: $0) }
    }
}

/// Why a sketch cannot be built so.
public enum SketchError: FaultReason, Hashable {
    case notFinite
    case channelLength(PointChannel, values: Int, points: Int)
    case otherChannels(PointChannelSet, of: PointChannelSet)
    case noSuchGroup(Int)

    public var message: String {
        switch self {
        case .notFinite: "a number is infinite or not a number"
        case .channelLength(let channel, let values, let points):
            "the channel '\(channel.rawValue)' has \(values) values for \(points) points"
        case .otherChannels: "the stroke has other channels than the strokes before it"
        case .noSuchGroup(let group): "there is no group \(group)"
        }
    }
}
