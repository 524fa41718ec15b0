internal import SketchModel
internal import SketchStreams
internal import StrokeInversion

/// The two files for the starts and the results in input order, in a format that keeps many sketches in one file.
struct InversionPair {
    private var start: any SketchWriter
    private var result: any SketchWriter
    private(set) var losses = LossReport()

    /// Counted if strokes were moved back because the format cannot represent coordinates outside the drawing's box.
    static let broughtBack = Loss(
        name: "strokesBroughtBack",
        text: "strokes outside the drawing's box moved back to its edges, since the format cannot hold them"
    )

    init(_ format: any SketchFormat, startPath: String, resultPath: String, force: Bool) throws {
        start = try format.openWriter(.stream(ByteSink(path: startPath, force: force)))
        result = try format.openWriter(.stream(ByteSink(path: resultPath, force: force)))
    }

    mutating func write(_ inverted: InvertedSketch) throws {
        let startLosses = try Self.write(inverted, at: 0, to: &start)
        let resultLosses = try Self.write(inverted, at: inverted.trace.result, to: &result)
        // Both files lose what the format cannot hold; each sketch counts once.
        for (loss, _) in startLosses.counts.merging(resultLosses.counts, uniquingKeysWith: max) { losses.add(loss) }
    }

    private static func write(
        _ inverted: InvertedSketch,
        at step: Int,
        to writer: inout any SketchWriter
    ) throws -> LossReport {
        do {
            return try writer.write(writer.encoding.chunks(of: inverted.written(at: step)))
        } catch is any FaultReason {
            var losses = try writer.write(writer.encoding.chunks(of: inverted.written(at: step, isInside: true)))
            losses.add(broughtBack)
            return losses
        }
    }

    /// Gives both files their names.
    mutating func finish() throws -> [String] {
        let notes = try start.finish()
        _ = try result.finish()
        return notes
    }
}
