internal import SketchModel
internal import SketchStreams
internal import Zlib

/// Writes a sketch as messages, one per stroke and each a gzip member.
///
/// The fields come in descending order, as in the samples of google/ink: a noise seed, which is always there, then begins
/// each message.
struct GoogleInkEncoder: SketchEncoder {
    private(set) var losses = LossReport()
    /// Whether each message is a gzip member, or all are plain.
    private let compresses: Bool
    private var found: Set<Loss> = []

    init(compresses: Bool) { self.compresses = compresses }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        guard sketch.strokeCount > 0 else { throw InkMessageError.noStrokesToWrite }
        found = []
        let unit = timeUnit(of: sketch)
        for stroke in 0..<sketch.strokeCount {
            let message = try message(of: sketch, stroke, unit)
            if compresses {
                do throws(ZlibError) {
                    var deflater = try Deflater(.gzip)
                    try deflater.add(message.span.bytes, flush: .finish, into: &bytes)
                } catch {
                    throw StreamError.cannotCompress(error.message)
                }
            } else {
                bytes += message
            }
        }
        noteMetadata(of: sketch)
        for loss in found { losses.add(loss) }
    }

    private mutating func message(
        of sketch: borrowing Sketch,
        _ stroke: Int,
        _ unit: TimeUnit?
    ) throws(InkMessageError) -> [UInt8] {
        var message: [UInt8] = []
        MessageBytes.append(0, field: 9, to: &message)
        if let length = sketch.canvas?.unit?.centimetres {
            MessageBytes.append(Float(length).bitPattern, field: 8, to: &message)
        }
        MessageBytes.append(7 << 3, to: &message)
        let tool = sketch.attributes(ofStroke: stroke).tool
        let type = tool.flatMap { ToolType($0) }
        if tool != nil, type == nil { found.insert(.tools) }
        MessageBytes.append(type?.rawValue ?? 0, to: &message)
        let range = sketch.range(ofStroke: stroke)
        guard !range.isEmpty else { return message }
        for (channel, field) in [(PointChannel.azimuth, 6), (.tilt, 5), (.pressure, 4)] as [(PointChannel, UInt64)]
        where sketch.channels.contains(PointChannelSet(channel)) {
            let run = try CodedRun(sketch[channel][range], leastFirst: false)
            if !run.isExact { found.insert(.penValuesRounded) }
            MessageBytes.append(run, field: field, to: &message)
        }
        MessageBytes.append(times(of: sketch, range, unit), field: 3, to: &message)
        let points = sketch.points[range]
        for (values, field) in [(points.map(\.y), 2), (points.map(\.x), 1)] as [([Double], UInt64)] {
            let run = try CodedRun(values, leastFirst: true)
            if !run.isExact { found.insert(.rounding) }
            MessageBytes.append(run, field: field, to: &message)
        }
        return message
    }

    /// The unit in which the sketch's times are counted; `nil` if it has none that can be held.
    private mutating func timeUnit(of sketch: borrowing Sketch) -> TimeUnit? {
        guard sketch.hasTimes else { return nil }
        let largest = sketch.times.reduce(0) { max($0, abs($1)) }
        let unit = TimeUnit.allCases.first { largest * $0.perMillisecond < 0x1p30 - 1 }
        guard let unit, largest > 0, sketch.times.contains(where: { ($0 * unit.perMillisecond).rounded() != 0 }) else {
            found.insert(.times)
            return nil
        }
        var last = -Double.infinity
        for stroke in 0..<sketch.strokeCount {
            let range = sketch.range(ofStroke: stroke)
            guard let first = range.first else { continue }
            if sketch.times[first] < last { found.insert(.timesMoved) }
            last = sketch.times[range.upperBound - 1]
        }
        return unit
    }

    /// The times of a stroke; all 0 without a unit, since the format requires times.
    private mutating func times(of sketch: borrowing Sketch, _ range: Range<Int>, _ unit: TimeUnit?) -> CodedRun {
        guard let unit else {
            return CodedRun(scale: TimeUnit.microsecond.scale, numbers: range.map { _ in 0 }, isExact: true)
        }
        var isExact = true
        let numbers = sketch.times[range].map { time in
            let number = (time * unit.perMillisecond).rounded()
            isExact = isExact && number / unit.perMillisecond == time
            return Int32(number)
        }
        if !isExact { found.insert(.timesRounded) }
        return CodedRun(scale: unit.scale, numbers: numbers, isExact: isExact)
    }

    private mutating func noteMetadata(of sketch: borrowing Sketch) {
        let metadata = sketch.metadata
        if metadata.label != nil { found.insert(.label) }
        if metadata.id != nil { found.insert(.id) }
        if metadata.countryCode != nil { found.insert(.countryCode) }
        if metadata.timestamp != nil { found.insert(.timestamp) }
        if metadata.recognized != nil { found.insert(.recognized) }
        if sketch.canvas != nil { found.insert(.canvas) }
        for attributes in sketch.attributes {
            if attributes.colour != nil { found.insert(.colours) }
            if attributes.width != nil { found.insert(.widths) }
            if attributes.name != nil { found.insert(.names) }
            if attributes.part != nil { found.insert(.parts) }
            if attributes.group != nil { found.insert(.groups) }
        }
    }
}

extension LengthUnit {
    /// The length of one unit.
    fileprivate var centimetres: Double {
        switch self {
        case .pixel: 2.54 / 96
        case .point: 2.54 / 72
        case .millimetre: 0.1
        case .centimetre: 1
        case .inch: 2.54
        }
    }
}

/// The units in which times are counted in files.
private enum TimeUnit: CaseIterable {
    case microsecond
    case millisecond

    /// In seconds.
    var scale: Float { self == .microsecond ? 1e-6 : 1e-3 }
    var perMillisecond: Double { self == .microsecond ? 1000 : 1 }
}
