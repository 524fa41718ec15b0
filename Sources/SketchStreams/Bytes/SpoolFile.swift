package import SketchModel

/// Bytes that wait until more is known: in memory while they are few, in a temporary file else.
package final class SpoolFile {
    private var pieces: [[UInt8]] = []
    private var file: FileDescriptor?
    package private(set) var count = 0

    /// A class of QuickDraw fits; fifty million drawings do not.
    private static let mostInMemory = 64 << 20
    private static let piece = 1 << 20

    package init() {}

    /// - Throws: `Fault` with `StreamError.spool`, once there is no room in memory or on disk.
    package func write(_ bytes: [UInt8]) throws(Fault) {
        count += bytes.count
        guard file != nil || count > Self.mostInMemory else {
            pieces.append(bytes)
            return
        }
        do {
            if file == nil { file = try TemporaryFile.make() }
            for piece in pieces { try file?.write(piece, name: TemporaryFile.name) }
            pieces = []
            try file?.write(bytes, name: TemporaryFile.name)
        } catch {
            throw Fault(source: error.source, reason: StreamError.spool(error.reason.message))
        }
    }

    /// Reads everything from the beginning, in pieces of any size.
    package func forEachWholePiece(_ use: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
        try forEachPiece { piece throws(Fault) in
            try use(piece[...])
            return piece.count
        }
    }

    /// Reads everything from the beginning, a piece at a time. A piece holds what the last one's reader did not take.
    /// - Parameter take: says how many of the bytes it took; it is called again with more of them.
    package func forEachPiece(_ take: ([UInt8]) throws(Fault) -> Int) throws(Fault) {
        guard let file else {
            // What was written at once is whole records.
            for piece in pieces { _ = try take(piece) }
            return
        }
        var piece: [UInt8] = []
        var offset = 0
        while offset < count || !piece.isEmpty {
            // Grows where one record is longer than a piece.
            let wanted = min(max(Self.piece, piece.count), count - offset)
            let kept = piece.count
            piece.append(contentsOf: repeatElement(0, count: wanted))
            let got = try file.read(
                at: offset,
                into: &piece,
                range: kept..<(kept + wanted),
                name: TemporaryFile.name
            )
            guard got == wanted, wanted > 0 else {
                let reason = StreamError.spool("it is shorter than what was written")
                throw Fault(source: TemporaryFile.name, reason: reason)
            }
            offset += wanted
            piece.removeFirst(try take(piece))
        }
    }
}
