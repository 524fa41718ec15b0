internal import Charts
internal import ExplanationPictures
internal import SketchModel
internal import SketchStreams
internal import StrokeExplanation

/// The files of one sketch's explanation, but for its page, which depends on where it lies.
struct ExplanationItem {
    let explanation: SketchExplanation
    let files: [(name: String, bytes: [UInt8])]

    /// - Throws: a `FaultReason` where a picture cannot be made.
    init(_ explanation: SketchExplanation) throws {
        let figures = ExplanationFigures(explanation)
        var files: [(String, [UInt8])] = [
            ("strokes.png", try figures.strokes.png(side: 280)),
            ("strokes.svg", Array(figures.strokes.svg.utf8)),
        ]
        if let curves = figures.curves { files.append(("curves.svg", Array(curves.svg.utf8))) }
        files += [
            ("shapes.png", try figures.shapes.png(side: 280)),
            ("locations.svg", Array(figures.locations.svg.utf8)),
            ("explanation.json", Array((ExplanationRecord(explanation).json.line + "\n").utf8)),
        ]
        self.explanation = explanation
        self.files = files
    }

    /// - Parameters:
    ///   - place: the sketch's, as it is shown.
    ///   - orderPicture: the similarity of the learned orders, where no other page shows it.
    ///   - others: links to what belongs to the whole run.
    func page(place: String, orderPicture: [UInt8]? = nil, others: [HTMLLink]) -> [UInt8] {
        let links = files.map { HTMLLink($0.name, path: $0.name) } + others
        return Array(
            ExplanationPage(explanation: explanation, place: place, orderPicture: orderPicture, links: links).text.utf8
        )
    }

    /// - Parameter path: of its page.
    func overview(place: String, path: String) -> OverviewRow {
        let figures = ExplanationFigures(explanation)
        return OverviewRow(
            HTMLLink(place, path: path),
            notes: ["\(explanation.labelName) \(ExplanationWords.percent(explanation.reading.probability))"],
            panels: [
                SketchPanel(explanation.framed, captions: ["drawn"]), figures.panel(.leaveOneOut),
                figures.panel(.integratedGradients),
            ]
        )
    }
}
