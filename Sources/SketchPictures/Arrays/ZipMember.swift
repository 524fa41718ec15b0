internal import ArrayFiles
internal import SketchStreams
internal import Zlib

/// An array that becomes a member of an archive, with what its headers need to know, although they come first.
///
/// The array's header is known last, so a deflated member starts with it as a stored block of fixed length.
struct ZipMember {
    /// Of the bytes after the array's header.
    private var content = Checksum()
    private var packedSize = 0

    /// An empty last block.
    static let deflatedEnd: [UInt8] = [3, 0]

    /// The block that holds an array's header: not the last, its length and the complement of that, and the bytes.
    private static func stored(_ header: [UInt8]) -> [UInt8] {
        let count = UInt16(header.count)
        var block: [UInt8] = [0]
        for value in [count, ~count] { block += [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)] }
        return block + header
    }

    /// Counts bytes that the member stores uncompressed.
    mutating func add(_ bytes: [UInt8]) {
        content.add(bytes.span.bytes)
        packedSize += bytes.count
    }

    /// Counts bytes that the member stores deflated.
    mutating func add(_ piece: DeflatedPiece) {
        content.add(piece.checksum)
        packedSize += piece.bytes.count
    }

    /// What precedes the bytes: the headers of the member and of the array. Its length depends only on the name.
    func header(
        _ array: [UInt8],
        name: String,
        isDeflated: Bool,
        in directory: inout ZipDirectory
    ) -> [UInt8] {
        var whole = Checksum()
        whole.add(array.span.bytes)
        whole.add(content)
        let start = isDeflated ? Self.stored(array) : array
        let header = directory.header(
            name: name,
            content: whole,
            packedSize: start.count + packedSize + (isDeflated ? Self.deflatedEnd.count : 0),
            isDeflated: isDeflated,
            hasFixedLength: true
        )
        return header + start
    }

    /// The length of what `header` returns for pictures.
    static func headerSize(name: String, isDeflated: Bool) -> Int {
        var directory = ZipDirectory()
        let array = [UInt8](repeating: 0, count: PictureArrayHeader.size)
        return ZipMember().header(array, name: name, isDeflated: isDeflated, in: &directory).count
    }
}
