internal import Augmentation
internal import Platform
internal import RasterNet
internal import SketchModel
internal import SketchNet

/// One thread's memory for classifying, and the sketches that wait for its next pass.
///
/// Sendable because the pool lends a worker to one thread at a time.
final class ClassifierWorker: @unchecked Sendable {
    /// The activations of this many sketches stay in a core's cache.
    static let sketchLimit = 64
    /// The limit of rows per pass, so that drawings of thousands of points take no more memory than usual ones.
    static let pointLimit = 16_384
    /// The limit of logits per pass, so that a model of a million classes takes no more memory than usual ones.
    private static let logitLimit = 1 << 20

    private let network: SketchNetwork<Float>
    private let classes: [Int]
    private let looksAtStrokes: Bool
    /// The factors for the logits of each view: by itself, and in the sum.
    private let ownWeights: (strokes: Double, raster: Double)
    private let weights: (strokes: Double, raster: Double)
    private let views: [TestTimeView]
    private let workspace = SketchNetWorkspace<Float>()
    private var batch = StrokeBatch<Float>()
    private var viewer: RasterViewer?
    private var pointCount = 0
    /// The sketches of the batch, if they are needed again.
    private var sketches: [PackedSketch] = []
    private var scratch = SketchAugmentation.Workspace()
    /// Whether each added sketch has points.
    private var hasPoints: [Bool] = []
    /// Whether every picture could be drawn.
    private let canDraw: Bool

    init(_ classifier: SketchClassifier) {
        network = classifier.model.network
        classes = classifier.classes
        looksAtStrokes = classifier.view != .raster
        ownWeights = (1 / classifier.model.temperature, classifier.raster?.network.ownWeight ?? 1)
        weights = classifier.view == .both ? classifier.raster?.network.mixture ?? ownWeights : ownWeights
        views = (1..<max(1, classifier.views)).map { TestTimeView(number: $0) }
        if let raster = classifier.raster { viewer = try? RasterViewer(raster.network, places: raster.places) }
        canDraw = classifier.raster == nil || viewer != nil
    }

    var isFull: Bool {
        hasPoints.count >= Self.sketchLimit || pointCount >= Self.pointLimit
            || hasPoints.count * network.configuration.classes >= Self.logitLimit
    }

    func removeAll() {
        batch.removeAll()
        viewer?.removeAll()
        pointCount = 0
        sketches.removeAll(keepingCapacity: true)
        hasPoints.removeAll(keepingCapacity: true)
    }

    /// Adds a sketch prepared by `RecognitionInput`.
    func add(_ sketch: Sketch) {
        hasPoints.append(!sketch.points.isEmpty)
        guard !sketch.points.isEmpty else { return }
        pointCount += sketch.points.count
        if looksAtStrokes { batch.append(sketch) }
        viewer?.add(sketch)
        if !views.isEmpty { sketches.append(PackedSketch(sketch)) }
    }

    /// Recognises the sketches that were added, and removes them.
    /// - Returns: one answer per sketch, in order; `nil` if an output isn't finite.
    func run() -> [Classification?] {
        defer { removeAll() }
        let first = look()
        var probabilities = first.probabilities
        for view in views {
            batch.removeAll()
            for var sketch in sketches {
                view.apply(to: &sketch, using: &scratch)
                if looksAtStrokes { batch.append(sketch) }
                viewer?.add(Sketch(sketch))
            }
            for (index, value) in look().probabilities.enumerated() { probabilities[index] += value }
        }
        let share = 1 / Double(views.count + 1)
        var row = 0
        return hasPoints.map { hasPoints in
            guard hasPoints else { return .empty }
            let range = row * classes.count..<(row + 1) * classes.count
            defer { row += 1 }
            let (own, shares) = (first.logits[range], probabilities[range])
            guard canDraw, own.allSatisfy(\.isFinite), shares.allSatisfy(\.isFinite) else { return nil }
            return Classification(
                logits: Array(own),
                probabilities: shares.map { $0 * share },
                alone: first.alone.map { ($0.strokes[row], $0.raster[row]) }
            )
        }
    }

    /// The outputs for one view of each sketch with points.
    private struct Look {
        var logits: [Float] = []
        var probabilities: [Double] = []
        /// The first answer of each view by itself, if there are two.
        var alone: (strokes: [Classification.Prediction], raster: [Classification.Prediction])?
    }

    private func look() -> Look {
        let pictures = viewer?.logits() ?? []
        guard looksAtStrokes else {
            return Look(logits: pictures, probabilities: softmax(pictures, weights.raster))
        }
        guard batch.sketchCount > 0 else { return Look() }
        network.forward(batch, in: workspace)
        let strokes = chosenLogits(batch.sketchCount)
        guard viewer != nil else { return Look(logits: strokes, probabilities: softmax(strokes, weights.strokes)) }
        guard pictures.count == strokes.count else {
            return Look(logits: strokes, probabilities: strokes.map { _ in .nan })
        }
        let sums = zip(strokes, pictures).map { Float(weights.strokes) * $0 + Float(weights.raster) * $1 }
        return Look(
            logits: sums,
            probabilities: softmax(sums, 1),
            alone: (likeliest(strokes, ownWeights.strokes), likeliest(pictures, ownWeights.raster))
        )
    }

    /// The likeliest label of each row.
    private func likeliest(_ logits: [Float], _ weight: Double) -> [Classification.Prediction] {
        let probabilities = softmax(logits, weight)
        return stride(from: 0, to: probabilities.count, by: classes.count).map { row in
            let best = (0..<classes.count).reduce(0) { probabilities[row + $1] > probabilities[row + $0] ? $1 : $0 }
            return Classification.Prediction(label: best, probability: probabilities[row + best])
        }
    }

    /// The logits of the labels to choose from, one row per sketch.
    private func chosenLogits(_ count: Int) -> [Float] {
        let all = network.configuration.classes
        if classes.count == all, classes.elementsEqual(0..<all) { return workspace.logits }
        return (0..<count).flatMap { row in classes.map { workspace.logits[row * all + $0] } }
    }

    private func softmax(_ logits: [Float], _ weight: Double) -> [Double] {
        let scaled = logits.map { Double($0) * weight }
        return stride(from: 0, to: scaled.count, by: classes.count).flatMap { start in
            let row = scaled[start..<start + classes.count]
            return row.map(Softmax(row).probability)
        }
    }
}

/// A slightly changed copy of a sketch, recognised in addition to the sketch. Every sketch is changed in the same way,
/// so that its answer doesn't depend on its position in the input.
struct TestTimeView: Sendable {
    /// Counted from 1.
    let number: Int

    private static let augmentation: SketchAugmentation = {
        var change = SketchAugmentation.none
        change.rotation = .init(1, strength: 0.12)
        change.shear = .init(1, strength: 0.08)
        change.stretching = .init(1, strength: 0.1)
        return change
    }()

    func apply(to sketch: inout PackedSketch, using workspace: inout SketchAugmentation.Workspace) {
        var generator = SeededGenerator(seed: 0, stream: number)
        Self.augmentation.apply(to: &sketch, from: &generator, using: &workspace)
    }
}

/// Idle workers: their memory is reused, and there are never more of them than threads.
final class WorkerPool: Sendable {
    private let idle = Locked<[ClassifierWorker]>([])

    func take() -> ClassifierWorker? { idle.withLock { $0.popLast() } }

    func put(_ worker: ClassifierWorker) { idle.withLock { $0.append(worker) } }
}
