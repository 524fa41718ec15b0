package import Zlib

/// Makes the headers of a ZIP archive that is written from start to end, with each member's size known before it.
/// Entries are dated 1980-01-01, as NumPy dates its members, so that the same arrays give the same bytes.
package struct ZipDirectory {
    private struct Entry {
        var name: String
        var content: Checksum
        var packedSize: Int
        var isDeflated: Bool
        var offset: Int
    }

    private var entries: [Entry] = []
    /// The number of bytes of the archive so far.
    private var offset = 0

    private static let largest32 = 0xffff_ffff
    private static let date = 0x0021

    package init() {}

    /// The header of the next member, which `packedSize` bytes must follow.
    /// - Parameter hasFixedLength: whether the header has the same length for sizes below and above 4 GiB, so that it
    ///   can be written into the space left for it once the member is complete.
    package mutating func header(
        name: String,
        content: Checksum,
        packedSize: Int,
        isDeflated: Bool,
        hasFixedLength: Bool = false
    ) -> [UInt8] {
        let entry = Entry(
            name: name,
            content: content,
            packedSize: packedSize,
            isDeflated: isDeflated,
            offset: offset
        )
        let isWide = hasFixedLength || content.count >= Self.largest32 || packedSize >= Self.largest32
        var bytes = ZipArchive.localSignature
        Self.appendCommon(entry, isWide: isWide, extraCount: isWide ? 20 : 0, to: &bytes)
        bytes += Array(name.utf8)
        if isWide { Self.appendExtra([content.count, packedSize], to: &bytes) }
        entries.append(entry)
        offset += bytes.count + packedSize
        return bytes
    }

    /// The central directory, which ends the archive.
    package func end(comment: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            let sizesAreWide = entry.content.count >= Self.largest32 || entry.packedSize >= Self.largest32
            let isWide = sizesAreWide || entry.offset >= Self.largest32
            let extra = (sizesAreWide ? [entry.content.count, entry.packedSize] : []) + (isWide ? [entry.offset] : [])
            LittleEndian.append(ZipArchive.entrySignature, count: 4, to: &bytes)
            // Made by version 2.0 or 4.5 on MS-DOS, which leaves the attributes empty.
            LittleEndian.append(isWide ? 45 : 20, count: 2, to: &bytes)
            Self.appendCommon(
                entry,
                isWide: sizesAreWide,
                needsWide: isWide,
                extraCount: isWide ? 4 + 8 * extra.count : 0,
                to: &bytes
            )
            bytes += [UInt8](repeating: 0, count: 10)
            LittleEndian.append(isWide ? Self.largest32 : entry.offset, count: 4, to: &bytes)
            bytes += Array(entry.name.utf8)
            if isWide { Self.appendExtra(extra, to: &bytes) }
        }
        appendEnd(directorySize: bytes.count, comment: Array(comment.utf8), to: &bytes)
        return bytes
    }

    private func appendEnd(directorySize: Int, comment: [UInt8], to bytes: inout [UInt8]) {
        let isWide = offset >= Self.largest32 || directorySize >= Self.largest32 || entries.count >= 0xffff
        if isWide {
            LittleEndian.append(ZipArchive.end64Signature, count: 4, to: &bytes)
            LittleEndian.append(44, count: 8, to: &bytes)
            for _ in 0..<2 { LittleEndian.append(45, count: 2, to: &bytes) }
            LittleEndian.append(0, count: 8, to: &bytes)
            for _ in 0..<2 { LittleEndian.append(entries.count, count: 8, to: &bytes) }
            LittleEndian.append(directorySize, count: 8, to: &bytes)
            LittleEndian.append(offset, count: 8, to: &bytes)
            LittleEndian.append(ZipArchive.locatorSignature, count: 4, to: &bytes)
            LittleEndian.append(0, count: 4, to: &bytes)
            LittleEndian.append(offset + directorySize, count: 8, to: &bytes)
            LittleEndian.append(1, count: 4, to: &bytes)
        }
        LittleEndian.append(ZipArchive.endSignature, count: 4, to: &bytes)
        LittleEndian.append(0, count: 4, to: &bytes)
        for _ in 0..<2 { LittleEndian.append(isWide ? 0xffff : entries.count, count: 2, to: &bytes) }
        LittleEndian.append(isWide ? Self.largest32 : directorySize, count: 4, to: &bytes)
        LittleEndian.append(isWide ? Self.largest32 : offset, count: 4, to: &bytes)
        LittleEndian.append(comment.count, count: 2, to: &bytes)
        bytes += comment
    }

    /// Appends the fields that local headers and entries share, from the required version to the length of the extra.
    private static func appendCommon(
        _ entry: Entry,
        isWide: Bool,
        needsWide: Bool? = nil,
        extraCount: Int,
        to bytes: inout [UInt8]
    ) {
        LittleEndian.append(needsWide ?? isWide ? 45 : 20, count: 2, to: &bytes)
        LittleEndian.append(0, count: 2, to: &bytes)
        LittleEndian.append(entry.isDeflated ? 8 : 0, count: 2, to: &bytes)
        LittleEndian.append(0, count: 2, to: &bytes)
        LittleEndian.append(date, count: 2, to: &bytes)
        LittleEndian.append(entry.content.value, count: 4, to: &bytes)
        LittleEndian.append(isWide ? largest32 : entry.packedSize, count: 4, to: &bytes)
        LittleEndian.append(isWide ? largest32 : entry.content.count, count: 4, to: &bytes)
        LittleEndian.append(entry.name.utf8.count, count: 2, to: &bytes)
        LittleEndian.append(extraCount, count: 2, to: &bytes)
    }

    private static func appendExtra(_ values: [Int], to bytes: inout [UInt8]) {
        LittleEndian.append(1, count: 2, to: &bytes)
        LittleEndian.append(8 * values.count, count: 2, to: &bytes)
        for value in values { LittleEndian.append(value, count: 8, to: &bytes) }
    }
}
