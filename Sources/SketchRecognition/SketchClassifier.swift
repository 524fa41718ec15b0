package import RasterNet
package import SketchModel
package import SketchNet
internal import SketchTransforms

/// Recognises sketches by a model of strokes, by a network of pictures, or by both.
///
/// A value may be used by many threads at once. What is said of a sketch does not depend on the sketches beside it, but
/// for the last bits.
package struct SketchClassifier: Sendable {
    package let model: SketchNetModel
    /// What is looked at.
    package let view: RecognitionView
    /// The labels to choose from, in the order of logits and probabilities.
    package let labels: [String]
    /// How many views of a sketch are looked at: 1 for the sketch alone.
    package let views: Int
    /// The place of each label among the model's.
    package let classes: [Int]
    /// The network of pictures, with the place of each label among its own; `nil` where only strokes are looked at.
    package let raster: (network: RasterNetwork, places: [Int])?
    private let workers = WorkerPool()

    /// - Parameters:
    ///   - raster: a network of the same labels, in any order, that looks at pictures; needed for all views but strokes.
    ///   - view: what is looked at; by default all that there is a network for.
    ///   - labels: those to choose from; softmax is then over them alone. All of the model's where `nil`.
    ///   - views: test-time augmentation: the probabilities are the mean over the sketch and so many less one slightly
    ///     turned, sheared and stretched copies of it, the same for every sketch. At least 1.
    /// - Throws: `RecognitionError` where the model places strokes, a label is not the model's or given twice, or there is
    ///   none; where the two networks have other labels, or the view needs one that isn't there.
    package init(
        _ model: SketchNetModel,
        raster: RasterNetwork? = nil,
        view: RecognitionView? = nil,
        labels: [String]? = nil,
        views: Int = 1
    ) throws(RecognitionError) {
        precondition(views >= 1, "A sketch is seen once at least")
        guard model.network.configuration.head == .classes else { throw .noClasses }
        self.model = model
        self.views = views
        self.view = view ?? (raster == nil ? .strokes : .both)
        self.labels = labels ?? model.labels
        classes = try Self.classes(labels, of: model)
        guard self.view != .strokes else {
            self.raster = nil
            return
        }
        guard let raster else { throw .noRasterNetwork(self.view) }
        let own = Dictionary(zip(raster.labels, 0...), uniquingKeysWith: { first, _ in first })
        if let other = model.labels.first(where: { own[$0] == nil }) { throw .otherRasterLabels(other) }
        self.raster = (raster, self.labels.compactMap { own[$0] })
    }

    /// The places of labels among the model's, or of all.
    private static func classes(_ labels: [String]?, of model: SketchNetModel) throws(RecognitionError) -> [Int] {
        guard let labels else { return Array(model.labels.indices) }
        guard !labels.isEmpty else { throw .noLabels }
        let known = Dictionary(zip(model.labels, 0...), uniquingKeysWith: { first, _ in first })
        var classes: [Int] = []
        var seen: Set<String> = []
        for label in labels {
            guard let index = known[label] else { throw RecognitionError(unknown: label, known: model.labels) }
            guard seen.insert(label).inserted else { throw .duplicateLabel(label) }
            classes.append(index)
        }
        return classes
    }

    /// Recognises sketches in any units; `RecognitionInput` prepares them.
    /// - Returns: an answer for each, empty for one without points.
    /// - Throws: `TransformError.overflow` for a drawing that is too large, `RecognitionError.notFinite`.
    package func classify(_ sketches: [Sketch]) throws -> [Classification] {
        let worker = takeWorker()
        defer { giveBack(worker) }
        var workspace = TransformWorkspace()
        var answers: [Classification] = []
        answers.reserveCapacity(sketches.count)
        for original in sketches {
            var sketch = original
            _ = try RecognitionInput().apply(to: &sketch, using: &workspace)
            if worker.isFull { answers += try finite(worker.run()) }
            worker.add(sketch)
        }
        answers += try finite(worker.run())
        return answers
    }

    private func finite(_ answers: [Classification?]) throws(RecognitionError) -> [Classification] {
        let finite = answers.compactMap { $0 }
        guard finite.count == answers.count else { throw .notFinite }
        return finite
    }

    /// A worker that no one else uses, with no sketches in it.
    func takeWorker() -> ClassifierWorker { workers.take() ?? ClassifierWorker(self) }

    func giveBack(_ worker: ClassifierWorker) {
        worker.removeAll()
        workers.put(worker)
    }
}
