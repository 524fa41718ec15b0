/// How the bytes of an output are compressed.
package enum Compression: Sendable, Hashable {
    case gzip
    case zstd

    /// The compression that an output's name asks for, by ending in `.gz`, `.svgz` or `.zst`.
    package init?(path: String) {
        if PathText.ends(path, in: ".gz") || PathText.ends(path, in: ".svgz") {
            self = .gzip
        } else if PathText.ends(path, in: ".zst") {
            self = .zstd
        } else {
            return nil
        }
    }

    /// Compresses a piece of an output on any worker.
    /// - Throws: `StreamError.cannotCompress`
    package func pack(_ bytes: [UInt8]) throws(StreamError) -> PackedPiece {
        switch self {
        case .gzip: .deflated(try DeflatedPiece(bytes))
        case .zstd: .frame(bytes.isEmpty ? [] : try ZstdFrame.pack(bytes))
        }
    }
}

/// A piece of an output, compressed independently of the others.
package enum PackedPiece: Sendable {
    case deflated(DeflatedPiece)
    /// A Zstandard frame; empty for an empty piece.
    case frame([UInt8])
}
