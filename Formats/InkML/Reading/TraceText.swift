internal import TextNotation
internal import XMLTrees

/// A reason and the byte of a trace's text that it concerns.
struct TraceFault: Error {
    var reason: InkMLError
    var offset: Int
}

/// The value of a channel, and how the next is written.
struct ChannelState {
    enum Mode {
        case explicit, difference, secondDifference
    }

    var mode = Mode.explicit
    var value = 0.0
    /// The last difference, and the last difference of differences.
    var difference = 0.0
    var secondDifference = 0.0
    /// Whether there has been a value.
    var isKnown = false
    /// Whether the current point has no value for it.
    var isMissing = false

    mutating func take(_ number: Double) {
        switch mode {
        case .explicit:
            value = number
            (difference, secondDifference) = (0, 0)
        case .difference:
            difference = number
            secondDifference = 0
            value += difference
        case .secondDifference:
            secondDifference = number
            difference += secondDifference
            value += difference
        }
        (isKnown, isMissing) = (true, false)
    }

    /// Takes the last number once more.
    mutating func `repeat`() {
        switch mode {
        case .explicit: break
        case .difference: value += difference
        case .secondDifference:
            difference += secondDifference
            value += difference
        }
        isMissing = false
    }
}

/// Reads the points of traces.
///
/// The grammar is that of the Recommendation (3.2.1): points with commas between them, and in them values with white
/// space between them, unless a sign or a prefix begins the next one.
struct TraceText {
    private(set) var states: [ChannelState] = []

    /// Reads a trace and passes on its points, each with the states of all channels.
    mutating func read(
        _ text: Span<UInt8>,
        _ format: TraceFormat,
        into points: inout InkPoints
    ) throws(TraceFault) {
        states.removeAll(keepingCapacity: true)
        for _ in format.channels { states.append(ChannelState()) }
        let hasCommas = text.contains(UInt8(ascii: ","))
        // A draft of the specification had no commas: a point ended with its last channel.
        let endsWithLast = !hasCommas && format.regularCount == format.channels.count
        var offset = 0
        text.skipSpace(&offset)
        while offset < text.count {
            let start = offset
            var channel = 0
            while offset < text.count, text[offset] != UInt8(ascii: ",") {
                if endsWithLast, channel == format.regularCount { break }
                if text[offset] == UInt8(ascii: ":"), channel == format.regularCount {
                    offset += 1
                } else {
                    guard channel < format.channels.count else {
                        let reason = InkMLError.tooManyValues(channels: format.channels.count)
                        throw TraceFault(reason: reason, offset: offset)
                    }
                    try readValue(text, &offset, channel, format)
                    channel += 1
                }
                text.skipSpace(&offset)
            }
            guard channel >= format.regularCount else {
                let reason = InkMLError.tooFewValues(channel, channels: format.regularCount)
                throw TraceFault(reason: reason, offset: start)
            }
            guard points.append(states, format) else {
                throw TraceFault(reason: .numberOutOfRange, offset: start)
            }
            if offset < text.count, text[offset] == UInt8(ascii: ",") {
                offset += 1
                text.skipSpace(&offset)
            }
        }
    }

    @inline(__always)
    private mutating func readValue(
        _ text: Span<UInt8>,
        _ offset: inout Int,
        _ channel: Int,
        _ format: TraceFormat
    ) throws(TraceFault) {
        // Almost all values are numbers without a prefix.
        let first = text[offset]
        if first &- 48 < 10 || first == UInt8(ascii: "-"), let number = DecimalText.parse(text, at: &offset) {
            guard number.isFinite else { throw TraceFault(reason: .numberOutOfRange, offset: offset - 1) }
            return states[channel].take(number)
        }
        try readRareValue(text, &offset, channel, format)
    }

    private mutating func readRareValue(
        _ text: Span<UInt8>,
        _ offset: inout Int,
        _ channel: Int,
        _ format: TraceFormat
    ) throws(TraceFault) {
        var mode: ChannelState.Mode?
        switch text[offset] {
        case UInt8(ascii: "!"): mode = .explicit
        case UInt8(ascii: "'"): mode = .difference
        case UInt8(ascii: "\""): mode = .secondDifference
        default: break
        }
        if let mode {
            states[channel].mode = mode
            offset += 1
            text.skipSpace(&offset)
            guard offset < text.count else { throw TraceFault(reason: .unfinishedValue, offset: offset) }
        }
        switch text[offset] {
        case UInt8(ascii: "T"), UInt8(ascii: "F"):
            guard ![.x, .y].contains(format.channels[channel].role) else {
                throw TraceFault(reason: .booleanValue(channel: format.channels[channel].name), offset: offset)
            }
            states[channel].take(text[offset] == UInt8(ascii: "T") ? 1 : 0)
            offset += 1
        case UInt8(ascii: "*"):
            guard states[channel].isKnown || channel >= format.regularCount else {
                let reason = InkMLError.noPreviousValue(channel: format.channels[channel].name)
                throw TraceFault(reason: reason, offset: offset)
            }
            states[channel].repeat()
            offset += 1
        case UInt8(ascii: "?"):
            states[channel].isMissing = true
            offset += 1
        case UInt8(ascii: "#"): states[channel].take(try hexadecimal(text, &offset))
        default: states[channel].take(try number(text, &offset))
        }
    }

    /// Reads a number; a minus sign may stand apart.
    private func number(_ text: Span<UInt8>, _ offset: inout Int) throws(TraceFault) -> Double {
        let start = offset
        var number = DecimalText.parse(text, at: &offset)
        if number == nil, text[start] == UInt8(ascii: "-") {
            offset += 1
            text.skipSpace(&offset)
            if offset < text.count, text[offset] != UInt8(ascii: "-"), text[offset] != UInt8(ascii: "+") {
                number = DecimalText.parse(text, at: &offset).map { -$0 }
            }
        }
        guard let number else { throw TraceFault(reason: .unexpectedByte(text[start]), offset: start) }
        guard number.isFinite else { throw TraceFault(reason: .numberOutOfRange, offset: start) }
        return number
    }

    /// Reads `#` and hexadecimal digits.
    private func hexadecimal(_ text: Span<UInt8>, _ offset: inout Int) throws(TraceFault) -> Double {
        let start = offset
        offset += 1
        var number = 0.0
        while offset < text.count, let digit = PercentText.digit(text[offset]) {
            number = number * 16 + Double(digit)
            offset += 1
        }
        guard offset > start + 1 else { throw TraceFault(reason: .unexpectedByte(text[start]), offset: start) }
        guard number.isFinite else { throw TraceFault(reason: .numberOutOfRange, offset: start) }
        return number
    }
}

extension Span<UInt8> {
    @inline(__always)
    fileprivate func skipSpace(_ offset: inout Int) {
        while offset < count, self[offset] <= 0x20 { offset += 1 }
    }

    fileprivate func contains(_ byte: UInt8) -> Bool {
        for index in indices where self[index] == byte { return true }
        return false
    }
}
