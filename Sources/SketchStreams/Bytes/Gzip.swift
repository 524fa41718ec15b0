internal import SketchModel
package import Zlib

/// Decompresses gzip, member after member, as `gzip -d` does.
final class GzipUnpacker: Unpacker {
    private let name: String
    private var inflater: Inflater
    private var ended = false
    /// The number of bytes produced so far, which is the position that faults report.
    private var produced = 0

    init(name: String) throws(Fault) {
        self.name = name
        do throws(ZlibError) {
            inflater = try Inflater(.gzip)
        } catch {
            throw Fault(source: name, reason: StreamError.cannotRead(error.message))
        }
    }

    func unpack(
        _ input: inout [UInt8],
        inputEnded: Bool,
        into output: inout [UInt8],
        atMost most: Int
    ) throws(Fault) -> UnpackingStep {
        if ended { return .ended }
        if inflater.hasEnded {
            // Zeros may pad the file after the last member; anything else must be another member.
            let padding = input.prefix { $0 == 0 }.count
            input.removeFirst(padding)
            if input.isEmpty {
                if inputEnded { ended = true }
                return inputEnded ? .ended : .needsInput
            }
            if input.count < 2, !inputEnded { return .needsInput }
            guard input.starts(with: [0x1f, 0x8b]) else {
                throw fault(.damagedGzip("bytes follow that are not gzip"))
            }
            inflater.reset()
        }
        guard !input.isEmpty else {
            if inputEnded { throw fault(.truncatedGzip) }
            return .needsInput
        }

        let step: (consumed: Int, produced: Int)
        do throws(ZlibError) {
            step = try inflater.inflate(input, into: &output, atMost: min(most, 1 << 20))
        } catch {
            throw fault(.damagedGzip(error.message))
        }
        input.removeFirst(step.consumed)
        produced += step.produced
        return step.produced > 0 ? .produced(step.produced) : .needsInput
    }

    private func fault(_ reason: StreamError) -> Fault {
        Fault(source: name, position: .bytes(offset: produced, record: nil), reason: reason)
    }
}

/// A piece of a gzip member, compressed independently of the others on any worker.
package struct DeflatedPiece: Sendable {
    package var bytes: [UInt8]
    /// Of the bytes before they were deflated.
    package var checksum: Checksum

    package init(bytes: [UInt8] = [], checksum: Checksum = Checksum()) {
        self.bytes = bytes
        self.checksum = checksum
    }

    /// Deflates `content` so that pieces can be joined: each ends on a byte boundary, without a final block.
    /// - Throws: `StreamError.cannotCompress` if zlib fails for lack of memory.
    package init(_ content: [UInt8], level: Int32 = 6) throws(StreamError) {
        self.init()
        guard !content.isEmpty else { return }
        checksum.add(content.span.bytes)
        do throws(ZlibError) {
            var deflater = try Deflater(.raw, level: level, room: 1 << 17)
            try deflater.add(content.span.bytes, flush: .full, into: &bytes)
        } catch {
            throw .cannotCompress(error.message)
        }
    }
}

/// Joins deflated pieces into one gzip member without a name or a date.
package struct GzipMember {
    package static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    private var checksum = Checksum()

    package init() {}

    package mutating func add(_ piece: DeflatedPiece) { checksum.add(piece.checksum) }

    /// The last, empty block, the checksum and the length.
    package var trailer: [UInt8] {
        var bytes: [UInt8] = [3, 0]
        for value in [checksum.value, UInt32(truncatingIfNeeded: checksum.count)] {
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift)))
            }
        }
        return bytes
    }
}
