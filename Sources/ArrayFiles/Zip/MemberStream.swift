internal import Zlib

/// The bytes of an archive's member, or of a file that isn't an archive, unpacked and checked in order.
package final class MemberStream {
    /// The total number of bytes.
    package let size: Int
    /// The number of bytes read so far.
    package private(set) var offset = 0

    private let bytes: any RandomAccessBytes
    private var packed: Range<Int>
    private var inflater: Inflater?
    private var input: [UInt8] = []
    private var consumed = 0
    private let expectedChecksum: UInt32?
    private var checksum = Checksum()

    /// All of `bytes`, unchanged.
    package init(_ bytes: any RandomAccessBytes) {
        self.bytes = bytes
        size = bytes.count
        packed = 0..<bytes.count
        expectedChecksum = nil
    }

    init(_ bytes: any RandomAccessBytes, packed: Range<Int>, isDeflated: Bool, size: Int, checksum: UInt32)
        throws(ArrayFault)
    {
        self.bytes = bytes
        self.size = size
        self.packed = packed
        expectedChecksum = checksum
        guard isDeflated else { return }
        do throws(ZlibError) {
            inflater = try Inflater(.raw)
        } catch {
            throw ArrayFault(.damagedDeflate(error.message))
        }
    }

    package var remaining: Int { size - offset }

    /// Appends at most `count` of the next bytes and returns how many; 0 only at the end.
    package func read(_ count: Int, into buffer: inout [UInt8]) throws(ArrayFault) -> Int {
        let wanted = min(count, remaining)
        guard wanted > 0 else { return 0 }
        let before = buffer.count
        if inflater == nil {
            try bytes.read(packed.lowerBound..<(packed.lowerBound + wanted), into: &buffer)
            packed = (packed.lowerBound + wanted)..<packed.upperBound
            guard buffer.count == before + wanted else { throw ArrayFault(.truncated("the array"), at: offset) }
        } else {
            try inflate(wanted, into: &buffer)
        }
        if expectedChecksum != nil { checksum.add(buffer.span.bytes.extracting(droppingFirst: before)) }
        offset += buffer.count - before
        if remaining == 0 { try checkEnd() }
        return buffer.count - before
    }

    private func inflate(_ wanted: Int, into buffer: inout [UInt8]) throws(ArrayFault) {
        while true {
            try refill()
            let produced = try step(into: &buffer, atMost: wanted)
            if produced > 0 { return }
            guard inflater?.hasEnded == false, !(input.isEmpty && packed.isEmpty) else {
                throw ArrayFault(.wrongSize, at: offset)
            }
        }
    }

    /// Loads packed input, unless all of it is used up.
    private func refill() throws(ArrayFault) {
        guard consumed == input.count else { return }
        input.removeAll(keepingCapacity: true)
        consumed = 0
        let next = min(packed.count, 1 << 16)
        try bytes.read(packed.lowerBound..<(packed.lowerBound + next), into: &input)
        packed = (packed.lowerBound + next)..<packed.upperBound
    }

    private func step(into buffer: inout [UInt8], atMost count: Int) throws(ArrayFault) -> Int {
        do throws(ZlibError) {
            guard let step = try inflater?.inflate(input, from: consumed, into: &buffer, atMost: count) else {
                return 0
            }
            consumed += step.consumed
            return step.produced
        } catch {
            throw ArrayFault(.damagedDeflate(error.message), at: offset)
        }
    }

    private func checkEnd() throws(ArrayFault) {
        if inflater != nil {
            // Only the mark of the end may be left.
            var rest: [UInt8] = []
            while inflater?.hasEnded == false {
                try refill()
                guard !input.isEmpty else { throw ArrayFault(.wrongSize, at: offset) }
                if try step(into: &rest, atMost: 1) > 0 { throw ArrayFault(.wrongSize, at: offset) }
            }
        }
        if let expectedChecksum, checksum.value != expectedChecksum { throw ArrayFault(.wrongChecksum) }
    }
}
