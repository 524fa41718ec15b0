package import SketchModel

/// Converts offsets in a file to positions, in any order.
package struct SourcePlaces: Sendable {
    /// The line feeds before each block of the file, and where the line begins that reaches into it.
    private struct Block: Sendable {
        var lineFeeds: Int
        var lineStart: Int
    }

    private static let blockSize = 256

    private let bytes: [UInt8]
    /// Empty if positions are bytes.
    private var blocks: [Block] = []
    package private(set) var lineFeeds = 0

    package init(_ bytes: [UInt8], isText: Bool = true) {
        self.bytes = isText ? bytes : []
        guard isText else { return }
        var lineStart = 0
        for start in stride(from: 0, through: bytes.count, by: Self.blockSize) {
            blocks.append(Block(lineFeeds: lineFeeds, lineStart: lineStart))
            for offset in start..<min(start + Self.blockSize, bytes.count) where bytes[offset] == 0x0a {
                lineFeeds += 1
                lineStart = offset + 1
            }
        }
    }

    /// The line and the column, in bytes and from 1, of an offset; or the offset and the record.
    package func position(of offset: Int, record: Int? = nil) -> SourcePosition {
        guard !blocks.isEmpty else { return .bytes(offset: offset, record: record) }
        let place = min(max(offset, 0), bytes.count)
        let block = place / Self.blockSize
        var (lines, lineStart) = (blocks[block].lineFeeds, blocks[block].lineStart)
        for index in block * Self.blockSize..<place where bytes[index] == 0x0a {
            lines += 1
            lineStart = index + 1
        }
        return .text(line: lines + 1, column: place - lineStart + 1)
    }
}
