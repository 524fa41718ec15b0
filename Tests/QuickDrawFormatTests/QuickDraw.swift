internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport

/// Reads and writes for the tests of this module.
enum QuickDraw {
    /// The chunk that a format's encoder makes of some sketches.
    static func encode(
        _ sketches: [Sketch],
        as format: any SketchFormat
    ) throws -> (bytes: [UInt8], losses: LossReport) {
        let writer = try format.makeWriter(.stream(ByteSink(path: "-", force: false)))
        return try FormatHarness.encode(sketches, with: writer.encoding.makeEncoder())
    }

    /// The text that a format's encoder makes of some sketches.
    static func text(_ sketches: [Sketch], as format: any SketchFormat) throws -> String {
        String(decoding: try encode(sketches, as: format).bytes, as: UTF8.self)
    }

    /// The result of reading some text, as lines of JSON.
    static func read(_ text: String) -> ReadResult {
        FormatHarness.read(text, name: "in", as: QuickDrawFormat())
    }
}
