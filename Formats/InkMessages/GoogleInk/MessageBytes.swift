/// Appends the fields of messages.
enum MessageBytes {
    static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest > 0x7f {
            bytes.append(UInt8(rest & 0x7f | 0x80))
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Appends a number of four bytes.
    static func append(_ bits: UInt32, field: UInt64, to bytes: inout [UInt8]) {
        append(field << 3 | 5, to: &bytes)
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(bits >> UInt32(shift) & 255)) }
    }

    /// Appends a message, text or packed list.
    static func append(_ content: [UInt8], field: UInt64, to bytes: inout [UInt8]) {
        append(field << 3 | 2, to: &bytes)
        append(UInt64(content.count), to: &bytes)
        bytes += content
    }

    /// Appends a run. The scale and the offset come first, so that a reader can compute numbers as they come.
    static func append(_ run: CodedRun, field: UInt64, to bytes: inout [UInt8]) {
        var message: [UInt8] = []
        if run.offset != 0 { append(run.offset.bitPattern, field: 3, to: &message) }
        append(run.scale.bitPattern, field: 2, to: &message)
        var deltas: [UInt8] = []
        var last: Int32 = 0
        for number in run.numbers {
            let delta = number - last
            append(UInt64(UInt32(bitPattern: delta << 1 ^ delta >> 31)), to: &deltas)
            last = number
        }
        append(deltas, field: 1, to: &message)
        append(message, field: field, to: &bytes)
    }
}
