package import SketchModel
package import SketchStreams

/// Recognises sketches on the workers of a pipeline whose last steps are `RecognitionInput.steps`, and makes one row
/// per sketch, in order.
package struct RecognisingConsumer<Row: Sendable>: SketchConsumer {
    package struct Output: Sendable {
        package internal(set) var rows: [Row] = []
        /// What ended the work early. Its position is that of the sketch, which is known if the pipeline has
        /// `needsIndex`.
        package internal(set) var fault: Fault?
    }

    /// How many sketches the pipeline should pass to a consumer at once: enough for passes of the best size, and few
    /// enough to give all workers some.
    package static var batchSize: Int { ClassifierWorker.sketchLimit }

    private let classifier: SketchClassifier
    private let row: @Sendable (SketchMetadata, SketchSource, Classification) -> Row
    private let worker: ClassifierWorker
    private var waiting: [(metadata: SketchMetadata, source: SketchSource)] = []
    private var output = Output()

    package init(
        _ classifier: SketchClassifier,
        row: @escaping @Sendable (SketchMetadata, SketchSource, Classification) -> Row
    ) {
        self.classifier = classifier
        self.row = row
        worker = classifier.takeWorker()
    }

    package mutating func consume(_ sketch: inout Sketch) {
        if worker.isFull { recognise() }
        worker.add(sketch)
        waiting.append((sketch.metadata, sketch.source))
    }

    package consuming func finish() -> Output {
        recognise()
        classifier.giveBack(worker)
        return output
    }

    private mutating func recognise() {
        defer { waiting.removeAll(keepingCapacity: true) }
        for (sketch, answer) in zip(waiting, worker.run()) where output.fault == nil {
            if let answer {
                output.rows.append(row(sketch.metadata, sketch.source, answer))
            } else {
                let (name, position) = (sketch.source.name, sketch.source.position)
                output.fault = Fault(source: name, position: position, reason: RecognitionError.notFinite)
            }
        }
    }
}
