/// How the bytes of an output are compressed.
package enum Compression: Sendable, Hashable {
    case gzip
    case zstd

    /// The one that an output's name asks for, by ending in `.gz`, `.svgz` or `.zst`.
    package init?(path: String) {
        if PathText.ends(path, in: ".gz") || PathText.ends(path, in: ".svgz") {
            self = .gzip
        } else if PathText.ends(path, in: ".zst") {
            self = .zstd
        } else {
            return nil
        }
    }

    /// Compresses a piece of an output, on whichever worker is free.
    /// - Throws: `StreamError.cannotCompress`
    package func pack(_ bytes: [UInt8]) throws(StreamError) -> PackedPiece {
        switch self {
        case .gzip: .deflated(try DeflatedPiece(bytes))
        case .zstd: .frame(bytes.isEmpty ? [] : try ZstdFrame.pack(bytes))
        }
    }
}

/// One piece of an output, compressed apart from the others.
package enum PackedPiece: Sendable {
    case deflated(DeflatedPiece)
    /// A Zstandard frame; empty for a piece of nothing.
    case frame([UInt8])
}
