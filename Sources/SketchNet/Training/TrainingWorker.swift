internal import Augmentation
internal import SketchModel

/// A worker's own memory, reused for every part of a batch.
final class TrainingWorker {
    let number: Int
    let workspace = SketchNetWorkspace<Float>()
    private(set) var batch = StrokeBatch<Float>()
    private(set) var sketches: [Int] = []
    private(set) var labels: [Int] = []
    /// The boxes of the strokes, for a location network.
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

    /// Adds a sketch to the batch, after applying `change`.
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

    /// Computes the loss of the last forward pass, leaving its gradient in `logitGradients`, and the rank of each
    /// sketch's label among the answers. For a location network the rank is 0 if the mean distance of a sketch's
    /// strokes from where they were drawn is within a twentieth of its longer side, 1 within a tenth, otherwise 5.
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
            return (loss, distances.map { $0 < 0.05 * NetworkFrame.side ? 0 : $0 < 0.1 * NetworkFrame.side ? 1 : 5 })
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

    /// For each sketch of the last forward pass, how many classes are likelier than its label. Ties go to the first.
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

/// Some of the sketches of a batch, and their results.
final class BatchPart {
    let places: Range<Int>
    var loss = 0.0
    var correct = 0
    var augmentation = Duration.zero

    init(_ places: Range<Int>) { self.places = places }
}
