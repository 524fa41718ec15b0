internal import SketchModel
internal import SketchNet

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// One thread's memory for classifying, and the sketches that wait for its next pass.
///
/// Sendable because the pool hands a worker to one thread at a time.
final class ClassifierWorker: @unchecked Sendable {
    /// Activations of so many sketches stay in a core's cache.
    static let sketchLimit = 64
    /// Rows of a pass, so that drawings of thousands of points take no more memory than usual ones.
    static let pointLimit = 16_384
    /// Logits of a pass, so that a model of a million classes takes no more memory than usual ones.
    private static let logitLimit = 1 << 20

    private let network: SketchNetwork<Float>
    private let classes: [Int]
    private let temperature: Double
    private let views: [TestTimeView]
    private let workspace = SketchNetWorkspace<Float>()
    private var batch = StrokeBatch<Float>()
    /// The sketches of the batch, where they are looked at again.
    private var sketches: [PackedSketch] = []
    private var scratch = SketchAugmentation.Workspace()
    /// For each sketch that was added, whether it has points.
    private var hasPoints: [Bool] = []

    init(_ classifier: SketchClassifier) {
        network = classifier.model.network
        temperature = classifier.model.temperature
        classes = classifier.classes
        views = (1..<max(1, classifier.views)).map { TestTimeView(number: $0) }
    }

    var isFull: Bool {
        hasPoints.count >= Self.sketchLimit || batch.pointCount >= Self.pointLimit
            || batch.sketchCount * network.configuration.classes >= Self.logitLimit
    }

    func removeAll() {
        batch.removeAll()
        sketches.removeAll(keepingCapacity: true)
        hasPoints.removeAll(keepingCapacity: true)
    }

    /// Adds a sketch that `RecognitionInput` prepared.
    func add(_ sketch: Sketch) {
        hasPoints.append(!sketch.points.isEmpty)
        guard !sketch.points.isEmpty else { return }
        batch.append(sketch)
        if !views.isEmpty { sketches.append(PackedSketch(sketch)) }
    }

    /// Recognises the sketches that were added, and forgets them.
    /// - Returns: an answer for each, in their order; `nil` where one is no finite number.
    func run() -> [Classification?] {
        defer { removeAll() }
        let count = batch.sketchCount
        var logits: [Float] = []
        var probabilities: [Double] = []
        if count > 0 {
            network.forward(batch, in: workspace)
            logits = chosenLogits(count)
            probabilities = softmax(logits)
            for view in views {
                batch.removeAll()
                for var sketch in sketches {
                    view.apply(to: &sketch, using: &scratch)
                    batch.append(sketch)
                }
                network.forward(batch, in: workspace)
                for (index, value) in softmax(chosenLogits(count)).enumerated() { probabilities[index] += value }
            }
        }
        let share = 1 / Double(views.count + 1)
        var row = 0
        return hasPoints.map { hasPoints in
            guard hasPoints else { return .empty }
            let range = row * classes.count..<(row + 1) * classes.count
            row += 1
            let (own, shares) = (logits[range], probabilities[range])
            guard own.allSatisfy(\.isFinite), shares.allSatisfy(\.isFinite) else { return nil }
            return Classification(logits: Array(own), probabilities: shares.map { $0 * share })
        }
    }

    /// The logits of the labels to choose from, a row for each sketch.
    private func chosenLogits(_ count: Int) -> [Float] {
        let all = network.configuration.classes
        if classes.count == all, classes.elementsEqual(0..<all) { return workspace.logits }
        return (0..<count).flatMap { row in classes.map { workspace.logits[row * all + $0] } }
    }

    private func softmax(_ logits: [Float]) -> [Double] {
        var result = logits.map { Double($0) / temperature }
        for start in stride(from: 0, to: result.count, by: classes.count) {
            let row = start..<start + classes.count
            let highest = result[row].max() ?? 0
            var sum = 0.0
            for index in row {
                result[index] = exp(result[index] - highest)
                sum += result[index]
            }
            for index in row { result[index] /= sum }
        }
        return result
    }
}

extension PackedSketch {
    fileprivate init(_ sketch: Sketch) {
        self.init(strokes: sketch.strokes.map { stroke in stroke.map { (Float($0.x), Float($0.y)) } })
    }
}
