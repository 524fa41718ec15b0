internal import SketchModel
internal import SketchNet

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Trained networks that teach another one: their probabilities' mean.
struct NetworkTeacher: SketchTeacher {
    private let networks: [SketchNetwork<Float>]
    /// For each network and class of the pupil, the network's own class.
    private let places: [[Int]]
    private let temperature: Double
    private let seats: [Seat]
    let identity: String

    /// - Parameters:
    ///   - models: one or more, of the same classes in any order.
    ///   - classes: those of the pupil, in the order of its logits.
    ///   - temperature: what the logits are divided by; above 1, unlikely classes say more.
    ///   - workers: how many ask at once.
    /// - Throws: `TrainingRunError.otherClasses`.
    init(
        _ models: [SketchNetModel],
        classes: [String],
        temperature: Double,
        workers: Int
    ) throws(TrainingRunError) {
        networks = models.map(\.network)
        self.temperature = temperature
        var places: [[Int]] = []
        for model in models { places.append(try Self.places(of: model, classes: classes)) }
        self.places = places
        seats = (0..<max(1, workers)).map { _ in Seat() }
        let marks = models.map { "\($0.network.configuration) \($0.network.weights.fingerprint)" }
        identity = "teachers at temperature \(temperature): \(marks.joined(separator: "; "))"
    }

    /// The model's own class for each of the pupil's.
    /// - Throws: `TrainingRunError.otherClasses`.
    static func places(of model: SketchNetModel, classes: [String]) throws(TrainingRunError) -> [Int] {
        let own = Dictionary(zip(model.labels, 0...), uniquingKeysWith: { first, _ in first })
        let known = Set(classes)
        let missing = classes.first { own[$0] == nil }
        let extra = model.labels.first { !known.contains($0) }
        guard missing == nil, extra == nil else { throw .otherClasses(missing: missing, extra: extra) }
        return classes.compactMap { own[$0] }
    }

    /// What a worker has for itself. No two ask with one number at once.
    private final class Seat: @unchecked Sendable {
        let workspace = SketchNetWorkspace<Float>()
    }

    func answer(_ batch: StrokeBatch<Float>, sketches: [Int], worker: Int, probabilities: inout [Float]) {
        let workspace = seats[worker].workspace
        let classes = places[0].count
        probabilities.removeAll(keepingCapacity: true)
        probabilities.append(contentsOf: repeatElement(0, count: batch.sketchCount * classes))
        for (network, places) in zip(networks, places) {
            network.forward(batch, in: workspace)
            let scale = Float(1 / temperature)
            for row in 0..<batch.sketchCount {
                let logits = workspace.logits[row * classes..<(row + 1) * classes]
                let highest = logits.max() ?? 0
                let shares = logits.map { expf(($0 - highest) * scale) }
                let part = 1 / (shares.reduce(0, +) * Float(networks.count))
                for (place, own) in places.enumerated() { probabilities[row * classes + place] += shares[own] * part }
            }
        }
    }
}
