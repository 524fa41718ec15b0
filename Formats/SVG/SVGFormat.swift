internal import ArgumentGrammar
package import SketchModel
public import SketchStreams

/// Scalable Vector Graphics, one drawing per file: read as editors and data sets write it, written with one path per
/// stroke.
///
/// This folder's README specifies what is read and written.
public struct SVGFormat: SketchFormat, DocumentMoving {
    /// The greatest distance between a flattened curve and the true one.
    public enum Tolerance: Sendable, Hashable {
        case units(Double)
        /// A share of the canvas's longer side.
        case ofCanvas(Double)
    }

    /// What to do with a shape that is filled and has no stroke.
    public enum FillPolicy: String, Sendable, CaseIterable {
        /// Leaves it out, and reports it.
        case skip
        /// Reads its outline as strokes.
        case outline
        /// Reads the line in its middle if it is the outline of one, as drawing apps export a pen's strokes; leaves
        /// other shapes out, and reports them.
        case centreline
        /// Refuses the drawing.
        case error
    }

    /// The greatest distance between a flattened curve and the true one. `nil` means 0.25 units, or 1/1024 of the
    /// canvas's longer side if that is less.
    package var tolerance: Tolerance?
    package var fill = FillPolicy.skip
    /// The number of digits after the point in written coordinates; `nil` writes them exactly.
    package var precision: Int?
    /// The space around a written drawing, in the sketch's units; `nil` means four widths of its line.
    package var padding: Double?

    package init() {}

    package var name: String { "svg" }
    package var summary: String { "Scalable Vector Graphics, one drawing per file" }
    package var fileExtensions: [String] { ["svg", "svgz"] }
    package var holds: String { "everything" }
    package var layout: FileLayout { .oneSketch }

    package static let options: [FormatOption<SVGFormat>] = [
        .init(
            .reading,
            "tolerance",
            \.tolerance,
            .tolerance,
            "largest distance of a flattened curve from the true one, in units or as a share of the canvas (default: 0.25)"
        ),
        .init(.reading, "fill", \.fill, .oneOf, "what to do with filled shapes that have no stroke (default: skip)"),
        .init(
            .writing,
            "precision",
            \.precision,
            .wholeNumber(0...15),
            "digits after the decimal point (default: all)"
        ),
        .init(
            .writing,
            "padding",
            \.padding,
            .number(.zeroOrMore),
            "space around the drawing (default: four line widths)"
        ),
    ]

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        if SVGSniffer.findsRoot(in: prefix) { return .certain }
        return fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
    }

    /// Keeps curves smooth in large pictures too, unless the tolerance was given.
    package func adapted(toPictureSide side: Int) -> SVGFormat {
        var adapted = self
        if tolerance == nil, side > 256 { adapted.tolerance = .ofCanvas(0.25 / Double(side)) }
        return adapted
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader { SVGReader(source, format: self) }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { [self] in SVGEncoder(self) }
    }
}

extension Format {
    public static let svg = Format(SVGFormat())

    /// - Parameters:
    ///   - precision: digits after the point in written coordinates, 0…15; exact without it.
    ///   - padding: the space around a written drawing, in the sketch's units; four widths of its line without it.
    ///   - fill: what reading does with a filled shape that has no stroke.
    ///   - tolerance: how far a flattened curve may lie from the true one; 0.25 units without it.
    public static func svg(
        precision: Int? = nil,
        padding: Double? = nil,
        fill: SVGFormat.FillPolicy = .skip,
        tolerance: SVGFormat.Tolerance? = nil
    ) -> Format {
        var format = SVGFormat()
        format.precision = precision.map { min(max($0, 0), 15) }
        format.padding = padding.map { max($0, 0) }
        (format.fill, format.tolerance) = (fill, tolerance)
        return Format(format)
    }
}

extension ArgumentForm where Value == SVGFormat.Tolerance {
    /// `0.5` units, or `1/4096` of the canvas.
    fileprivate static var tolerance: Self {
        Self("NUMBER|1/N", words: "a number above 0, or a share of the canvas from 1/1 to 1/1000000") { text in
            let isShare = text.hasPrefix("1/")
            guard let number = ArgumentNumber.number(isShare ? String(text.dropFirst(2)) : text), number > 0,
                !isShare || number <= 1e6
            else { return nil }
            return isShare ? .ofCanvas(1 / number) : .units(number)
        }
    }
}
