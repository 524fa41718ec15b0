/// A worker's own memory, used again for every part of a batch.
final class TrainingWorker {
    let number: Int
    let workspace = SketchNetWorkspace<Float>()
    private(set) var batch = StrokeBatch<Float>()
    private(set) var sketches: [Int] = []
    private(set) var labels: [Int] = []
    var logitGradients: [Float] = []
    var teacherProbabilities: [Float] = []
    private var sketch = PackedSketch()
    private var scratch = SketchAugmentation.Workspace()

    init(number: Int) { self.number = number }

    func begin() {
        batch.removeAll()
        sketches.removeAll(keepingCapacity: true)
        labels.removeAll(keepingCapacity: true)
    }

    /// Adds a sketch to the batch, after `change`.
    func load(
        _ index: Int,
        of set: TrainingSet,
        _ change: (inout PackedSketch, inout SketchAugmentation.Workspace) -> Void = { _, _ in }
    ) {
        set.copy(index, into: &sketch)
        change(&sketch, &scratch)
        batch.append(sketch)
        sketches.append(index)
        labels.append(Int(set.labels[index]))
    }

    /// For each sketch of the last forward pass, how many classes are likelier than its label. Of equals, the first is.
    func ranks(classes: Int) -> [Int] {
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
