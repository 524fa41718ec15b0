internal import Platform
internal import RasterNet
internal import Rasteriser
internal import SketchModel
internal import SketchNet
internal import SketchRecognition

/// Trained networks that teach another one: the mean of their probabilities.
struct NetworkTeacher: SketchTeacher {
    /// A stroke network, and its class for each class of the student.
    private struct Reader {
        let network: SketchNetwork<Float>
        let places: [Int]
    }

    private let readers: [Reader]
    private let classes: Int
    /// The factors for logits before softmax, and for probabilities after it.
    private let scale, share: Float
    private let seats: [Seat]
    let identity: String

    /// - Parameters:
    ///   - models: one or more, with the same classes in any order.
    ///   - classes: those of the student, in the order of its logits.
    ///   - temperature: the divisor of the logits; above 1, unlikely classes count for more.
    ///   - workers: the number of simultaneous callers.
    /// - Throws: `TrainingRunError.otherClasses`; `RasterError` if a teacher's pictures cannot be drawn.
    init(_ models: [TeachingModel], classes: [String], temperature: Double, workers: Int) throws {
        var readers: [Reader] = []
        var viewers: [RasterViewer] = []
        for model in models {
            let places = try Self.places(of: model, classes: classes)
            switch model {
            case .strokes(let model): readers.append(Reader(network: model.network, places: places))
            case .raster(let network): viewers.append(try RasterViewer(network, places: places))
            }
        }
        self.readers = readers
        self.classes = classes.count
        (scale, share) = (Float(1 / temperature), 1 / Float(max(1, models.count)))
        seats = (0..<max(1, workers)).map { _ in Seat(viewers) }
        identity = "teachers at temperature \(temperature): \(models.map(\.mark).joined(separator: "; "))"
    }

    /// The model's class for each class of the student.
    /// - Throws: `TrainingRunError.otherClasses`.
    static func places(of model: TeachingModel, classes: [String]) throws(TrainingRunError) -> [Int] {
        let own = Dictionary(zip(model.labels, 0...), uniquingKeysWith: { first, _ in first })
        let known = Set(classes)
        let missing = classes.first { own[$0] == nil }
        let extra = model.labels.first { !known.contains($0) }
        guard missing == nil, extra == nil else { throw .otherClasses(missing: missing, extra: extra) }
        return classes.compactMap { own[$0] }
    }

    /// A worker's own memory. No two callers use the same number at once.
    private final class Seat: @unchecked Sendable {
        let workspace = SketchNetWorkspace<Float>()
        var viewers: [RasterViewer]

        init(_ viewers: [RasterViewer]) { self.viewers = viewers }
    }

    func answer(_ batch: StrokeBatch<Float>, sketches: [Int], worker: Int, probabilities: inout [Float]) {
        let seat = seats[worker]
        probabilities.removeAll(keepingCapacity: true)
        probabilities.append(contentsOf: repeatElement(0, count: batch.sketchCount * classes))
        for reader in readers {
            reader.network.forward(batch, in: seat.workspace)
            add(seat.workspace.logits, in: reader.places, to: &probabilities)
        }
        guard !seat.viewers.isEmpty else { return }
        let drawings = (0..<batch.sketchCount).map { batch.sketch($0) }
        for index in seat.viewers.indices {
            for drawing in drawings { seat.viewers[index].add(drawing) }
            add(seat.viewers[index].logits(), in: Array(0..<classes), to: &probabilities)
        }
    }

    /// Adds the share of one network.
    private func add(_ logits: [Float], in places: [Int], to probabilities: inout [Float]) {
        for first in stride(from: 0, to: logits.count, by: classes) {
            let row = logits[first..<first + classes]
            let highest = row.max() ?? 0
            let shares = row.map { expf(($0 - highest) * scale) }
            let part = share / shares.reduce(0, +)
            for (place, own) in places.enumerated() { probabilities[first + place] += shares[own] * part }
        }
    }
}
