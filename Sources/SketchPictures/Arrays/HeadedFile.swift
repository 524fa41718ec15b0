internal import SketchModel
internal import SketchStreams
internal import Zlib

/// A file whose header depends on what comes after it, such as the number of pictures.
///
/// A plain file is written directly, and the header goes at the end into the space reserved for it. Standard output and
/// gzip streams cannot be rewound, so everything after the header waits in a `SpoolFile`.
struct HeadedFile {
    let sink: ByteSink
    private let spool: SpoolFile?
    /// Of what the waiting pieces contain, if the file is a gzip stream.
    private var waiting = Checksum()

    /// - Parameter headerSize: in bytes.
    init(_ sink: ByteSink, headerSize: Int) throws(Fault) {
        self.sink = sink
        spool = sink.canPatch ? nil : SpoolFile()
        if sink.canPatch { try sink.write([UInt8](repeating: 0, count: headerSize)) }
    }

    mutating func write(_ bytes: [UInt8]) throws(Fault) {
        if sink.compression == .gzip { return try write(sink.deflated(bytes)) }
        if let spool { try spool.write(bytes) } else { try sink.write(bytes) }
    }

    /// Writes bytes that were deflated elsewhere, if the file is a gzip stream.
    mutating func write(_ piece: DeflatedPiece) throws(Fault) {
        waiting.add(piece.checksum)
        try spool?.write(piece.bytes)
    }

    /// Writes the header, of the size given before, after everything else. The file still has to be finished.
    mutating func write(header: [UInt8]) throws(Fault) {
        guard let spool else { return try sink.patch(header, at: 0) }
        try sink.write(header)
        guard sink.compression == .gzip else {
            return try spool.forEachWholePiece { piece throws(Fault) in try sink.write(Array(piece)) }
        }
        // First the combined checksum of all pieces, then their bytes.
        try sink.write(DeflatedPiece(checksum: waiting))
        try spool.forEachWholePiece { bytes throws(Fault) in try sink.write(DeflatedPiece(bytes: Array(bytes))) }
    }
}
