package import SketchModel

/// An input as a stream of bytes, decompressed if its first bytes show gzip or Zstandard.
package final class ByteSource {
    /// The input's name as the user typed it; `-` is standard input.
    package let name: String
    /// The number of bytes read from the file so far, before decompression; for the progress line.
    package private(set) var bytesTaken = 0
    /// The file's size before decompression, or `nil` for pipes.
    package let size: Int?
    /// Whether the bytes are being decompressed.
    package var isCompressed: Bool { unpacker != nil }

    private let file: FileDescriptor?
    private var raw: [UInt8]
    /// How much of `raw` has been taken, if the input isn't compressed.
    private var rawOffset = 0
    private var rawEnded: Bool
    private var unpacker: (any Unpacker)?
    /// The bytes that `peek` read ahead.
    private var peeked: [UInt8] = []
    private var peekedOffset = 0

    /// Opens a file, or standard input for `-`.
    /// - Throws: `Fault` with `StreamError.noSuchInput`, `.cannotOpen`, `.cannotRead` or `.packedByXz`.
    package convenience init(path: String) throws(Fault) {
        if path == "-" {
            try self.init(name: path, file: FileDescriptor(FileDescriptor.standardInput, closes: false), bytes: [])
        } else {
            let file = try FileDescriptor.reading(path: path, name: path)
            if file.isDirectory { throw Fault(source: path, reason: StreamError.cannotOpen("it is a directory")) }
            try self.init(name: path, file: file, bytes: [])
        }
    }

    /// A source over bytes in memory.
    package convenience init(name: String, bytes: [UInt8]) throws(Fault) {
        try self.init(name: name, file: nil, bytes: bytes)
    }

    private init(name: String, file: FileDescriptor?, bytes: [UInt8]) throws(Fault) {
        self.name = name
        self.file = file
        raw = bytes
        rawEnded = file == nil
        size = file == nil ? bytes.count : file?.regularFileSize
        while raw.count < Self.longestMagic, !rawEnded { try takeRaw(4096) }
        if raw.starts(with: [0x1f, 0x8b]) {
            unpacker = try GzipUnpacker(name: name)
        } else if ZstdUnpacker.begins(raw[...]) {
            unpacker = try ZstdUnpacker(name: name)
        } else if raw.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]) {
            throw Fault(source: name, reason: StreamError.packedByXz(name))
        }
    }

    /// The length of the longest signature of a compression.
    private static let longestMagic = 6

    /// Whether the input is a regular file, which can be opened once more.
    package var isFile: Bool { file?.regularFileSize != nil }

    /// The file itself, for formats that read it out of order; `nil` if the input is a pipe or compressed.
    package var seekableFile: FileDescriptor? { size != nil && !isCompressed ? file : nil }

    /// The next bytes, at most `count`, without taking them. Fewer only if the input ends.
    package func peek(_ count: Int) throws(Fault) -> [UInt8] {
        while peeked.count - peekedOffset < count {
            do {
                if try fill(&peeked, atMost: max(count, 4096)) == 0 { break }
            } catch {
                // What came before the fault can be inspected; reading on hits the fault again.
                if peekedOffset == peeked.count { throw error }
                break
            }
        }
        return Array(peeked[peekedOffset..<min(peekedOffset + count, peeked.count)])
    }

    /// Appends at most `count` bytes to `buffer` and returns how many; 0 only at the end.
    package func read(_ count: Int, into buffer: inout [UInt8]) throws(Fault) -> Int {
        if peekedOffset < peeked.count {
            let taken = min(count, peeked.count - peekedOffset)
            buffer.append(contentsOf: peeked[peekedOffset..<(peekedOffset + taken)])
            peekedOffset += taken
            if peekedOffset == peeked.count {
                peeked = []
                peekedOffset = 0
            }
            return taken
        }
        return try fill(&buffer, atMost: count)
    }

    /// All remaining bytes.
    /// - Throws: `Fault` with `StreamError.tooLarge` beyond `limit` bytes.
    package func readToEnd(limit: Int) throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        // Space for seeing the end of a file of known size without moving what was read.
        let spare = 1 << 12
        if let size, !isCompressed, size <= limit { bytes.reserveCapacity(size + spare) }
        // Small files are read at once, with one more byte to see their end.
        let step = isCompressed ? 1 << 18 : size.map { max(min($0 + 1, 1 << 20), 1 << 12) } ?? 1 << 16
        func next() -> Int { isCompressed ? step : min(step, max(spare, (size ?? .max) - bytes.count)) }
        while try read(next(), into: &bytes) > 0 {
            if bytes.count > limit { throw Fault(source: name, reason: StreamError.tooLarge(limit: limit)) }
        }
        return bytes
    }

    private func fill(_ buffer: inout [UInt8], atMost count: Int) throws(Fault) -> Int {
        guard let unpacker else {
            if rawOffset < raw.count {
                let taken = min(count, raw.count - rawOffset)
                buffer.append(contentsOf: raw[rawOffset..<(rawOffset + taken)])
                if file == nil { bytesTaken += taken }
                rawOffset += taken
                return taken
            }
            guard !rawEnded, let file else { return 0 }
            let got = try file.read(count, into: &buffer, name: name)
            bytesTaken += got
            if got == 0 { rawEnded = true }
            return got
        }
        if raw.isEmpty { try takeRaw(1 << 17) }
        while true {
            let step = try unpacker.unpack(&raw, inputEnded: rawEnded, into: &buffer, atMost: count)
            switch step {
            case .produced(let produced): return produced
            // Also if some bytes are left: they may be too few to tell what follows.
            case .needsInput: try takeRaw(1 << 17)
            case .ended: return 0
            }
        }
    }

    private func takeRaw(_ count: Int) throws(Fault) {
        guard let file, !rawEnded else { return }
        let got = try file.read(count, into: &raw, name: name)
        bytesTaken += got
        if got == 0 { rawEnded = true }
    }
}

/// Decompresses bytes as they arrive.
protocol Unpacker: AnyObject {
    /// Decompresses some of `input`, consuming it, and appends at most `most` bytes to `output`. It may append some and
    /// then throw.
    /// - Throws: `Fault`, with the position counted in decompressed bytes.
    func unpack(
        _ input: inout [UInt8],
        inputEnded: Bool,
        into output: inout [UInt8],
        atMost most: Int
    ) throws(Fault) -> UnpackingStep
}

enum UnpackingStep: Equatable {
    case produced(Int)
    case needsInput
    case ended
}
