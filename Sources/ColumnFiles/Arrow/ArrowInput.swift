internal import ArrayFiles

/// The bytes of a file from its beginning, such as a pipe's.
struct ArrowInput {
    private let read: ArrowReader.NextBytes
    /// The number of bytes taken.
    private(set) var offset = 0

    private static let piece = 1 << 22

    init(_ read: @escaping ArrowReader.NextBytes) { self.read = read }

    /// The next bytes, fewer than `count` only if the file ends first. Memory grows with the bytes that are there, not
    /// with `count`.
    mutating func take(_ count: Int) throws(ArrayFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(count, Self.piece))
        while bytes.count < count, try read(&bytes, min(count - bytes.count, Self.piece)) > 0 {}
        offset += bytes.count
        return bytes
    }

    /// - Throws: `ArrowError.truncated` if the file ends first.
    mutating func take(_ count: Int, of what: String) throws(ArrayFault) -> [UInt8] {
        let bytes = try take(count)
        guard bytes.count == count else { throw ArrayFault(ArrowError.truncated(what), at: offset) }
        return bytes
    }

    /// Passes over the next bytes without keeping them.
    mutating func skip(_ count: Int, of what: String) throws(ArrayFault) {
        var (left, buffer) = (count, [UInt8]())
        while left > 0 {
            buffer.removeAll(keepingCapacity: true)
            let found = try read(&buffer, min(left, 1 << 16))
            if found == 0 { break }
            (left, offset) = (left - found, offset + found)
        }
        guard left <= 0 else { throw ArrayFault(ArrowError.truncated(what), at: offset) }
    }
}
