internal import CZlib

/// What zlib reports when it fails.
package struct ZlibError: Error {
    package let message: String
}

/// What surrounds the deflated bytes: nothing, or the header and the checksum of a format.
package enum DeflateFraming: Int32 {
    // As zlib's `windowBits`: the largest window, negative for no header, plus 16 for the header of gzip.
    case raw = -15
    case zlib = 15
    case gzip = 31
}

extension UnsafeMutablePointer<z_stream> {
    /// A stream at an address that stays the same, as zlib requires.
    static func started(by start: (Self) -> Int32) throws(ZlibError) -> Self {
        let stream = Self.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = start(stream)
        guard status == Z_OK else {
            stream.deallocate()
            throw ZlibError(message: "zlib does not start: code \(status)")
        }
        return stream
    }

    /// Makes `input` the stream's input, or as much of it as zlib can count.
    /// - Returns: the number of bytes.
    func setInput(_ input: UnsafeRawBufferPointer.SubSequence) -> Int {
        let bytes = UnsafeRawBufferPointer(rebasing: input.prefix(1 << 30)).assumingMemoryBound(to: UInt8.self)
        pointee.next_in = UnsafeMutablePointer<UInt8>(mutating: bytes.baseAddress)
        pointee.avail_in = UInt32(bytes.count)
        return bytes.count
    }

    /// Appends at most `room` bytes that `step` produces.
    /// - Returns: the code that `step` returned.
    func appendOutput(to bytes: inout [UInt8], atMost room: Int, _ step: (Self) -> Int32) -> Int32 {
        var status = Z_OK
        bytes.append(addingCapacity: room) { span in
            span.withUnsafeMutableBufferPointer { target, count in
                pointee.next_out = target.baseAddress.map { $0 + count }
                pointee.avail_out = UInt32(room)
                status = step(self)
                count += room - Int(pointee.avail_out)
            }
        }
        return status
    }
}
