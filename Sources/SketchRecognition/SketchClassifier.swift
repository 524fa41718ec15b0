package import RasterNet
package import SketchModel
package import SketchNet
internal import SketchTransforms

/// Recognises sketches with a stroke network, a raster network, or both.
///
/// Many threads can use one value at once. The answer for a sketch doesn't depend on the sketches beside it, except for
/// the last bits.
package struct SketchClassifier: Sendable {
    package let model: SketchNetModel
    /// What of a drawing is used.
    package let view: RecognitionView
    /// The labels to choose from, in the order of logits and probabilities.
    package let labels: [String]
    /// The number of views per sketch: 1 for the sketch itself.
    package let views: Int
    /// The index of each label among the model's.
    package let classes: [Int]
    /// The raster network, with the index of each label among its own; `nil` if only strokes are used.
    package let raster: (network: RasterNetwork, places: [Int])?
    private let workers = WorkerPool()

    /// - Parameters:
    ///   - raster: a raster network with the same labels, in any order; needed for all views except strokes.
    ///   - view: what of a drawing is used; by default everything there is a network for.
    ///   - labels: the labels to choose from; softmax is then over these only. `nil` for all of the model's.
    ///   - views: for test-time augmentation: the probabilities are the mean over the sketch and `views - 1` slightly
    ///   rotated, sheared and stretched copies of it, the same for every sketch. At least 1.
    /// - Throws: `RecognitionError` if the model places strokes, if a label isn't the model's or given twice, if there
    ///   are no labels, if the two networks have different labels, or if the view needs a network that isn't there.
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

    /// The indices of labels among the model's, or of all its labels.
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
    /// - Returns: one answer per sketch, empty for a sketch without points.
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

    /// A worker for the caller only, without sketches.
    func takeWorker() -> ClassifierWorker { workers.take() ?? ClassifierWorker(self) }

    func giveBack(_ worker: ClassifierWorker) {
        worker.removeAll()
        workers.put(worker)
    }
}

/// What of a drawing is used to recognise it.
package enum RecognitionView: String, Sendable, CaseIterable {
    /// Its strokes, with SketchXAINet.
    case strokes
    /// Its picture, with a convolutional network.
    case raster
    /// Both: a weighted sum of their logits, with weights that were fitted on validation drawings.
    case both
}
