internal import SketchModel
internal import SketchStreams

/// Turns the strokes of an answer into those of a sketch.
struct StrokeReading {
    private let text: AnswerText
    private let grid: Grid
    private let curves: SketchAgentFormat.Curves
    /// The stroke that the next element may continue.
    private var points: [Point] = []
    private var id: ArraySlice<UInt8>?
    private var lastCell: Point?

    init(_ text: AnswerText, grid: Grid, curves: SketchAgentFormat.Curves) {
        (self.text, self.grid, self.curves) = (text, grid, curves)
    }

    /// Reads one element. Its stroke is added to the sketch once it is known that nothing continues it.
    mutating func take(_ stroke: StrokeText, into sketch: inout Sketch, notes: inout DocumentNotes) {
        guard let element = element(stroke, notes: &notes), let first = element.cells.first else { return }
        let fit = curves == .fit ? element.fit(on: grid) : nil
        if fit?.usesEvenTimes == true {
            notes.warn(Oddity.uselessTimes.text, at: text.place(of: stroke.times?.lowerBound ?? stroke.offset))
        }
        let id = stroke.id.map { NameText.trimmed(text.bytes[$0]) }
        if id?.isEmpty != false { notes.warn(Oddity.noName.text, at: text.place(of: stroke.offset)) }
        let elementPoints = fit.map { $0.polyline.map(grid.canvasPoint) } ?? element.points(on: grid, curves: curves)
        if let id, let before = self.id, first == lastCell, NameText.isContinued(id, of: before) {
            points.join(elementPoints)
        } else {
            finish(into: &sketch)
            (points, self.id) = (elementPoints, id)
        }
        lastCell = element.cells.last
    }

    /// Adds the last stroke to the sketch.
    mutating func finish(into sketch: inout Sketch) {
        guard !points.isEmpty else { return }
        for point in points { sketch.append(point) }
        sketch.endStroke()
        points = []
        guard let id, !NameText.isNumber(id, sketch.strokeCount), let name = NameText.decode(id) else { return }
        sketch.setAttributes(StrokeAttributes(name: name), ofStroke: sketch.strokeCount - 1)
    }

    private func element(_ stroke: StrokeText, notes: inout DocumentNotes) -> StrokeElement? {
        let bytes = text.bytes.span
        func warn(_ oddity: Oddity, _ offset: Int, _ notes: inout DocumentNotes) {
            notes.warn(oddity.text, at: text.place(of: offset))
        }
        let list = stroke.points.map { CellList(bytes, $0, on: grid) }
        for (oddity, offset) in list?.oddities ?? [] { warn(oddity, offset, &notes) }
        guard let cells = list?.cells, !cells.isEmpty else {
            warn(.noPoints, stroke.offset, &notes)
            return nil
        }
        var element = StrokeElement(cells: cells, times: CurveFit.evenTimes(cells.count))
        guard let range = stroke.times else {
            warn(.noTimes, stroke.offset, &notes)
            return element
        }
        let values = TimeList(bytes, range)
        if let times = values.times, times.count == cells.count {
            element.times = times
        } else {
            let isBad = values.times == nil
            warn(isBad ? .badTimes : .otherTimeCount, isBad ? values.offset : range.lowerBound, &notes)
        }
        return element
    }
}
