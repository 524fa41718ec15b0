internal import SketchModel
internal import SketchStreams

/// The strokes of a page while it is read.
struct PageStrokes {
    private var points: [Point] = []
    private var strokeEnds: [Int] = []
    private var attributes: [StrokeAttributes] = []
    private var channels: [PointChannel: (values: [Double], strokes: Int)] = [:]
    private var groups: [(group: StrokeGroup, number: Int?)] = []
    /// The groups by the numbers that this module has given them.
    private var numbered: [Int: Int] = [:]
    var losses = LossReport()

    /// Appends a stroke of at least one point.
    /// - Parameter channels: values per point, of the channels that the stroke has.
    mutating func append(
        _ stroke: [Point],
        _ channels: [PointChannel: [Double]],
        _ attributes: StrokeAttributes,
        _ shape: StoreShape
    ) throws(DocumentFault) {
        try append(stroke, channels, attributes, type: shape.type, at: shape.offset)
    }

    mutating func append(
        _ stroke: [Point],
        _ channels: [PointChannel: [Double]],
        _ attributes: StrokeAttributes,
        type: String,
        at offset: Int
    ) throws(DocumentFault) {
        guard stroke.allSatisfy(\.isFinite) else {
            throw DocumentFault(TldrawError.notFinite(shape: type), at: offset)
        }
        for channel in PointChannel.allCases { take(channels[channel], stroke.count, channel, isNew: true) }
        points += stroke
        strokeEnds.append(points.count)
        self.attributes.append(attributes)
    }

    /// Appends points to the last stroke, which has the same channels.
    mutating func extend(
        _ stroke: ArraySlice<Point>,
        _ channels: [PointChannel: ArraySlice<Double>],
        _ shape: StoreShape
    ) throws(DocumentFault) {
        guard stroke.allSatisfy(\.isFinite), let last = strokeEnds.indices.last else {
            throw DocumentFault(TldrawError.notFinite(shape: shape.type), at: shape.offset)
        }
        for channel in PointChannel.allCases {
            take(channels[channel].map { Array($0) }, stroke.count, channel, isNew: false)
        }
        points += stroke
        strokeEnds[last] = points.count
    }

    private mutating func take(_ values: [Double]?, _ count: Int, _ channel: PointChannel, isNew: Bool) {
        if values == nil, channels[channel] == nil { return }
        var all = channels[channel] ?? ([Double](repeating: 0, count: points.count), 0)
        channels[channel] = nil
        all.values += values ?? [Double](repeating: 0, count: count)
        if values != nil, isNew { all.strokes += 1 }
        channels[channel] = all
    }

    /// Adds a group, unless there is one with its number.
    mutating func addGroup(_ group: StrokeGroup, number: Int?) -> Int {
        if let number, let known = numbered[number] { return known }
        groups.append((group, number))
        if let number { numbered[number] = groups.count - 1 }
        return groups.count - 1
    }

    /// Fills a sketch, which is empty.
    mutating func finish(_ sketch: inout Sketch, _ losses: inout LossReport) {
        sketch.points = points
        sketch.strokeEnds = strokeEnds
        for channel in PointChannel.allCases {
            guard let (values, strokes) = channels[channel] else { continue }
            if strokes == strokeEnds.count {
                set(channel, values, &sketch)
            } else {
                self.losses.add(Self.loss(of: channel))
            }
        }
        keepGroups(&sketch)
        if attributes.contains(where: { $0 != .none }) { sketch.attributes = attributes }
        losses.merge(self.losses)
    }

    private mutating func set(_ channel: PointChannel, _ values: [Double], _ sketch: inout Sketch) {
        var values = values
        if channel == .pressure {
            // Beyond what rounding explains.
            let isOutside = values.contains { !(-0.001...1.001).contains($0) }
            if isOutside { losses.add(.pressureClamping) }
            values = values.map { $0.isFinite ? min(max($0, 0), 1) : 0 }
        }
        // One value per point, all finite.
        try? sketch.setChannel(channel, to: values)
    }

    private static func loss(of channel: PointChannel) -> Loss {
        switch channel {
        case .time: .times
        case .pressure: .pressures
        case .tilt: .tilts
        case .azimuth: .azimuths
        }
    }

    /// Keeps the groups that have strokes, in the order of their numbers if all have one.
    private mutating func keepGroups(_ sketch: inout Sketch) {
        var isUsed = [Bool](repeating: false, count: groups.count)
        for stroke in attributes {
            var next = stroke.group
            while let group = next, !isUsed[group] {
                isUsed[group] = true
                next = groups[group].group.parent
            }
        }
        let used = groups.indices.filter { isUsed[$0] }
        let numbers = used.compactMap { groups[$0].number }
        var order = used
        if numbers.count == used.count {
            order.sort { (groups[$0].number ?? 0) < (groups[$1].number ?? 0) }
            var places = [Int](repeating: 0, count: groups.count)
            for (place, group) in order.enumerated() { places[group] = place }
            // Groups that were moved into others since have lost their order.
            let isSound = order.allSatisfy { group in
                groups[group].group.parent.map { places[$0] < places[group] } ?? true
            }
            if !isSound { order = used }
        }
        var places = [Int](repeating: 0, count: groups.count)
        for (place, group) in order.enumerated() { places[group] = place }
        sketch.groups = order.map { index in
            var group = groups[index].group
            group.parent = group.parent.map { places[$0] }
            return group
        }
        for index in attributes.indices {
            attributes[index].group = attributes[index].group.map { places[$0] }
        }
    }
}
