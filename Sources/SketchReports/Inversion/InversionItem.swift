internal import Charts
internal import ExplanationPictures
package import SketchModel
internal import SketchStreams
package import StrokeInversion

/// One inverted sketch, with its files.
package struct InversionItem: Sendable {
    package let inverted: InvertedSketch
    var labelOrigin: InversionLabels.Origin
    var isTargetRandom: Bool
    /// The trace's lines.
    var trace: String
    /// Names and bytes of its own files, except the start and the result if the format's writer makes them.
    var files: [(name: String, bytes: [UInt8])] = []
    /// Whether start and result are among the files.
    var hasDocuments = false
    /// Why they are not, if the format can keep the input's document but couldn't this time.
    package fileprivate(set) var documentFault: Fault?
    /// Its row on the page of several sketches; `nil` without pages.
    var overview: OverviewRow?

    package var source: SketchSource { inverted.original.source }
}

/// Makes the files of inverted sketches, on the workers.
package struct InversionMaker: Sendable {
    private let mode: InversionRequest.Mode
    private let documents: MovedDocuments
    private let frames: Int?
    private let place: @Sendable (SketchSource) -> String

    /// - Parameters:
    /// - frames: the number of pictures in the film strip; `nil` for no pictures and no pages.
    ///   - place: a sketch's position in the input, as it is shown.
    package init(
        mode: InversionRequest.Mode,
        documents: MovedDocuments,
        frames: Int?,
        place: @escaping @Sendable (SketchSource) -> String
    ) {
        (self.mode, self.documents, self.frames, self.place) = (mode, documents, frames, place)
    }

    /// - Throws: a `FaultReason` if its pictures cannot be made.
    package func item(
        _ inverted: InvertedSketch,
        _ naming: InvertingConsumer<InversionItem>.Naming
    ) throws -> InversionItem {
        var item = InversionItem(
            inverted: inverted,
            labelOrigin: naming.labelOrigin,
            isTargetRandom: naming.isTargetRandom,
            trace: InversionTraceText.lines(inverted)
        )
        if let frames { try addPictures(to: &item, frames: frames) }
        do {
            if let files = try documents.files(inverted) {
                item.files += files
                item.hasDocuments = true
            }
        } catch {
            item.documentFault = error
        }
        return item
    }

    private func addPictures(to item: inout InversionItem, frames: Int) throws {
        let record = try record(item.inverted)
        let drawing = record.drawing
        var film = FilmStrip(record, count: frames)
        film.rows[0].panels.insert(SketchPanel(drawing.drawn, captions: ["drawn"]), at: 0)
        let animation = MotionAnimation(record, every: drawing.result / 200 + 1)
        let page = HTMLPage(
            of: record,
            title: title(item.source),
            subtitle: subtitle(item.inverted),
            facts: facts(item),
            links: Self.names.map { HTMLLink($0, path: $0) }
        )
        item.files = [
            ("strip.png", try film.png(side: 240)),
            ("animation.png", try animation.apng()),
            ("animation.svg", Array(animation.svg.utf8)),
            ("probability.svg", Array(record.curve().svg.utf8)),
            ("index.html", Array(page.text.utf8)),
        ]
        item.overview = OverviewRow(
            HTMLLink(title(item.source), path: "index.html"),
            notes: [subtitle(item.inverted)] + facts(item).prefix(3).map { "\($0.name) \($0.value)" },
            panels: [
                SketchPanel(drawing.drawn, captions: ["drawn"]),
                SketchPanel(drawing, at: 0, captions: ["start"]),
                SketchPanel(drawing, at: drawing.result, showsDrawn: true, captions: ["result"]),
            ]
        )
    }

    private static let names = ["strip.png", "animation.png", "animation.svg", "probability.svg"]

    private func record(_ inverted: InvertedSketch) throws -> MotionRecord {
        let trace = inverted.trace
        let drawing = try MovingDrawing(
            drawn: inverted.framed(inverted.original),
            stepCount: trace.count,
            result: trace.result
        ) { inverted.framed(at: $0) }
        var series = [
            StepSeries(inverted.target, colour: ChartColours.all[0], values: trace.targetProbabilities)
        ]
        if inverted.label != inverted.target {
            series.append(StepSeries(inverted.label, colour: ChartColours.all[1], values: trace.labelProbabilities))
        }
        let losses = StepSeries("loss", colour: ChartColours.all[2], values: trace.losses)
        return try MotionRecord(drawing, probabilities: series, losses: losses)
    }

    /// Its position without the folders.
    private func title(_ source: SketchSource) -> String {
        var source = source
        source.name = PathText.split(source.name).leaf
        return place(source)
    }

    private func subtitle(_ inverted: InvertedSketch) -> String {
        switch mode {
        case .recover: "\(inverted.label), strokes put back"
        case .transfer: "from \(inverted.label) to \(inverted.target)"
        }
    }

    private func facts(_ item: InversionItem) -> [HTMLFact] {
        let (inverted, trace) = (item.inverted, item.inverted.trace)
        func both(_ value: (Int) -> String) -> String { "\(value(0)) → \(value(trace.result))" }
        var facts = [
            HTMLFact("seen as \(inverted.target)", both { Counting.percent(trace.targetProbabilities[$0]) }),
            HTMLFact("first recognised", trace.firstSuccess.map { "step \($0)" } ?? "never"),
        ]
        if inverted.meanDistance(at: 0) != nil {
            facts.append(
                HTMLFact(
                    "distance from the original, of the diagonal",
                    both { inverted.meanDistance(at: $0).map(Counting.percent) ?? "" }
                )
            )
        }
        return facts + [
            HTMLFact("strokes", "\(inverted.original.strokeCount)"),
            HTMLFact("steps", "\(trace.count - 1)"),
            HTMLFact("label", "\(inverted.label), \(item.labelOrigin.words)"),
        ]
    }
}
