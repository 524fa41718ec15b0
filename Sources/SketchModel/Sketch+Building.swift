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

    /// The values of a channel, one per point; empty if the sketch doesn't have the channel.
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

    /// Appends a point to the current stroke. Removes all channels, since they have no value for the point.
    public mutating func append(_ point: Point) {
        if !channels.isEmpty { removeChannels() }
        points.append(point)
    }

    /// Appends a whole stroke.
    /// - Parameters:
    ///   - stroke: its points, all finite.
    ///   - values: for each channel that the sketch has, one value per point. The first stroke decides which channels
    ///     these are.
    ///   - attributes: what is known about the stroke; its group is an index into `groups`.
    /// - Throws: `SketchError`, leaving the sketch unchanged.
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

    /// Sets a channel's values, one per point, or removes the channel if `values` is `nil`.
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
    /// - Throws: `SketchError.notFinite` if a moved point isn't finite, leaving the sketch unchanged.
    public mutating func mapPoints(_ body: (Point) -> Point) throws(SketchError) {
        let moved = points.map(body)
        guard moved.allSatisfy({ $0.isFinite }) else { throw .notFinite }
        points = moved
    }

    // MARK: Attributes

    /// What is known about a stroke.
    @inlinable
    public func attributes(ofStroke index: Int) -> StrokeAttributes {
        attributes.indices.contains(index) ? attributes[index] : .none
    }

    /// Sets what is known about a stroke. A group that the sketch doesn't have is left out.
    public mutating func setAttributes(_ new: StrokeAttributes, ofStroke index: Int) {
        guard (0..<strokeCount).contains(index) else { return }
        if attributes.count <= index {
            attributes.append(contentsOf: repeatElement(.none, count: index + 1 - attributes.count))
        }
        attributes[index] = new
        if let group = new.group, !groups.indices.contains(group) { attributes[index].group = nil }
    }

    /// Adds a layer or a group. A parent that the sketch doesn't have is left out.
    /// - Returns: the group's index.
    public mutating func addGroup(_ group: StrokeGroup) -> Int {
        var group = group
        if let parent = group.parent, !groups.indices.contains(parent) { group.parent = nil }
        groups.append(group)
        return groups.count - 1
    }

    /// The layers and groups that contain a stroke, outermost first.
    public func groups(ofStroke index: Int) -> [StrokeGroup] {
        var path: [StrokeGroup] = []
        var next = attributes(ofStroke: index).group
        while let group = next, groups.indices.contains(group) {
            path.append(groups[group])
            // Parents come before their children, so the walk ends.
            next = groups[group].parent.flatMap { $0 < group ? $0 : nil }
        }
        return path.reversed()
    }

    /// Keeps the strokes whose flag is set, with their points, channels and attributes. Strokes without a flag are
    /// kept.
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
        // The attributes of the strokes that are kept; only the first strokes have any.
        let keptAttributes = attributes.indices.count { $0 >= flags.count || flags[$0] }
        attributes.removeLast(attributes.count - keptAttributes)
        strokeEnds.removeLast(strokeEnds.count - kept)
        points.removeLast(points.count - keptPoints)
        for channel in PointChannel.allCases where channels.contains(PointChannelSet(channel)) {
            self[channel].removeLast(self[channel].count - keptPoints)
        }
    }

    /// Whether every stroke has the same attributes in both sketches, whether or not they are stored.
    func hasSameAttributes(as other: Sketch) -> Bool {
        if attributes == other.attributes { return true }
        let count = max(attributes.count, other.attributes.count)
        return (0..<count).allSatisfy { attributes(ofStroke: $0) == other.attributes(ofStroke: $0) }
    }
}

/// Why a sketch can't be built from what it was given.
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
