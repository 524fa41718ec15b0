public import SketchNet

/// Stroke location inversion (SketchXAI, CVPR 2023): the network stays as it is, and the locations of a sketch's strokes
/// are optimised until it sees a given class. What the strokes look like does not depend on where they are, so their
/// shapes are computed once.
public struct StrokeInverter: Sendable {
    public let network: SketchNetwork<Float>

    public init(_ network: SketchNetwork<Float>) { self.network = network }

    /// Optimises several sketches at once, each by itself. The result for a sketch does not depend on the others, but
    /// for the last bits.
    /// - Returns: a trace for each task, of `method.steps` + 1 entries.
    /// - Throws: `InversionError` where a class is not the network's, or numbers cease to be finite.
    public func invert(
        _ tasks: [InversionTask],
        by method: InversionMethod,
        in workspace: SketchNetWorkspace<Float>
    ) throws(InversionError) -> [InversionTrace] {
        let classes = network.configuration.classes
        var batch = StrokeBatch<Float>()
        for task in tasks {
            for index in [task.target, task.label] where !(0..<classes).contains(index) {
                throw .noClass(index, classes: classes)
            }
            batch.append(task.sketch)
        }
        guard batch.truncatedStrokes == 0 else {
            let longest = tasks.map(\.start.count).max() ?? 0
            throw .tooManyStrokes(longest, limit: SketchNetConfiguration.maximumStrokes)
        }
        for (index, location) in tasks.lazy.flatMap(\.start).enumerated() {
            (batch.starts[2 * index], batch.starts[2 * index + 1]) = (location.x, location.y)
        }
        var traces = tasks.map { InversionTrace(strokeCount: $0.start.count) }
        var optimisers = tasks.map { LocationOptimiser(method, strokeCount: $0.start.count) }
        var shapes: [Float]?
        var logitGradients: [Float] = []
        for step in 0...method.steps {
            network.forward(batch, for: .inputGradients, shapes: shapes, in: workspace)
            if shapes == nil { shapes = workspace.shapes }
            logitGradients = workspace.logits
            var readings: [LogitReading] = []
            for (index, task) in tasks.enumerated() {
                let range = index * classes..<(index + 1) * classes
                readings.append(
                    LogitReading(
                        workspace.logits[range],
                        target: task.target,
                        label: task.label,
                        gradient: &logitGradients[range]
                    )
                )
            }
            network.backward(batch, logitGradients: logitGradients, in: workspace)
            var gradients = workspace.startGradients
            for (index, task) in tasks.enumerated() {
                let strokes = batch.strokes(ofSketch: index)
                let range = 2 * strokes.lowerBound..<2 * strokes.upperBound
                for (stroke, isFree) in task.isFree.enumerated() where !isFree {
                    let place = range.lowerBound + 2 * stroke
                    (gradients[place], gradients[place + 1]) = (0, 0)
                }
                let norm = gradients[range].reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
                guard norm.isFinite, readings[index].loss.isFinite else { throw .notFinite(step: step) }
                traces[index].append(readings[index], locations: batch.starts[range], gradientNorm: norm)
                guard step < method.steps else { continue }
                optimisers[index].move(&batch.starts[range], gradient: gradients[range], norm: norm, step: step)
            }
        }
        return traces
    }
}
