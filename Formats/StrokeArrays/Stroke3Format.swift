internal import ArrayFiles
internal import SketchModel
public import SketchStreams

/// Rows of (dx, dy, pen lifted), an array a sketch, as Sketch-RNN's data sets are: see README.md.
///
/// Source: Ha and Eck, "A Neural Representation of Sketch Drawings", 2017, section 3.1, and the files themselves.
public struct Stroke3Format: SketchFormat {
    /// Draws which sketches go to which member.
    public var seed: UInt64 = 0
    private var choices = StrokeArrayOptions()

    public init() {}

    public var name: String { "stroke-3" }
    public var summary: String { "Sketch-RNN's arrays of pen offsets, .npz with train, valid and test, or .npy" }
    public var fileExtensions: [String] { ["npz", "npy"] }
    public var holds: String { "offsets between points as 16-bit whole numbers or floats, without labels or times" }
    public var layout: FileLayout { .manySketches }
    public var options: [FormatOption] { StrokeArrayOptions.reading }

    public mutating func set(option: String, to value: String) throws {
        guard let known = options.first(where: { $0.name == option }) else { return }
        try choices.set(known, to: value)
    }

    public func recognises(prefix: [UInt8], fileName: String) -> Bool {
        StrokeArraySniffing.isArray(prefix, fileName: fileName)
            && !StrokeArraySniffing.hasFiveColumns(prefix)
    }

    public func makeReader(_ source: ByteSource) throws -> any SketchReader {
        try StrokeArrayReader(source, options: choices)
    }

    public func makeWriter(_ output: SketchOutput) throws -> any SketchWriter {
        var choices = choices
        choices.seed = seed
        let layout = RowLayout(
            columns: 3,
            type: choices.type ?? .int16,
            origin: choices.origin ?? .implicit,
            isPickled: true
        )
        return try StrokeArrayWriter(output, format: name, layout: layout, options: choices)
    }
}
