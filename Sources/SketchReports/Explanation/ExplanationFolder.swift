internal import Charts
internal import ExplanationPictures
package import SketchModel
internal import SketchStreams
package import StrokeExplanation
internal import TextNotation

/// The output directory of explanations. A single sketch has its files directly in it; several sketches have folders of
/// their own, named like the sketches in messages.
package struct ExplanationFolder {
    private var directory: ResultDirectory
    private let oneSketchExtensions: Set<String>
    private let order: OrderPicture
    /// The first sketch, until it is known whether there is a second one.
    private var held: SketchExplanation?
    private var rows: [OverviewRow] = []
    private let limit: Int
    private var count = 0

    /// - Parameters:
    /// - limit: the number of sketches that get pages and pictures.
    ///   - oneSketchExtensions: the extensions of formats with one sketch per file.
    /// - Throws: `Fault` if the directory cannot be created, or has files and must not be written to.
    package init(
        path: String,
        force: Bool,
        limit: Int,
        order: OrderPicture,
        oneSketchExtensions: Set<String>
    ) throws(Fault) {
        let taken: Set = ["index.html", "explanation.json", "order.svg"]
        directory = try ResultDirectory(path: path, force: force, taken: taken)
        (self.limit, self.order, self.oneSketchExtensions) = (limit, order, oneSketchExtensions)
    }

    /// The number of sketches with pages.
    package var pages: Int { min(count, limit) }

    /// Adds the next sketch, and writes it unless it is the first.
    package mutating func add(_ explanation: SketchExplanation) throws {
        count += 1
        if count == 1 {
            held = explanation
        } else {
            if let first = held { try writeMember(first, number: 1) }
            held = nil
            try writeMember(explanation, number: count)
        }
    }

    /// Writes what belongs to all sketches.
    package mutating func finish(_ summary: ExplanationSummary) throws {
        try directory.write(order.svg, to: "order.svg")
        if let only = held {
            let item = try item(only)
            for file in item.files { try directory.write(file.bytes, to: file.name) }
            let others = [HTMLLink("order.svg", path: "order.svg")]
            let page = item.page(place: place(only.original.source), orderPicture: try order.png(), others: others)
            try directory.write(page, to: "index.html")
            return
        }
        try directory.write(summary.json.line + "\n", to: "explanation.json")
        let page = ExplanationSetPage(
            summary: summary,
            rows: rows,
            orderPicture: try order.png(),
            links: [HTMLLink("explanation.json", path: "explanation.json"), HTMLLink("order.svg", path: "order.svg")]
        )
        try directory.write(page.text, to: "index.html")
    }

    private mutating func writeMember(_ explanation: SketchExplanation, number: Int) throws {
        guard number <= limit else { return }
        let source = explanation.original.source
        let folder = directory.unique(
            source.folderName(isAlone: oneSketchExtensions.contains(PathText.fileExtension(source.name)))
        )
        let item = try item(explanation)
        for file in item.files { try directory.write(file.bytes, to: PathText.join(folder, file.name), from: source) }
        let others = [HTMLLink("all sketches", path: "../index.html")]
        let page = item.page(place: place(source), others: others)
        try directory.write(page, to: PathText.join(folder, "index.html"), from: source)
        rows.append(item.overview(place: place(source), path: PathText.join(folder, "index.html")))
    }

    private func place(_ source: SketchSource) -> String { source.place(oneSketchExtensions: oneSketchExtensions) }

    private func item(_ explanation: SketchExplanation) throws(Fault) -> ExplanationItem {
        do {
            return try ExplanationItem(explanation)
        } catch let reason as any FaultReason {
            let source = explanation.original.source
            throw Fault(source: source.name, position: source.position, reason: reason)
        } catch {
            throw Fault(source: directory.name, reason: StreamError.cannotCreate("\(error)"))
        }
    }
}

/// The files of one sketch's explanation, except its page, whose links depend on the folder.
private struct ExplanationItem {
    let explanation: SketchExplanation
    let files: [(name: String, bytes: [UInt8])]

    /// - Throws: a `FaultReason` if a picture cannot be made.
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
    /// - place: the sketch's position in the input, as it is shown.
    ///   - orderPicture: the similarity of the learned order embeddings, if no other page shows it.
    ///   - others: links to what belongs to the whole run.
    func page(place: String, orderPicture: [UInt8]? = nil, others: [HTMLLink]) -> String {
        let links = files.map { HTMLLink($0.name, path: $0.name) } + others
        return ExplanationPage(explanation: explanation, place: place, orderPicture: orderPicture, links: links).text
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
