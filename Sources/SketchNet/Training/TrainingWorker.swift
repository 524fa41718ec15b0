internal import Augmentation

/// A worker's own memory, used again for every part of a batch.
final class TrainingWorker {
    let number: Int
    let workspace = SketchNetWorkspace<Float>()
    private(set) var batch = StrokeBatch<Float>()
    private(set) var sketches: [Int] = []
    private(set) var labels: [Int] = []
    /// The strokes' boxes, where the network is one of locations.
    private(set) var boxes: [StrokeBox] = []
    var logitGradients: [Float] = []
    var teacherProbabilities: [Float] = []
    private var sketch = PackedSketch()
    private var scratch = SketchAugmentation.Workspace()

    init(number: Int) { self.number = number }

    func begin() {
        batch.removeAll()
        sketches.removeAll(keepingCapacity: true)
        labels.removeAll(keepingCapacity: true)
        boxes.removeAll(keepingCapacity: true)
    }

    /// Adds a sketch to the batch, after `change`.
    func load(
        _ index: Int,
        of set: TrainingSet,
        for head: SketchNetConfiguration.Head,
        _ change: (inout PackedSketch, inout SketchAugmentation.Workspace) -> Void = { _, _ in }
    ) {
        set.copy(index, into: &sketch)
        change(&sketch, &scratch)
        switch head {
        case .classes: batch.append(sketch)
        case .locations:
            batch.append(sketch, toPlaceAs: Int(set.labels[index]))
            boxes += sketch.strokeBoxes
        }
        sketches.append(index)
        labels.append(Int(set.labels[index]))
    }

    /// The loss of the last forward pass, whose gradient is then in `logitGradients`, and the place of each sketch's label
    /// among the answers: for a network of locations, 0 for a sketch whose strokes are on average within a twentieth of
    /// its longer side of where they were drawn, 1 within a tenth, and 5 farther.
    func evaluate(
        _ loss: CrossEntropy,
        _ configuration: SketchNetConfiguration,
        teacher: [Float]? = nil,
        meanOver count: Int
    ) -> (loss: Double, ranks: [Int]) {
        if configuration.head == .locations {
            let (loss, distances) = LocationLoss().evaluate(
                workspace.logits,
                batch,
                boxes: boxes,
                meanOver: count,
                gradients: &logitGradients
            )
            return (loss, distances.map { $0 < 0.05 * 1.48 ? 0 : $0 < 0.1 * 1.48 ? 1 : 5 })
        }
        let value = loss.evaluate(
            logits: workspace.logits,
            classes: configuration.classes,
            labels: labels,
            teacher: teacher,
            meanOver: count,
            gradients: &logitGradients
        )
        return (value, ranks(classes: configuration.classes))
    }

    /// For each sketch of the last forward pass, how many classes are likelier than its label. Of equals, the first is.
    private func ranks(classes: Int) -> [Int] {
        labels.enumerated().map { row, label in
            let logits = workspace.logits[row * classes..<(row + 1) * classes]
            let own = logits[row * classes + label]
            return logits.indices.count {
                logits[$0] > own || (logits[$0] == own && $0 < row * classes + label) || logits[$0].isNaN
            }
        }
    }
}

/// Some places of a batch, and what came of them.
final class BatchPart {
    let places: Range<Int>
    var loss = 0.0
    var correct = 0
    var augmentation = Duration.zero

    init(_ places: Range<Int>) { self.places = places }
}
