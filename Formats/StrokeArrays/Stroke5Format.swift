internal import ArrayFiles
internal import SketchModel
public import SketchStreams

/// Rows of (dx, dy, p1, p2, p3), all sketches in one array, padded to one length: see README.md.
///
/// Source: Ha and Eck, "A Neural Representation of Sketch Drawings", 2017, section 3.1, and `to_big_strokes` of Magenta's Sketch-RNN.
public struct Stroke5Format: SketchFormat {
    /// Draws which sketches go to which member.
    public var seed: UInt64 = 0
    private var choices = StrokeArrayOptions()

    public init() {}

    public var name: String { "stroke-5" }
    public var summary: String { "Sketch-RNN's padded arrays of shape (N, L, 5) with one-hot pen states, .npz or .npy" }
    public var fileExtensions: [String] { ["npy", "npz"] }
    public var holds: String { "offsets between points as floats, without labels or times" }
    public var layout: FileLayout { .manySketches }
    public var options: [FormatOption] { StrokeArrayOptions.reading + StrokeArrayOptions.dense }

    public mutating func set(option: String, to value: String) throws {
        guard let known = options.first(where: { $0.name == option }) else { return }
        try choices.set(known, to: value)
    }

    public func recognises(prefix: [UInt8], fileName: String) -> Bool {
        StrokeArraySniffing.isArray(prefix, fileName: fileName)
            && StrokeArraySniffing.hasFiveColumns(prefix)
    }

    public func makeReader(_ source: ByteSource) throws -> any SketchReader {
        try StrokeArrayReader(source, options: choices)
    }

    public func makeWriter(_ output: SketchOutput) throws -> any SketchWriter {
        var choices = choices
        choices.seed = seed
        let layout = RowLayout(
            columns: 5,
            type: choices.type ?? .float32,
            origin: choices.origin ?? .implicit,
            isPickled: false,
            maxLength: choices.maxLength
        )
        return try StrokeArrayWriter(output, format: name, layout: layout, options: choices)
    }
}
