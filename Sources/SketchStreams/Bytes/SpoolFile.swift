internal import Platform
package import SketchModel

/// Bytes that wait until more is known: in memory while there are few, otherwise in a temporary file.
package final class SpoolFile {
    private var pieces: [[UInt8]] = []
    private var file: FileDescriptor?
    package private(set) var count = 0

    /// A class of QuickDraw fits; fifty million drawings don't.
    private static let mostInMemory = 64 << 20
    private static let piece = 1 << 20

    package init() {}

    /// - Throws: `Fault` with `StreamError.spool` when memory and disk are full.
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

    /// Reads everything from the start, in pieces of any size.
    package func forEachWholePiece(_ use: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
        try forEachPiece { piece throws(Fault) in
            try use(piece[...])
            return piece.count
        }
    }

    /// Reads everything from the start, piece by piece. A piece starts with the bytes that weren't taken from the last
    /// one.
    /// - Parameter take: returns how many of the bytes it took; it is called again with more of them.
    package func forEachPiece(_ take: ([UInt8]) throws(Fault) -> Int) throws(Fault) {
        guard let file else {
            // Each write held whole records.
            for piece in pieces { _ = try take(piece) }
            return
        }
        var piece: [UInt8] = []
        var offset = 0
        while offset < count || !piece.isEmpty {
            // Grows if a record is longer than a piece.
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
                let reason = StreamError.spool("it is shorter than what was written to it")
                throw Fault(source: TemporaryFile.name, reason: reason)
            }
            offset += wanted
            piece.removeFirst(try take(piece))
        }
    }
}

/// Files without a name, which disappear when the process ends.
package enum TemporaryFile {
    package static let name = "temporary file"

    /// A new file in `$TMPDIR`, or in `/tmp`.
    /// - Throws: `Fault` with `StreamError.cannotCreate`.
    package static func make() throws(Fault) -> FileDescriptor {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array(PathText.join(folder, "croquis.XXXXXX").utf8CString)
        let number = mkstemp(&template)
        guard number >= 0 else { throw Fault.system(StreamError.cannotCreate, folder) }
        unlink(template)
        return FileDescriptor(number)
    }
}
