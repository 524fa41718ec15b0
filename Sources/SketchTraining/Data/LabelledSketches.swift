internal import SketchModel
package import SketchNet
internal import SketchRecognition
package import SketchStreams

/// Sketches read for training, and counts of those left out.
package struct LabelledSketches: Sendable {
    package private(set) var set: TrainingSet
    /// The number of sketches without a label or a point, with a label that isn't a class, or with coordinates too far
    /// apart for 32 bits.
    package private(set) var unlabelled = 0
    package private(set) var empty = 0
    package private(set) var otherClass = 0
    package private(set) var unusable = 0

    /// - Parameter classes: the only labels accepted, in the order of the network's outputs; `nil` for all.
    package init(classes: [String]? = nil) { set = TrainingSet(classes: classes) }

    /// Adds a sketch that has been prepared.
    mutating func take(_ sketch: Sketch) {
        guard let label = sketch.metadata.label, label.contains(where: { !$0.isWhitespace }) else {
            unlabelled += 1
            return
        }
        guard !sketch.points.isEmpty else {
            empty += 1
            return
        }
        if set.append(sketch) { return }
        if set.classes.contains(label) { unusable += 1 } else { otherClass += 1 }
    }

    /// Appends other sketches.
    mutating func take(_ others: LabelledSketches) throws(TrainingRunError) {
        unlabelled += others.unlabelled
        empty += others.empty
        otherClass += others.otherClass
        unusable += others.unusable
        guard set.append(contentsOf: others.set) else { throw .tooManyPoints }
    }

    /// Reads sketches for validation, with the classes of these, and appends them.
    /// - Returns: the number of sketches.
    /// - Throws: what `read` throws.
    package mutating func appendForValidation(
        _ pipeline: SketchPipeline,
        memory: Int,
        events: SketchPipeline.Events = SketchPipeline.Events()
    ) async throws -> Int {
        let before = set.count
        var others = LabelledSketches(classes: set.classes)
        var pipeline = pipeline
        pipeline.transforms += RecognitionInput.steps
        let classes = set.classes
        _ = try await pipeline.run(
            events: events,
            makeConsumer: { LabelledConsumer(sketches: LabelledSketches(classes: classes)) },
            collect: { part in try others.take(part) }
        )
        try take(others)
        guard set.size <= memory else { throw TrainingRunError.tooManySketches(memory: memory) }
        guard set.count > before else {
            throw TrainingRunError.noLabelledSketch(unlabelled: others.unlabelled, others: others.otherClass)
        }
        return set.count - before
    }

    /// Reads everything that comes out of a pipeline, in order, with the same preparation as for recognition.
    /// - Parameters:
    ///   - classes: the only labels accepted, in the order of the network's outputs. If `nil`, all labels that occur,
    ///   sorted without regard to the case of ASCII letters.
    ///   - memory: the most bytes that the sketches may take.
    /// - Throws: `Fault` of the pipeline; `TrainingRunError` if there are too many sketches, none, or a single class.
    package static func read(
        _ pipeline: SketchPipeline,
        classes: [String]? = nil,
        memory: Int,
        events: SketchPipeline.Events = SketchPipeline.Events()
    ) async throws -> (sketches: LabelledSketches, report: PipelineReport) {
        var pipeline = pipeline
        pipeline.transforms += RecognitionInput.steps
        var all = LabelledSketches(classes: classes)
        let report = try await pipeline.run(
            events: events,
            makeConsumer: { LabelledConsumer(sketches: LabelledSketches(classes: classes)) },
            collect: { part in
                try all.take(part)
                guard all.set.size <= memory else { throw TrainingRunError.tooManySketches(memory: memory) }
            }
        )
        if classes == nil { all.set.sortClasses() }
        guard all.set.count > 0 else {
            throw TrainingRunError.noLabelledSketch(unlabelled: all.unlabelled, others: all.otherClass)
        }
        if let empty = zip(all.set.classes, all.set.classCounts).first(where: { $1 == 0 }) {
            throw TrainingRunError.noSketchOfClass(empty.0)
        }
        guard all.set.classes.count > 1 else { throw TrainingRunError.singleClass(all.set.classes[0]) }
        return (all, report)
    }
}

/// Packs the sketches of a chunk, on any worker.
private struct LabelledConsumer: SketchConsumer {
    var sketches: LabelledSketches

    mutating func consume(_ sketch: inout Sketch) { sketches.take(sketch) }
    consuming func finish() -> LabelledSketches { sketches }
}
