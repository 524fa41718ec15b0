internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import XournalFormat

/// Documents for the tests.
enum Documents {
    static func fixture(_ name: String) -> String { TestFiles.fixture("xournal/" + name) }

    /// A document of one page with one layer.
    static func page(_ layer: String) -> String {
        "<xournal creator='x' fileversion='4'><page width='100' height='100'><layer>\(layer)</layer></page></xournal>"
    }

    static func read(_ text: String) -> ReadResult { FormatHarness.read(text, name: "a.xopp", as: XournalFormat()) }

    static func read(_ bytes: [UInt8]) -> ReadResult { FormatHarness.read(bytes, name: "a.xopp", as: XournalFormat()) }

    /// The bytes of a file with these sketches, and what it can't hold.
    static func write(
        _ sketches: [Sketch],
        to name: String = "a.xopp",
        perChunk: Int = 4
    ) throws -> (bytes: [UInt8], losses: LossReport) {
        let folder = TemporaryFolder()
        let format = XournalFormat()
        let losses = try FormatHarness.write(sketches, to: folder(name), as: format, perChunk: perChunk)
        return (try #require(folder.read(name)), losses)
    }

    /// A file without its compression.
    static func text(of bytes: [UInt8]) throws -> String {
        String(decoding: try ByteSource(name: "a.xopp", bytes: bytes).readToEnd(limit: 1 << 28), as: UTF8.self)
    }

    /// How often each loss was counted, by its name.
    static func counts(_ losses: LossReport) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: losses.counts.map { ($0.key.name, $0.value) })
    }
}
