internal import ArgumentGrammar
package import SketchStreams

/// Scalable Vector Graphics, one drawing a file: read as editors and data sets write it, written one path a stroke.
///
/// The specification of what is read and written is this folder's README.
package struct SVGFormat: SketchFormat, DocumentMoving {
    /// A greatest distance.
    package enum Tolerance: Sendable, Hashable {
        case units(Double)
        /// A share of the canvas's longer side.
        case ofCanvas(Double)
    }

    /// What to do with a shape that is filled and has no stroke.
    package enum FillPolicy: String, Sendable, CaseIterable {
        /// Leaves it out, and reports it.
        case skip
        /// Takes its outline as strokes.
        case outline
        /// Refuses the drawing.
        case error
    }

    /// How far a flattened curve may be from the true one. `nil` takes 0.25 units, and 1/1024 of the canvas's longer
    /// side where that is less.
    package var tolerance: Tolerance?
    package var fill = FillPolicy.skip
    /// Digits after the point in written coordinates; `nil` writes them exactly.
    package var precision: Int?
    /// The space around a written drawing, in the sketch's units; `nil` takes four widths of its line.
    package var padding: Double?

    package init() {}

    package var name: String { "svg" }
    package var summary: String { "Scalable Vector Graphics, one drawing a file" }
    package var fileExtensions: [String] { ["svg", "svgz"] }
    package var holds: String { "everything of the model" }
    package var layout: FileLayout { .oneSketch }

    package static let options: [FormatOption<SVGFormat>] = [
        .reading(
            "tolerance",
            \.tolerance,
            .tolerance,
            "farthest that a flattened curve may lie from the true one, in units or as a share of the canvas (default 0.25 units)"
        ),
        .reading("fill", \.fill, .oneOf, "what to do with filled shapes that have no stroke (default skip)"),
        .writing("precision", \.precision, .wholeNumber(0...15), "digits after the point (default: exact)"),
        .writing("padding", \.padding, .number(.zeroOrMore), "space around the drawing (default: four line widths)"),
    ]

    package func recognises(prefix: [UInt8], fileName: String) -> Recognition {
        if SVGSniffer.findsRoot(in: prefix) { return .certain }
        return fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
    }

    /// Curves are smooth in large pictures too, unless the tolerance was given.
    package func adapted(toPictureSide side: Int) -> SVGFormat {
        var adapted = self
        if tolerance == nil, side > 256 { adapted.tolerance = .ofCanvas(0.25 / Double(side)) }
        return adapted
    }

    package func makeReader(_ source: ByteSource) throws -> any SketchReader { SVGReader(source, format: self) }

    package func makeWriter(_ output: SketchOutput) throws -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { [self] in SVGEncoder(self) }
    }
}

extension ArgumentForm where Value == SVGFormat.Tolerance {
    /// `0.5` units, or `1/4096` of the canvas.
    fileprivate static var tolerance: Self {
        Self("NUMBER|1/N", words: "a number above 0, or a share of the canvas from 1/1 to 1/1000000") { text in
            let isShare = text.hasPrefix("1/")
            guard let number = NumberText.number(isShare ? String(text.dropFirst(2)) : text), number > 0,
                !isShare || number <= 1e6
            else { return nil }
            return isShare ? .ofCanvas(1 / number) : .units(number)
        }
    }
}
