internal import FormatRegistry
internal import Platform
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// The table in `Formats/README.md` of what each conversion loses.
///
/// `CROQUIS_RECORD=1` writes it anew; look at the difference before you commit it.
@Suite struct LossTableTests {
    private let folder = TemporaryFolder()
    private static let document = TestFiles.root + "/Formats/README.md"
    private static let marks = (start: "<!-- losses -->\n", end: "<!-- end of losses -->\n")

    @Test func theTableIsWhatConversionsLose() throws {
        let table = try LossTable(in: folder).text
        if getenv("CROQUIS_RECORD") != nil {
            let (text, range) = try Self.recorded()
            let sink = try ByteSink(path: Self.document, force: true)
            try sink.write(Array((text[..<range.lowerBound] + table + text[range.upperBound...]).utf8))
            try sink.finish()
        }
        let (text, range) = try Self.recorded()
        #expect(text[range] == table, "set CROQUIS_RECORD=1 to write the table anew")
    }

    /// The document, and where in it the table is.
    private static func recorded() throws -> (text: String, table: Range<String.Index>) {
        let text = String(decoding: try #require(TemporaryFolder.read(path: document)), as: UTF8.self)
        let start = try #require(text.firstRange(of: marks.start)).upperBound
        return (text, start..<(try #require(text.firstRange(of: marks.end)).lowerBound))
    }

    /// Encoders count exactly what a second reading doesn't find.
    @Test func lossesAreWhatIsMissingAfterwards() throws {
        for (from, row) in zip(LossTable.formats, try LossTable(in: folder).rows) {
            for (to, conversion) in zip(LossTable.formats, row) {
                guard case .done(let before, let losses, let after) = conversion else { continue }
                #expect(after.count == before.count, "\(from.name) → \(to.name)")
                for fact in LossTable.facts where before.contains(where: fact.isHeld) {
                    let isLost = losses.counts[fact.loss] != nil
                    #expect(isLost != after.contains(where: fact.isHeld), "\(from.name) → \(to.name): \(fact.loss)")
                }
            }
        }
    }
}

/// All conversions between formats that can be read and written, of sketches that have all that a sketch may have.
private struct LossTable {
    static let formats = FormatRegistry.formats.filter { $0.canRead && $0.canWrite }

    enum Conversion {
        /// What the first format held, what the second could not, and what it gave back.
        case done(before: [Sketch], losses: LossReport, after: [Sketch])
        case refused(any FaultReason)
    }

    struct Fact: Sendable {
        var loss: Loss
        var isHeld: @Sendable (Sketch) -> Bool
    }

    /// What can be seen to be missing, and the loss that it is.
    static let facts = [
        Fact(loss: .label) { $0.metadata.label != nil },
        Fact(loss: .id) { $0.metadata.id != nil },
        Fact(loss: .countryCode) { $0.metadata.countryCode != nil },
        Fact(loss: .timestamp) { $0.metadata.timestamp != nil },
        Fact(loss: .recognized) { $0.metadata.recognized != nil },
        Fact(loss: .times) { $0.hasTimes },
        Fact(loss: .pressures) { $0.hasPressures },
        Fact(loss: .tilts) { $0.hasTilts },
        Fact(loss: .azimuths) { $0.hasAzimuths },
        Fact(loss: .canvas) { $0.canvas != nil },
        Fact(loss: .colours) { $0.attributes.contains { $0.colour != nil } },
        Fact(loss: .widths) { $0.attributes.contains { $0.width != nil } },
        Fact(loss: .names) { $0.attributes.contains { $0.name != nil } },
        Fact(loss: .parts) { $0.attributes.contains { $0.part != nil } },
        Fact(loss: .groups) { $0.attributes.contains { $0.group != nil } },
        Fact(loss: .tools) { $0.attributes.contains { $0.tool != nil } },
    ]

    /// Rows from a format, columns to a format.
    let rows: [[Conversion]]

    init(in folder: TemporaryFolder) throws {
        let full = try ["cat", "dog"].map(Self.fullSketch)
        rows = try Self.formats.map { from in
            let held = try Self.pass(full, through: from, in: folder("\(from.name)-all")).sketches
            return try Self.formats.map { to in
                do {
                    let (after, losses) = try Self.pass(held, through: to, in: folder("\(from.name)-\(to.name)"))
                    return .done(before: held, losses: losses, after: after)
                } catch let reason as any FaultReason {
                    return .refused(reason)
                }
            }
        }
    }

    /// A sketch with everything, whose first stroke is a dot and whose last is empty. The first point is its top left, so
    /// that formats of offsets give back nothing below 0, which some others refuse.
    private static func fullSketch(_ label: String) throws -> Sketch {
        var sketch = Sketch(strokes: [[Point(10.1, 20.3)], [Point(15.7, 30.9), Point(200.3, 60.7)], []])
        sketch.metadata = SketchMetadata(
            label: label,
            id: 7,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: 1_488_497_110_074_530),
            recognized: true
        )
        sketch.canvas = Canvas(width: 256, height: 256)
        for channel in PointChannel.allCases { try sketch.setChannel(channel, to: [0, 0.25, 0.5]) }
        let group = sketch.addGroup(StrokeGroup(name: "sketch", isLayer: true))
        let attributes = StrokeAttributes(
            colour: Colour(red: 200, green: 0, blue: 0),
            width: 2,
            name: "nose",
            part: "head",
            tool: .pen,
            group: group
        )
        sketch.setAttributes(attributes, ofStroke: 1)
        return sketch
    }

    /// Writes sketches and reads them again.
    private static func pass(
        _ sketches: [Sketch],
        through format: any SketchFormat,
        in folder: String
    ) throws -> (sketches: [Sketch], losses: LossReport) {
        let ending = format.fileExtensions[0]
        let path = format.layout == .oneSketch ? folder + "/" : "\(folder).\(ending)"
        let losses = try FormatHarness.write(sketches, to: path, as: format)
        let paths = format.layout == .oneSketch ? sketches.indices.map { "\(path)\($0).\(ending)" } : [path]
        let results = paths.map { FormatHarness.read(path: $0, as: format) }
        #expect(results.flatMap(\.messages) == [])
        return (results.flatMap(\.sketches), losses)
    }

    /// The table in Markdown, and what its letters stand for.
    var text: String {
        var letters: [Loss: Character] = [:]
        var legend: [(letter: Character, text: String)] = []
        var free = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[...]
        var refusals: [String] = []
        var lines = [
            "| from ╲ to | " + Self.formats.map { "`\($0.name)`" }.joined(separator: " | ") + " |",
            "|" + String(repeating: " --- |", count: Self.formats.count + 1),
        ]
        func cell(_ conversion: Conversion) -> String {
            switch conversion {
            case .refused(let reason):
                if !refusals.contains(reason.message) { refusals.append(reason.message) }
                return "refused"
            case .done(_, let losses, _):
                for (loss, _) in losses.sorted where letters[loss] == nil {
                    let letter = free.popFirst() ?? "?"
                    letters[loss] = letter
                    legend.append((letter, loss.text))
                }
                let code = String(losses.counts.keys.compactMap { letters[$0] }.sorted())
                return code.isEmpty ? "–" : code
            }
        }
        for (format, row) in zip(Self.formats, rows) {
            lines.append("| `\(format.name)` | " + row.map(cell).joined(separator: " | ") + " |")
        }
        lines += ["", "| | lost |", "| --- | --- |"]
        lines += legend.map { "| \($0.letter) | \($0.text) |" }
        for refusal in refusals { lines += ["", "Refused: \(refusal)."] }
        return lines.joined(separator: "\n") + "\n"
    }
}
