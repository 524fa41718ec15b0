internal import SketchModel

/// The points of an ink as they are read, with those channels that a sketch can hold.
struct InkPoints {
    var points: [Point] = []
    private(set) var times: [Double] = []
    private(set) var pressures: [Double] = []
    private(set) var tilts: [Double] = []
    private(set) var azimuths: [Double] = []
    /// Channels of which a value is missing or out of range.
    private var broken: PointChannelSet = []
    /// Whether all times count from a timestamp.
    private var respectsTimestamp = true
    private(set) var placelessPoints = 0

    private var placing = Placing()

    /// Where the channels of the current format are, and how they are converted.
    private struct Placing {
        var x = 0
        var y = 1
        var xFactor = 1.0
        var yFactor = 1.0
        var isPlain = true
        var time: PlacedChannel?
        var force: PlacedChannel?
        var azimuth: PlacedChannel?
        var elevation: PlacedChannel?
        var tilt: PlacedChannel?
        var tiltX: PlacedChannel?
        var tiltY: PlacedChannel?
    }

    /// Prepares for traces of a format.
    /// - Parameter reference: what the numbers of points measure.
    /// - Returns: whether the format has channels that are dropped.
    mutating func use(_ format: TraceFormat, reference: Measure) -> Bool {
        var new = Placing()
        new.x = format.index(of: .x) ?? 0
        new.y = format.index(of: .y) ?? 1
        func factor(_ channel: Channel) -> Double {
            channel.measure.ratio(to: reference) * (channel.isReversed ? -1 : 1)
        }
        new.xFactor = factor(format.channels[new.x])
        new.yFactor = factor(format.channels[new.y])
        new.isPlain = new.xFactor == 1 && new.yFactor == 1
        func placed(_ role: Channel.Role) -> PlacedChannel? {
            format.index(of: role).map { PlacedChannel($0, format.channels[$0]) }
        }
        new.time = placed(.time)
        new.force = placed(.force)
        new.azimuth = placed(.azimuth)
        new.tilt = placed(.tilt)
        if new.tilt == nil { new.elevation = placed(.elevation) }
        if new.tilt == nil, new.elevation == nil, new.azimuth == nil, let x = placed(.tiltX), let y = placed(.tiltY) {
            (new.tiltX, new.tiltY) = (x, y)
        }
        if let time = new.time, !format.channels[time.index].respectsTimestamp { respectsTimestamp = false }
        placing = new
        let used = [new.time, new.force, new.azimuth, new.elevation, new.tilt, new.tiltX, new.tiltY].count { $0 != nil }
        // The elevation says the same as the exact tilt beside it.
        let repeated = new.tilt != nil && format.index(of: .elevation) != nil ? 1 : 0
        return used + repeated + 2 < format.channels.count
    }

    /// Appends a point.
    /// - Returns: `false` if its place isn't finite.
    mutating func append(_ states: [ChannelState], _ format: TraceFormat) -> Bool {
        let (x, y) = (states[placing.x], states[placing.y])
        if x.isMissing || y.isMissing {
            placelessPoints += 1
            return true
        }
        var point = Point(x.value, y.value)
        if !placing.isPlain {
            if placing.xFactor != 1 { point.x *= placing.xFactor }
            if placing.yFactor != 1 { point.y *= placing.yFactor }
        }
        guard point.isFinite else { return false }
        points.append(point)
        if format.regularCount > 2 { appendChannels(states) }
        return true
    }

    private mutating func appendChannels(_ states: [ChannelState]) {
        if let time = placing.time { times.append(take(time.value(states), .times)) }
        if let force = placing.force {
            pressures.append(take(force.value(states).flatMap { (0...1).contains($0) ? $0 : nil }, .pressures))
        }
        if let azimuth = placing.azimuth {
            azimuths.append(take(azimuth.value(states).map(Self.fullTurn), .azimuths))
        }
        if let elevation = placing.elevation {
            // Below 0 the pen is upside down.
            tilts.append(take(elevation.value(states).flatMap { Self.tilt(.pi / 2 - abs($0)) }, .tilts))
        }
        if let tilt = placing.tilt { tilts.append(take(tilt.value(states).flatMap(Self.tilt), .tilts)) }
        if let x = placing.tiltX?.value(states), let y = placing.tiltY?.value(states) {
            let leaning = TiltAngles.leaning(alongX: x, alongY: y)
            tilts.append(take(leaning?.tilt, .tilts))
            azimuths.append(take(leaning?.azimuth, .azimuths))
        } else if placing.tiltX != nil {
            tilts.append(take(nil, .tilts))
            azimuths.append(take(nil, .azimuths))
        }
    }

    /// The value, or 0 for a channel that is then dropped.
    private mutating func take(_ value: Double?, _ channel: PointChannelSet) -> Double {
        if let value, value.isFinite { return value }
        broken.insert(channel)
        return 0
    }

    private static func fullTurn(_ angle: Double) -> Double {
        if (0...(2 * Double.pi)).contains(angle) { return angle }
        let rest = angle.truncatingRemainder(dividingBy: 2 * .pi)
        return rest < 0 ? rest + 2 * .pi : rest
    }

    private static func tilt(_ angle: Double) -> Double? {
        if angle < 0, angle > -1e-9 { return 0 }
        return (0...(Double.pi / 2)).contains(angle) ? angle : nil
    }

    // MARK: Completion

    /// Fills a sketch with strokes, each a list of ranges of points.
    /// - Returns: the losses of channels that only some points have, or whose values are out of range.
    func fill(_ sketch: inout Sketch, strokes: [[Range<Int>]]) -> Set<Loss> {
        var losses: Set<Loss> = []
        let isInOrder = strokes.allSatisfy { $0.count == 1 }
        func ordered<Value>(_ values: [Value]) -> [Value] {
            isInOrder ? values : strokes.flatMap { $0.flatMap { values[$0] } }
        }
        sketch.points = ordered(points)
        var end = 0
        for stroke in strokes {
            end += stroke.reduce(0) { $0 + $1.count }
            sketch.strokeEnds.append(end)
        }
        let channels: [(PointChannel, [Double], Loss)] = [
            (.time, times, .times), (.pressure, pressures, .pressures), (.tilt, tilts, .tilts),
            (.azimuth, azimuths, .azimuths),
        ]
        for (channel, values, loss) in channels where !values.isEmpty {
            let set = PointChannelSet(channel)
            guard values.count == points.count, !broken.contains(set) else {
                losses.insert(loss)
                continue
            }
            sketch[channel] = ordered(values)
            sketch.channels.formUnion(set)
        }
        if sketch.hasTimes, !respectsTimestamp, let first = sketch.times.first, first != 0 {
            // A clock of the device.
            for index in sketch.times.indices { sketch.times[index] -= first }
            if !sketch.times.allSatisfy(\.isFinite) {
                sketch.times.removeAll()
                sketch.hasTimes = false
                losses.insert(.times)
            }
        }
        return losses
    }
}
