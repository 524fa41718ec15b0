internal import SketchModel
internal import SketchStreams

/// The answers of a file.
struct AnswerDocument: SketchDocument {
    let pages: [Int]
    private let texts: [AnswerText]
    private let answers: [(text: Int, answer: Answer)]
    private let grid: Grid
    private let curves: SketchAgentFormat.Curves

    /// - Throws: `DocumentFault` if there is no answer.
    init(_ file: [UInt8], grid: Grid, curves: SketchAgentFormat.Curves) throws(DocumentFault) {
        texts = AnswerText.texts(of: file)
        var answers: [(text: Int, answer: Answer)] = []
        var prose: Int?
        for (index, text) in texts.enumerated() {
            var concept: Range<Int>?
            for var answer in AnswerScanner(text.bytes.span).answers {
                if !answer.isClosed, !answer.strokes.contains(where: { $0.hasCell(text.bytes.span, on: grid) }) {
                    // What a sentence says is drawn may still be.
                    concept = answer.concept ?? concept
                    prose = prose ?? text.place(of: answer.offset)
                    continue
                }
                answer.concept = answer.concept ?? concept
                concept = nil
                answers.append((index, answer))
            }
        }
        guard !answers.isEmpty else {
            throw DocumentFault(prose == nil ? SketchAgentError.noAnswer : .noStroke, at: prose ?? 0)
        }
        let texts = texts
        pages = answers.map { texts[$0.text].place(of: $0.answer.offset) }
        (self.answers, self.grid, self.curves) = (answers, grid, curves)
    }

    func read(_ page: Int, into sketch: inout Sketch, notes: inout DocumentNotes) throws(DocumentFault) {
        let (index, answer) = answers[page]
        let text = texts[index]
        for (oddity, offset) in answer.oddities { notes.warn(oddity.text, at: text.place(of: offset)) }
        sketch.canvas = Canvas(width: Grid.canvasSide, height: Grid.canvasSide, unit: .pixel)
        sketch.metadata.label =
            answer.concept.flatMap { NameText.decode(text.bytes[$0]) } ?? text.concept.flatMap { $0.isEmpty ? nil : $0 }
        var reading = StrokeReading(text, grid: grid, curves: curves)
        for stroke in answer.strokes { reading.take(stroke, into: &sketch, notes: &notes) }
        reading.finish(into: &sketch)
        guard sketch.strokeCount > 0 else {
            throw DocumentFault(SketchAgentError.noStroke, at: text.place(of: answer.offset))
        }
    }
}
