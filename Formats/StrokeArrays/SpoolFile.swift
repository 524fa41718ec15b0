internal import SketchModel
internal import SketchStreams

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file without a name, which goes when the program does: for data of which more must be known before it is written.
final class SpoolFile {
    private let file: FileDescriptor
    private let folder: String
    private(set) var count = 0

    private static let piece = 1 << 20

    /// Makes one in `TMPDIR`, or in `/tmp`.
    /// - Throws: `Fault` with `StrokeArrayError.spool`
    init() throws(Fault) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var path = Array("\(folder)/croquis.XXXXXX".utf8CString)
        let number = mkstemp(&path)
        guard number >= 0 else {
            throw Fault(source: folder, reason: StrokeArrayError.spool(StreamError.systemMessage))
        }
        unlink(path)
        self.folder = folder
        file = FileDescriptor(number)
    }

    func write(_ bytes: [UInt8]) throws(Fault) {
        do {
            try file.write(bytes, name: folder)
        } catch {
            throw Fault(source: folder, reason: StrokeArrayError.spool(error.reason.message))
        }
        count += bytes.count
    }

    /// Reads the file from the beginning, a piece at a time. A piece holds what the last one's reader did not take.
    /// - Parameter take: says how many of the bytes it took; it is called again with more of them.
    func forEachPiece(_ take: ([UInt8]) throws(Fault) -> Int) throws(Fault) {
        var piece: [UInt8] = []
        var offset = 0
        while offset < count || !piece.isEmpty {
            // Grows where one record is longer than a piece.
            let wanted = min(max(Self.piece, piece.count), count - offset)
            let kept = piece.count
            piece.append(contentsOf: repeatElement(0, count: wanted))
            let got = try file.read(at: offset, into: &piece, range: kept..<(kept + wanted), name: folder)
            guard got == wanted, wanted > 0 else {
                throw Fault(source: folder, reason: StrokeArrayError.spool("it is shorter than what was written"))
            }
            offset += wanted
            piece.removeFirst(try take(piece))
        }
    }
}
