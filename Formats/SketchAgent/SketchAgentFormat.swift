internal import ArgumentGrammar
package import SketchModel
public import SketchStreams

/// The language in which language models answer SketchAgent: strokes as cells of a grid, in tags.
///
/// This folder's README specifies what is read and written.
public struct SketchAgentFormat: SketchFormat {
    /// What the cells of a stroke mean.
    public enum Curves: String, Sendable, CaseIterable {
        /// Targets of the curves that SketchAgent's own program fits to them.
        case fit
        /// The stroke's points.
        case points
    }

    /// The number of cells on each side of the grid.
    package var grid = 50
    package var curves = Curves.fit

    package init() {}

    package var name: String { "sketchagent" }
    package var summary: String { "SketchAgent's language for language models: strokes as cells of a grid" }
    package var fileExtensions: [String] { ["sketchagent"] }
    package var holds: String { "curves on a grid of 50 × 50 cells, labels, and names of strokes" }
    package var layout: FileLayout { .manySketches }

    package static let options: [FormatOption<SketchAgentFormat>] = [
        .init(.reading, "grid", \.grid, .wholeNumber(2...500), "cells on each side of the grid (default: 50)").both,
        .init(
            .reading,
            "curves",
            \.curves,
            .oneOf,
            "whether curves are fitted to the cells, or cells are the strokes' points (default: fit)"
        ).both,
    ]

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        if AnswerSniffer.findsStroke(in: prefix) { return .certain }
        return fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        DocumentReader(source) { [self] bytes throws(DocumentFault) in
            try AnswerDocument(bytes, grid: Grid(size: grid), curves: curves)
        }
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try SketchAgentWriter(output, format: self)
    }
}

extension Format {
    /// SketchAgent's language for language models, on its grid of 50 × 50 cells.
    public static let sketchAgent = Format(SketchAgentFormat())

    /// - Parameters:
    ///   - grid: the number of cells on each side of the grid, 2…500.
    ///   - curves: what the cells of a stroke mean.
    public static func sketchAgent(grid: Int = 50, curves: SketchAgentFormat.Curves = .fit) -> Format {
        var format = SketchAgentFormat()
        format.grid = min(max(grid, 2), 500)
        format.curves = curves
        return Format(format)
    }
}
