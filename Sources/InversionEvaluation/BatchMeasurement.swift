internal import SketchJudge
internal import SketchModel
internal import StrokeInversion

/// A value, with the sketch and the seed that it belongs to.
struct MeasuredValue: Sendable {
    var mode: InversionEvaluation.Mode
    var layout: InversionEvaluation.Layout
    var measure: InversionMeasure
    var value: InversionEvaluation.Value
}

/// Measures the layouts of one batch.
struct BatchMeasurement {
    private let batch: EvaluationBatch
    private let judge: RasterJudge
    private let judged: [Int]
    private let originals: [Judgement]
    private(set) var values: [MeasuredValue] = []

    /// - Parameters:
    ///   - judged: for each of the network's classes, the judge's class, -1 if there is none.
    ///   - originals: the judge's answers for the originals of all recovered sketches.
    init(_ batch: EvaluationBatch, judge: RasterJudge, judged: [Int], originals: [Judgement]) {
        (self.batch, self.judge, self.judged, self.originals) = (batch, judge, judged, originals)
    }

    /// - Parameters:
    ///   - seconds: the time per sketch, if it is to be measured.
    ///   - entry: the entry of a trace that is measured.
    mutating func take(
        _ layout: InversionEvaluation.Layout,
        _ tasks: [InversionTask],
        _ traces: [InversionTrace],
        seconds: Double? = nil,
        entry: (InversionTrace) -> Int
    ) throws {
        let found = zip(tasks, traces).map { task, trace in
            layout == .original ? task.sketch : task.sketch.laidOut(at: trace.locations(at: entry(trace)))
        }
        let judgements = try judge.judge(found)
        for place in tasks.indices {
            let (task, trace) = (tasks[place], traces[place])
            let entry = entry(trace)
            func add(_ number: Double?, _ measure: InversionMeasure) {
                guard let number else { return }
                let index = batch.sketches[place].index
                let value = InversionEvaluation.Value(sketch: index, seed: batch.seed, number: number)
                values.append(MeasuredValue(mode: batch.mode, layout: layout, measure: measure, value: value))
            }
            if layout != .original, !(batch.mode == .transfer && layout == .start),
                let comparison = LayoutComparison(task.sketch, found: trace.locations(at: entry))
            {
                add(comparison.locationError, .locationError)
                add(comparison.translatedError, .translatedError)
                if batch.mode == .recovery {
                    add(comparison.leftRight, .leftRight)
                    add(comparison.aboveBelow, .aboveBelow)
                }
            }
            add(trace.isTargetFirst[entry] ? 1 : 0, .selfRecognition)
            let target = judged[task.target]
            if target >= 0 { add(judgements[place].best == target ? 1 : 0, .judgeRecognition) }
            if batch.mode == .recovery { add(isRetrieved(batch.first + place, by: judgements[place]), .retrieval) }
            add(found[place].shareOffCanvas, .offCanvas)
            if let seconds {
                add(trace.firstSuccess.map(Double.init), .stepsToSuccess)
                add(seconds, .seconds)
            }
        }
    }

    /// 1 if no other original looks more like the layout than its own, otherwise 0.
    private func isRetrieved(_ own: Int, by judgement: Judgement) -> Double {
        let similarity = originals[own].similarity(to: judgement)
        return originals.allSatisfy { $0.similarity(to: judgement) <= similarity } ? 1 : 0
    }
}
