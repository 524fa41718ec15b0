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
        var time: Int?
        var force: Int?
        var azimuth: Int?
        var elevation: Int?
        var tilt: Int?
        var tiltX: Int?
        var tiltY: Int?
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
        new.time = format.index(of: .time)
        new.force = format.index(of: .force)
        new.azimuth = format.index(of: .azimuth)
        new.tilt = format.index(of: .tilt)
        if new.tilt == nil { new.elevation = format.index(of: .elevation) }
        if new.tilt == nil, new.elevation == nil, new.azimuth == nil,
            let x = format.index(of: .tiltX), let y = format.index(of: .tiltY)
        {
            (new.tiltX, new.tiltY) = (x, y)
        }
        if let time = new.time, !format.channels[time].respectsTimestamp { respectsTimestamp = false }
        placing = new
        let used = [new.time, new.force, new.azimuth, new.elevation, new.tilt, new.tiltX, new.tiltY].compactMap { $0 }
        // The elevation says the same as the exact tilt beside it.
        let repeated = new.tilt != nil && format.index(of: .elevation) != nil ? 1 : 0
        return used.count + repeated + 2 < format.channels.count
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
        if format.regularCount > 2 { appendChannels(states, format) }
        return true
    }

    private mutating func appendChannels(_ states: [ChannelState], _ format: TraceFormat) {
        func value(_ index: Int) -> Double? { states[index].isMissing ? nil : states[index].value }
        if let index = placing.time {
            let channel = format.channels[index]
            times.append(take(value(index), .times) { Self.milliseconds($0, channel) })
        }
        if let index = placing.force {
            let channel = format.channels[index]
            pressures.append(take(value(index), .pressures) { Self.pressure($0, channel) })
        }
        if let index = placing.azimuth {
            let channel = format.channels[index]
            azimuths.append(take(value(index), .azimuths) { Self.fullTurn(Self.radians($0, channel)) })
        }
        if let index = placing.elevation {
            let channel = format.channels[index]
            // Below 0 the pen is upside down.
            tilts.append(take(value(index), .tilts) { Self.tilt(.pi / 2 - abs(Self.radians($0, channel))) })
        }
        if let index = placing.tilt {
            let channel = format.channels[index]
            tilts.append(take(value(index), .tilts) { Self.tilt(Self.radians($0, channel)) })
        }
        if let x = placing.tiltX, let y = placing.tiltY {
            let channels = (format.channels[x], format.channels[y])
            let angles = value(x).flatMap { x in
                value(y).map { y in (Self.radians(x, channels.0), Self.radians(y, channels.1)) }
            }
            let leaning = angles.flatMap { TiltAngles.leaning(alongX: $0.0, alongY: $0.1) }
            tilts.append(take(leaning?.tilt, .tilts) { $0 })
            azimuths.append(take(leaning?.azimuth, .azimuths) { $0 })
        }
    }

    /// The converted value, or 0 for a channel that is then dropped.
    private mutating func take(
        _ value: Double?,
        _ channel: PointChannelSet,
        _ convert: (Double) -> Double?
    ) -> Double {
        if let value, let converted = convert(value), converted.isFinite { return converted }
        broken.insert(channel)
        return 0
    }

    // MARK: Conversions

    private static func milliseconds(_ value: Double, _ channel: Channel) -> Double? {
        value * (MeasureUnit.times[channel.measure.unit] ?? 1) / channel.measure.perUnit
    }

    /// In 0…1, by the range that the channel states.
    private static func pressure(_ value: Double, _ channel: Channel) -> Double? {
        var pressure = value
        if let maximum = channel.maximum {
            // Office states only the upper end of ranges that begin at 0.
            let minimum = channel.minimum ?? 0
            if maximum > minimum { pressure = (value - minimum) / (maximum - minimum) }
        } else if channel.measure.unit == "%" {
            pressure = value / 100
        }
        return (0...1).contains(pressure) ? pressure : nil
    }

    private static func radians(_ value: Double, _ channel: Channel) -> Double {
        // Degrees are the default.
        let unit = MeasureUnit.angles[channel.measure.unit] ?? .pi / 180
        let angle = unit == 1 ? value : value * unit
        return (channel.measure.perUnit == 1 ? angle : angle / channel.measure.perUnit) * (channel.isReversed ? -1 : 1)
    }

    private static func fullTurn(_ angle: Double) -> Double? {
        if (0...(2 * Double.pi)).contains(angle) { return angle }
        let rest = angle.truncatingRemainder(dividingBy: 2 * .pi)
        return rest < 0 ? rest + 2 * .pi : rest
    }

    private static func tilt(_ angle: Double) -> Double? {
        if angle < 0, angle > -1e-9 { return 0 }
        return (0...(Double.pi / 2)).contains(angle) ? angle : nil
    }

    // MARK: Completion

    /// Fills a sketch in the order of `ranges`, one per stroke and each a list of ranges of points.
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
        }
        return losses
    }
}
