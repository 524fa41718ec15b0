internal import Platform
package import SketchJudge
package import SketchModel
internal import SketchNet
package import StrokeInversion

/// Inverts a set of sketches with several methods and seeds, and measures the results.
package struct InversionEvaluator: Sendable {
    package let inverter: StrokeInverter
    package let judge: RasterJudge
    /// The methods used to invert sketches.
    package var methods: [(layout: InversionEvaluation.Layout, method: InversionMethod)] = [
        (.paper, .paper), (.croquis, .croquis),
    ]
    package var modes = InversionEvaluation.Mode.allCases
    /// Where movable strokes begin, in the network's frame; if `nil`, at random in recovery, and where they were drawn
    /// in transfer.
    package var start: InversionRequest.Start?
    /// Which strokes are perturbed and can move.
    package var strokes = InversionRequest.Strokes.all
    /// The classes that sketches are transferred to, in ascending order.
    package var targets: [Int]
    /// The number of inversions per sketch.
    package var seeds = 3
    /// Determines the starts, and the targets of transfer.
    package var seed: UInt64 = 0
    /// The number of sketches inverted together.
    package var batchSize = 64
    /// The number of batches processed at once; the results don't depend on it.
    package var jobs = 1

    /// For each of the inverter's classes, the judge's class, -1 if there is none.
    private let judged: [Int]

    /// - Parameter labels: the names of the inverter's classes.
    package init(_ inverter: StrokeInverter, labels: [String], judge: RasterJudge) {
        precondition(labels.count == inverter.network.configuration.classes, "A class has no name")
        (self.inverter, self.judge) = (inverter, judge)
        targets = Array(labels.indices)
        let places = Dictionary(zip(judge.labels, 0...), uniquingKeysWith: { first, _ in first })
        judged = labels.map { places[$0] ?? -1 }
    }

    /// How much of the work is done, in batches.
    package struct Progress: Sendable, Hashable {
        package var done: Int
        package var total: Int
    }

    /// - Parameters:
    ///   - sketches: in the network's frame, ±0.74, with at most 196 strokes each, none of them empty.
    ///   - classes: the class of each sketch, as the inverter numbers them.
    ///   - progress: called after each batch.
    /// - Throws: `InversionError`, `InversionRequestError`, `RasterError`, `CancellationError`.
    package func evaluate(
        _ sketches: [Sketch],
        classes: [Int],
        progress: (Progress) -> Void = { _ in }
    ) async throws -> InversionEvaluation {
        precondition(sketches.count == classes.count, "A sketch has no class")
        let drawn = zip(sketches, classes).enumerated().map { DrawnSketch(index: $0, sketch: $1.0, class: $1.1) }
        var evaluation = InversionEvaluation()
        var sets: [(mode: InversionEvaluation.Mode, sketches: [DrawnSketch])] = []
        for mode in InversionEvaluation.Mode.allCases where modes.contains(mode) {
            sets.append((mode, mode == .transfer ? drawn : drawn.filter { $0.sketch.strokeCount > 1 }))
        }
        for set in sets {
            evaluation.counts[set.mode] = set.sketches.count
            if set.mode == .recovery { evaluation.withoutLayout = drawn.count - set.sketches.count }
        }
        evaluation.unknownToJudge = classes.count { judged[$0] < 0 }
        let originals = try judge.judge((sets.first { $0.mode == .recovery }?.sketches ?? []).map(\.sketch))

        let work = sets.flatMap { batches(of: $0.sketches, $0.mode) }
        var results: [[MeasuredValue]] = Array(repeating: [], count: work.count)
        var done = 0
        try await withThrowingTaskGroup(of: (Int, [MeasuredValue]).self) { group in
            var waiting = work.indices.makeIterator()
            func addNext() {
                guard let index = waiting.next() else { return }
                group.addTask { (index, try measure(work[index], originals: originals)) }
            }
            for _ in 0..<max(1, jobs) { addNext() }
            while let (index, values) = try await group.next() {
                results[index] = values
                done += 1
                progress(Progress(done: done, total: work.count))
                addNext()
            }
        }
        for value in results.joined() {
            evaluation.add(value.value, of: value.measure, value.mode, value.layout)
        }
        return evaluation
    }

    private func batches(of sketches: [DrawnSketch], _ mode: InversionEvaluation.Mode) -> [EvaluationBatch] {
        (0..<seeds).flatMap { seed in
            stride(from: 0, to: sketches.count, by: batchSize).map { start in
                EvaluationBatch(
                    mode: mode,
                    seed: seed,
                    first: start,
                    sketches: Array(sketches[start..<min(start + batchSize, sketches.count)])
                )
            }
        }
    }

    private func measure(_ batch: EvaluationBatch, originals: [Judgement]) throws -> [MeasuredValue] {
        try Task.checkCancellation()
        var measurement = BatchMeasurement(batch, judge: judge, judged: judged, originals: originals)
        let tasks = try batch.sketches.map { try task($0, batch) }
        let workspace = SketchNetWorkspace<Float>()
        if batch.mode == .recovery, batch.seed == 0 {
            var look = InversionMethod.paper
            look.steps = 0
            let drawn = try batch.sketches.map { try InversionTask($0.sketch, target: $0.class) }
            let traces = try inverter.invert(drawn, by: look, in: workspace)
            try measurement.take(.original, drawn, traces) { _ in 0 }
        }
        for (number, (layout, method)) in methods.enumerated() {
            try Task.checkCancellation()
            let start = ProcessorTime.ofThread
            let traces = try inverter.invert(tasks, by: method, in: workspace)
            let seconds = (ProcessorTime.ofThread - start) / Double(tasks.count)
            if number == 0 { try measurement.take(.start, tasks, traces) { _ in 0 } }
            try measurement.take(layout, tasks, traces, seconds: seconds) { $0.result }
        }
        return measurement.values
    }

    private func task(_ drawn: DrawnSketch, _ batch: EvaluationBatch) throws -> InversionTask {
        var generator = SeededGenerator(seed: seed &+ UInt64(batch.seed), stream: drawn.index)
        var task: InversionTask
        switch batch.mode {
        case .recovery: task = try InversionTask(drawn.sketch, target: drawn.class)
        case .transfer:
            task = try InversionTask(
                drawn.sketch,
                target: target(for: drawn.class, by: &generator),
                label: drawn.class
            )
        }
        var request = InversionRequest(batch.mode == .recovery ? .recover : .transfer, start: start)
        request.strokes = strokes
        task.seed = generator.next()
        task.isFree = try request.isFree(drawn.sketch, seed: task.seed)
        // Sketches are already in the frame.
        task.start = request.start(task.drawn, isFree: task.isFree, scale: 1, seed: task.seed)
        return task
    }

    /// Any other class, as SketchXAI's authors choose it.
    private func target(for own: Int, by generator: inout SeededGenerator) -> Int {
        let place = targets.firstIndex(of: own) ?? 0
        return targets.count < 2
            ? own : targets[(place + 1 + generator.index(below: targets.count - 1)) % targets.count]
    }
}

/// A sketch of the set, with its index.
struct DrawnSketch: Sendable {
    var index: Int
    var sketch: Sketch
    var `class`: Int
}

/// Sketches that are inverted together.
struct EvaluationBatch: Sendable {
    var mode: InversionEvaluation.Mode
    var seed: Int
    /// The index of the first among the sketches of the mode.
    var first: Int
    var sketches: [DrawnSketch]
}

/// Processor time in seconds, which other programs on the machine don't affect.
enum ProcessorTime {
    /// The time that the calling thread has used so far.
    static var ofThread: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
