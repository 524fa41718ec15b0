public import SketchStreams

/// Scalable Vector Graphics, one drawing a file: read as editors and data sets write it, written one path a stroke.
///
/// The specification of what is read and written is this folder's README.
public struct SVGFormat: SketchFormat {
    /// A greatest distance.
    public enum Tolerance: Sendable, Hashable {
        case units(Double)
        /// A share of the canvas's longer side.
        case ofCanvas(Double)
    }

    /// What to do with a shape that is filled and has no stroke.
    public enum FillPolicy: String, Sendable, CaseIterable {
        /// Leaves it out, and reports it.
        case skip
        /// Takes its outline as strokes.
        case outline
        /// Refuses the drawing.
        case error
    }

    /// How far a flattened curve may be from the true one. `nil` takes 0.25 units, and 1/1024 of the canvas's longer
    /// side where that is less.
    public var tolerance: Tolerance?
    public var fill = FillPolicy.skip
    /// Digits after the point in written coordinates; `nil` writes them exactly.
    public var precision: Int?
    /// The space around a written drawing, in the sketch's units; `nil` takes four widths of its line.
    public var padding: Double?

    public init() {}

    public var name: String { "svg" }
    public var summary: String { "Scalable Vector Graphics, one drawing a file" }
    public var fileExtensions: [String] { ["svg", "svgz"] }
    public var holds: String { "strokes, times, pressures, all metadata" }
    public var layout: FileLayout { .oneSketch }

    public var options: [FormatOption] {
        [
            FormatOption(
                name: "tolerance",
                form: "NUMBER|1/N",
                summary:
                    "farthest a flattened curve may lie from the true one, in units or as a share of the canvas (default 0.25 units)"
            ),
            FormatOption(
                name: "fill",
                form: "skip|outline|error",
                summary: "what to do with filled shapes that have no stroke (default skip)"
            ),
            FormatOption(
                name: "precision",
                form: "0…15",
                summary: "digits after the point in written coordinates (default: exact)"
            ),
            FormatOption(
                name: "padding",
                form: "NUMBER",
                summary: "space around a written drawing (default: four line widths)"
            ),
        ]
    }

    public mutating func set(option: String, to value: String) throws {
        func refuse(_ form: String) -> FormatOptionError {
            FormatOptionError(option: option, value: value, form: form)
        }
        switch option {
        case "tolerance":
            let isShare = value.hasPrefix("1/")
            guard let number = Double(isShare ? value.dropFirst(2) : value[...]), number.isFinite, number > 0,
                !isShare || number <= 1e6
            else {
                throw refuse("a number above 0, or a share of the canvas from 1/1 to 1/1000000")
            }
            tolerance = isShare ? .ofCanvas(1 / number) : .units(number)
        case "fill":
            guard let policy = FillPolicy(rawValue: value) else { throw refuse("skip, outline or error") }
            fill = policy
        case "precision":
            guard let digits = Int(value), (0...15).contains(digits) else {
                throw refuse("a whole number from 0 to 15")
            }
            precision = digits
        case "padding":
            guard let number = Double(value), number.isFinite, number >= 0 else { throw refuse("a number from 0") }
            padding = number
        default: break
        }
    }

    public func recognises(prefix: [UInt8], fileName: String) -> Bool {
        SVGSniffer.findsRoot(in: prefix) || fileExtensions.contains(PathText.fileExtension(fileName))
    }

    public func makeReader(_ source: ByteSource) throws -> any SketchReader { SVGReader(source, format: self) }

    public func makeWriter(_ output: SketchOutput) throws -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { [self] in SVGEncoder(self) }
    }
}
