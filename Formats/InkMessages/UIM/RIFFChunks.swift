internal import MessageFields

/// The chunks of a RIFF file of the type `UINK`, or of the older `WILL`. All sizes are little-endian, and a chunk of an odd size is followed by a
/// byte of padding.
struct RIFFChunks {
    /// What a chunk's description in version 3.1.0 says.
    private struct Description {
        var contentType: UInt8
        var compression: UInt8
    }

    private struct Chunk {
        var name: String
        var range: Range<Int>
        var description: Description?
    }

    enum Version {
        /// Files of the type `WILL`.
        case will
        case version30
        case version31
    }

    let version: Version
    private var chunks: [Chunk] = []

    /// The most chunks that are read; the format has seven.
    private static let most = 64
    /// How a description says that a chunk holds Protocol Buffers.
    private static let messages: UInt8 = 1

    static func isHeader(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 12 && text(bytes, 0..<4) == "RIFF" && ["UINK", "WILL"].contains(text(bytes, 8..<12))
    }

    init(_ bytes: Span<UInt8>) throws(MessageFault) {
        guard Self.isHeader(bytes) else { throw MessageFault(InkMessageError.notRIFF, at: 0) }
        var chunks: [Chunk] = []
        var offset = 12
        while offset + 8 <= bytes.count, chunks.count < Self.most {
            let name = Self.text(bytes, offset..<(offset + 4))
            let size = (0..<4).reduce(0) { $0 | Int(bytes[offset + 4 + $1]) << (8 * $1) }
            let left = bytes.count - offset - 8
            guard size <= left else {
                throw MessageFault(InkMessageError.cutChunk(name, size: size, left: left), at: offset)
            }
            chunks.append(Chunk(name: name, range: (offset + 8)..<(offset + 8 + size)))
            offset += 8 + size + (size & 1)
        }
        guard let head = chunks.first, head.name == "HEAD", head.range.count >= 3 else {
            throw MessageFault(InkMessageError.noHead, at: min(12, bytes.count))
        }
        self.chunks = chunks
        guard Self.text(bytes, 8..<12) == "UINK" else {
            version = .will
            return
        }
        let start = head.range.lowerBound
        switch (bytes[start], bytes[start + 1], bytes[start + 2]) {
        case (3, 0, 0): version = .version30
        case (3, 1, 0): version = .version31
        case (let major, let minor, let patch):
            throw MessageFault(InkMessageError.otherVersion(major, minor, patch), at: start)
        }
        // After the version and a reserved byte, eight bytes for each of the other chunks.
        for index in chunks.indices.dropFirst() where version == .version31 {
            let place = start + 4 + 8 * (index - 1)
            guard place + 8 <= head.range.upperBound else { break }
            self.chunks[index].description = Description(contentType: bytes[place + 3], compression: bytes[place + 4])
        }
    }

    /// The range of the first chunk of a name.
    /// - Throws: `InkMessageError.compressedChunk` or `.otherContent` if it doesn't hold a plain message.
    func range(_ name: String) throws(MessageFault) -> Range<Int>? {
        guard let chunk = chunks.first(where: { $0.name == name }) else { return nil }
        if let description = chunk.description {
            let start = chunk.range.lowerBound
            guard description.compression == 0 else {
                throw MessageFault(InkMessageError.compressedChunk(name), at: start)
            }
            guard description.contentType == Self.messages else {
                throw MessageFault(InkMessageError.otherContent(name), at: start)
            }
        }
        return chunk.range
    }

    /// Whether there is a chunk of a name that isn't empty.
    func has(_ name: String) -> Bool { chunks.contains { $0.name == name && !$0.range.isEmpty } }

    private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(range.map { Unicode.Scalar(bytes[$0] & 0x7f) }))
    }
}
