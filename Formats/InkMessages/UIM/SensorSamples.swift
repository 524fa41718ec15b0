internal import MessageFields
internal import Platform

/// The samples of the pen, from which strokes were made.
struct SensorSamples {
    /// The values of one sensor data set; a list is `nil` if the device doesn't have the channel.
    struct Samples {
        /// Milliseconds since 1970.
        var times: [Double]?
        var pressures: [Double]?
        var tilts: [Double]?
        var azimuths: [Double]?
        /// Whether there are samples of other kinds, such as the places before they were smoothed.
        var hasOthers = false
    }

    private enum Kind: String {
        case time = "Timestamp"
        case pressure = "Pressure"
        case altitude = "Altitude"
        case azimuth = "Azimuth"
        case other
    }

    /// What a channel's whole numbers mean.
    private struct Channel {
        var kind = Kind.other
        /// How many make up a unit.
        var divisor = 1.0
        var range: ClosedRange<Double>?
    }

    private var channels: [[UInt8]: Channel] = [:]
    private var sets: [[UInt8]: Samples] = [:]
    private var count = 0

    /// The most samples of a file.
    private static let most = 1 << 23

    /// Reads `InputData`, which is the same in both versions except for the form of ids.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>?) throws(MessageFault) {
        guard let range else { return }
        var contexts = MessageFields(range)
        while let field = try contexts.next(bytes) {
            if field.number == 1 { try readContexts(bytes, field.range("contexts")) }
        }
        var data = MessageFields(range)
        while let field = try data.next(bytes) {
            if field.number == 2 { try readSet(bytes, field.range("sensor data")) }
        }
    }

    subscript(_ id: [UInt8]) -> Samples? { sets[id] }

    /// Reads the channels of all sensor contexts.
    private mutating func readContexts(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MessageFault) {
        var contexts = MessageFields(range)
        while let context = try contexts.next(bytes) {
            guard context.number == 5 else { continue }
            var groups = MessageFields(try context.range("a context"))
            while let group = try groups.next(bytes) {
                guard group.number == 2 else { continue }
                var fields = MessageFields(try group.range("channels"))
                while let field = try fields.next(bytes) {
                    if field.number == 2 { try readChannel(bytes, field.range("a channel")) }
                }
            }
        }
    }

    private mutating func readChannel(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MessageFault) {
        var (id, channel): ([UInt8], Channel) = ([], Channel())
        var (resolution, precision, least, greatest) = (1.0, UInt64(0), 0.0, 0.0)
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: id = Self.id(bytes, try field.range("an id"))
            case 2:
                let type = InkName.last(of: InkName.text(bytes, try field.range("a type")))
                channel.kind = type.flatMap { Kind(rawValue: $0) } ?? .other
            case 4: resolution = try field.double("a resolution")
            case 5: least = Double(try field.float("a number"))
            case 6: greatest = Double(try field.float("a number"))
            case 7: precision = try field.number("a precision")
            default: break
            }
        }
        channel.divisor = resolution * pow(10, Double(min(precision, 15)))
        if least < greatest, least.isFinite, greatest.isFinite { channel.range = least...greatest }
        if !channel.divisor.isFinite || channel.divisor <= 0 { channel.kind = .other }
        channels[id] = channel
    }

    private mutating func readSet(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MessageFault) {
        var (id, timestamp, lists): ([UInt8], UInt64, [Range<Int>]) = ([], 0, [])
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: id = Self.id(bytes, try field.range("an id"))
            case 4: timestamp = try field.number("a time")
            case 5: lists.append(try field.range("samples"))
            default: break
            }
        }
        var samples = Samples()
        for list in lists { try readList(bytes, list, Double(timestamp), into: &samples) }
        sets[id] = samples
    }

    /// Reads the samples of a channel. Of several channels of a kind, the first counts.
    private mutating func readList(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ timestamp: Double,
        into samples: inout Samples
    ) throws(MessageFault) {
        var channel = Channel()
        var find = MessageFields(range)
        while let field = try find.next(bytes) {
            if field.number == 1 { channel = channels[Self.id(bytes, try field.range("an id"))] ?? Channel() }
        }
        switch channel.kind {
        case .time where samples.times == nil:
            let unit = 1000 / channel.divisor
            samples.times = try values(bytes, range) { timestamp + $0 * unit }
        case .pressure where samples.pressures == nil:
            let limits = channel.range ?? 0...1
            let extent = limits.upperBound - limits.lowerBound
            samples.pressures = try values(bytes, range) { ($0 / channel.divisor - limits.lowerBound) / extent }
        case .altitude where samples.tilts == nil:
            samples.tilts = try values(bytes, range) { .pi / 2 - $0 / channel.divisor }
        case .azimuth where samples.azimuths == nil:
            samples.azimuths = try values(bytes, range) { $0 / channel.divisor }
        default: samples.hasOthers = true
        }
    }

    /// The sums of the differences of a channel, each made a value.
    private mutating func values(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ value: (Double) -> Double
    ) throws(MessageFault) -> [Double] {
        var values: [Double] = []
        var sum: Int64 = 0
        let limit = Self.most - count
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            guard field.number == 2 else { continue }
            try field.forEachNumber(bytes, "samples") { number throws(MessageFault) in
                guard values.count < limit else {
                    throw MessageFault(InkMessageError.tooManyPoints(limit: Self.most), at: range.lowerBound)
                }
                sum += Int64(MessageFields.signed(number))
                values.append(value(Double(sum)))
            }
        }
        count += values.count
        return values
    }

    static func id(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] { range.map { bytes[$0] } }
}
