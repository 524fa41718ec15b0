package import SketchModel
internal import SketchNet
internal import SketchRecognition
package import SketchStreams
internal import SketchTransforms

/// Inverts sketches on the workers of a pipeline with `needsIndex`, and makes one row per sketch, in order.
package struct InvertingConsumer<Row: Sendable>: SketchConsumer {
    package struct Output: Sendable {
        package internal(set) var rows: [Row] = []
        /// The faults of sketches that have no row.
        package internal(set) var faults: [Fault] = []
        package internal(set) var withoutPoints = 0
        /// Sketches that are already the target.
        package internal(set) var alreadyTarget = 0
        /// Sketches with more strokes than a network sees; the strokes after the 196th stay where they are.
        package internal(set) var withExcessStrokes = 0
    }

    /// Where a sketch's label and target come from.
    package struct Naming: Sendable, Hashable {
        package var labelOrigin: InversionLabels.Origin
        package var isTargetRandom: Bool
    }

    /// How many sketches the pipeline should pass to a consumer at once: enough for passes of a good size, and few
    /// enough that all workers get some and long traces don't fill the memory.
    package static func batchSize(steps: Int) -> Int {
        max(1, Pass.taskLimit / max(1, steps / 200))
    }

    private let inverter: StrokeInverter
    private let method: InversionMethod
    private let request: InversionRequest
    private let labels: InversionLabels
    private let row: @Sendable (InvertedSketch, Naming) throws -> Row
    private let workspace = SketchNetWorkspace<Float>()
    private var transforming = TransformWorkspace()
    private var waiting: [Waiting] = []
    private var points = 0
    private var output = Output()

    private struct Waiting {
        var original: Sketch
        var task: InversionTask
        var label: String
        var target: String
        var naming: Naming
    }

    /// - Parameter row: makes the row of a sketch; a `FaultReason` that it throws belongs to the sketch.
    package init(
        _ inverter: StrokeInverter,
        by method: InversionMethod,
        request: InversionRequest,
        labels: InversionLabels,
        row: @escaping @Sendable (InvertedSketch, Naming) throws -> Row
    ) {
        (self.inverter, self.method, self.request, self.labels, self.row) = (inverter, method, request, labels, row)
    }

    package mutating func consume(_ sketch: inout Sketch) throws {
        guard !sketch.points.isEmpty else {
            output.withoutPoints += 1
            return
        }
        var framed = sketch
        _ = try RecognitionInput().apply(to: &framed, using: &transforming)
        let seed = request.seed(ofSketch: sketch.source.index)
        let (label, origin) = try labels.label(of: sketch)
        if request.mode == .transfer, label == request.target {
            output.alreadyTarget += 1
            return
        }
        let target = try request.target(of: label, among: labels.all, seed: seed)
        let isFree = try request.isFree(sketch, seed: seed)
        var task = try InversionTask(
            framed,
            isFree: isFree,
            target: labels.index(of: target),
            label: labels.index(of: label)
        )
        task.start = request.start(task.drawn, isFree: isFree, scale: sketch.frameScale, seed: seed)
        task.seed = seed
        // Further starts get batches of their own.
        let rows = framed.points.count
        if waiting.count >= Pass.taskLimit || points + rows > Pass.pointLimit { invert() }
        if sketch.strokesSeen.count < sketch.strokes.count(where: { !$0.isEmpty }) { output.withExcessStrokes += 1 }
        points += rows
        let naming = Naming(labelOrigin: origin, isTargetRandom: request.mode == .transfer && request.target == nil)
        waiting.append(Waiting(original: sketch, task: task, label: label, target: target, naming: naming))
    }

    package consuming func finish() -> Output {
        invert()
        return output
    }

    private mutating func invert() {
        defer {
            waiting.removeAll(keepingCapacity: true)
            points = 0
        }
        guard !waiting.isEmpty else { return }
        do {
            let traces = try inverter.invert(waiting.map(\.task), by: method, in: workspace)
            for (sketch, trace) in zip(waiting, traces) { append(sketch, trace) }
        } catch {
            // Processing each sketch separately shows which one is at fault.
            for sketch in waiting {
                do throws(InversionError) {
                    let traces = try inverter.invert([sketch.task], by: method, in: workspace)
                    for trace in traces { append(sketch, trace) }
                } catch {
                    output.faults.append(Fault(sketch.original.source, reason: error))
                }
            }
        }
    }

    private mutating func append(_ sketch: Waiting, _ trace: InversionTrace) {
        let inverted = InvertedSketch(
            sketch.original,
            task: sketch.task,
            trace: trace,
            target: sketch.target,
            label: sketch.label
        )
        do {
            output.rows.append(try row(inverted, sketch.naming))
        } catch {
            output.faults.append(Fault(sketch.original.source, error: error))
        }
    }
}

/// The limits of one pass, so that drawings of thousands of points take no more memory than usual ones.
private enum Pass {
    static let taskLimit = 64
    static let pointLimit = 16_384
}

extension Sketch {
    /// Network units per unit of the sketch.
    var frameScale: Double {
        NetworkFrame.scale(ofSide: boundingBox?.longerSide ?? 0)
    }
}
