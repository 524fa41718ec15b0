package import SketchNet

/// Stroke location inversion (SketchXAI, CVPR 2023): the network stays fixed, and the locations of a sketch's strokes
/// are optimised until it sees a given class. Locations don't affect the shapes of the strokes, so the shapes are
/// computed once.
package struct StrokeInverter: Sendable {
    package let network: SketchNetwork<Float>
    /// The names of the classes, for the prior.
    private let labels: [String]
    private let prior: LocationPrior?

    /// An inverter without a prior.
    package init(_ network: SketchNetwork<Float>) { (self.network, labels, prior) = (network, [], nil) }

    /// - Parameter prior: where strokes belong, for methods that use a prior. It has no estimates for labels that it
    ///   doesn't know.
    package init(_ model: SketchNetModel, prior: LocationPrior?) {
        (network, labels, self.prior) = (model.network, model.labels, prior)
    }

    /// Optimises several sketches at once, each separately. The result for a sketch doesn't depend on the others,
    /// except for the last bits. Some 64 tasks and starts at once are fastest.
    /// - Returns: a trace for each task, of its best start, with one entry for the start and one per step.
    /// - Throws: `InversionError` if a class isn't the network's, or numbers are no longer finite.
    package func invert(
        _ tasks: [InversionTask],
        by method: InversionMethod,
        in workspace: SketchNetWorkspace<Float>
    ) throws(InversionError) -> [InversionTrace] {
        try check(tasks)
        let estimates = estimates(for: tasks, by: method, in: workspace)
        let shapes = shapes(of: tasks, in: workspace)
        func run(_ task: Int, _ number: Int) -> InversionRun {
            InversionRun(tasks[task], at: task, number: number, method: method, estimates: estimates[task])
        }
        var best = tasks.indices.map { run($0, 0) }
        try optimise(&best, tasks, shapes, steps: method.steps, in: workspace)
        // Most sketches finish with the first start, and skip the others.
        var others = best.indices.filter { !best[$0].seesTarget }
            .flatMap { task in (1..<max(1, method.starts)).map { run(task, $0) } }
        try optimise(&others, tasks, shapes, steps: method.steps, in: workspace)
        for run in others where run.isBetter(than: best[run.task]) { best[run.task] = run }
        return best.map(\.trace)
    }

    /// Takes all steps of some runs, in batches that fit a core's cache.
    private func optimise(
        _ runs: inout [InversionRun],
        _ tasks: [InversionTask],
        _ shapes: [[Float]],
        steps: Int,
        in workspace: SketchNetWorkspace<Float>
    ) throws(InversionError) {
        for first in stride(from: 0, to: runs.count, by: Self.batchSize) {
            let part = first..<min(first + Self.batchSize, runs.count)
            var plan = Plan()
            for step in 0...max(0, steps) {
                let active = part.filter { !runs[$0].isDone }
                if active.isEmpty { break }
                if active != plan.runs { plan = Plan(active, of: runs, tasks: tasks, shapes: shapes) }
                plan.batch.starts.removeAll(keepingCapacity: true)
                for run in active { plan.batch.starts += runs[run].locations }
                try advance(&runs, by: plan, tasks, step: step, in: workspace)
            }
        }
    }

    private static let batchSize = 64

    /// The unfinished runs, as one batch.
    private struct Plan {
        var runs: [Int] = []
        var batch = StrokeBatch<Float>()
        var shapes: [Float] = []

        init() {}

        init(_ runs: [Int], of all: [InversionRun], tasks: [InversionTask], shapes: [[Float]]) {
            self.runs = runs
            for run in runs {
                batch.append(tasks[all[run].task].sketch)
                self.shapes += shapes[all[run].task]
            }
        }
    }

    private func advance(
        _ runs: inout [InversionRun],
        by plan: Plan,
        _ tasks: [InversionTask],
        step: Int,
        in workspace: SketchNetWorkspace<Float>
    ) throws(InversionError) {
        let classes = network.configuration.classes
        network.forward(plan.batch, for: .inputGradients, shapes: plan.shapes, in: workspace)
        var logitGradients = workspace.logits
        var readings: [LogitReading] = []
        for (index, run) in plan.runs.enumerated() {
            let range = index * classes..<(index + 1) * classes
            let task = tasks[runs[run].task]
            readings.append(
                LogitReading(
                    workspace.logits[range],
                    target: task.target,
                    label: task.label,
                    gradient: &logitGradients[range]
                )
            )
        }
        network.backward(plan.batch, logitGradients: logitGradients, in: workspace)
        var gradients = workspace.startGradients
        for (index, run) in plan.runs.enumerated() {
            let strokes = plan.batch.strokes(ofSketch: index)
            let range = 2 * strokes.lowerBound..<2 * strokes.upperBound
            try runs[run].take(readings[index], gradient: &gradients[range], step: step)
        }
    }

    private func check(_ tasks: [InversionTask]) throws(InversionError) {
        let classes = network.configuration.classes
        for task in tasks {
            for index in [task.target, task.label] where !(0..<classes).contains(index) {
                throw .noClass(index, classes: classes)
            }
            guard task.start.count <= SketchNetConfiguration.maximumStrokes else {
                throw .tooManyStrokes(task.start.count, limit: SketchNetConfiguration.maximumStrokes)
            }
        }
    }

    /// The prior's estimates for the targets; `nil` for tasks without, or if the method doesn't use a prior.
    private func estimates(
        for tasks: [InversionTask],
        by method: InversionMethod,
        in workspace: SketchNetWorkspace<Float>
    ) -> [[LocationEstimate]?] {
        guard let prior, method.priorWeight > 0 else { return tasks.map { _ in nil } }
        return prior.estimates(tasks.map(\.sketch), labels: tasks.map { labels[$0.target] }, in: workspace)
    }

    /// The shapes of each task's strokes.
    private func shapes(of tasks: [InversionTask], in workspace: SketchNetWorkspace<Float>) -> [[Float]] {
        var batch = StrokeBatch<Float>()
        for task in tasks { batch.append(task.sketch) }
        network.forward(batch, in: workspace)
        let (all, width) = (workspace.shapes, network.configuration.width)
        return tasks.indices.map { index in
            let strokes = batch.strokes(ofSketch: index)
            return Array(all[width * strokes.lowerBound..<width * strokes.upperBound])
        }
    }
}
