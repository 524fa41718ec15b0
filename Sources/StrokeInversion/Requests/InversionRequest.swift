package import SketchModel
internal import SketchNet

/// What to do with each of many sketches: what the network should see in it, where its strokes begin, and which of them
/// move.
package struct InversionRequest: Sendable {
    /// The two tasks of SketchXAI.
    package enum Mode: String, Sendable, CaseIterable {
        /// Strokes are displaced and the label stays: can the network put them back?
        case recover
        /// Strokes stay and the label changes: how does the network rearrange them?
        case transfer
    }

    /// Where the movable strokes begin.
    package enum Start: Sendable, Hashable {
        case drawn
        case perturbed(LocationPerturbation)
        /// From where they were drawn, displaced by an offset in the sketch's own units.
        case moved(by: Point)
    }

    package enum Strokes: Sendable, Hashable {
        case all
        /// By their indices in the sketch.
        case these([Int])
        /// This many strokes of each sketch, at random.
        case random(Int)
    }

    package var mode: Mode
    /// The target of a transfer; `nil` for another label at random.
    package var target: String?
    package var start: Start
    /// The strokes that are perturbed and may move.
    package var strokes = Strokes.all
    package var seed: UInt64 = 0

    /// - Parameter start: `nil` for SketchXAI's: at random around the centre to recover, as drawn to transfer.
    package init(_ mode: Mode = .recover, target: String? = nil, start: Start? = nil) {
        self.mode = mode
        self.target = target
        self.start = start ?? (mode == .recover ? .perturbed(.paper) : .drawn)
    }

    /// The seed for the sketch with that index: the same whichever sketches are beside it.
    func seed(ofSketch index: Int) -> UInt64 {
        var generator = SeededGenerator(seed: seed, stream: index)
        return generator.next()
    }

    /// The target of a sketch with that label, among the given ones.
    /// - Throws: `InversionRequestError.noOtherLabel`.
    func target(of label: String, among labels: [String], seed: UInt64) throws(InversionRequestError) -> String {
        guard mode == .transfer else { return label }
        if let target { return target }
        let others = labels.filter { $0 != label }
        guard !others.isEmpty else { throw .noOtherLabel(label) }
        var generator = SeededGenerator(seed: seed, stream: -1)
        return others[generator.index(below: others.count)]
    }

    /// Which of a task's strokes may move.
    /// - Parameter original: the sketch as it was read.
    /// - Throws: `InversionRequestError.noSuchStroke`.
    package func isFree(_ original: Sketch, seed: UInt64) throws(InversionRequestError) -> [Bool] {
        let places = original.strokesSeen
        switch strokes {
        case .all: return places.map { _ in true }
        case .these(let strokes):
            if let stroke = strokes.first(where: { !places.contains($0) }) {
                throw .noSuchStroke(stroke + 1, strokes: original.strokeCount)
            }
            return places.map { strokes.contains($0) }
        case .random(let count):
            var generator = SeededGenerator(seed: seed, stream: -2)
            var order = Array(places.indices)
            for place in order.indices.prefix(count) {
                order.swapAt(place, place + generator.index(below: order.count - place))
            }
            let chosen = Set(order.prefix(count))
            return places.indices.map { chosen.contains($0) }
        }
    }

    /// The initial positions of a task's strokes.
    /// - Parameter scale: frame units per unit of the sketch.
    package func start(_ drawn: [SIMD2<Float>], isFree: [Bool], scale: Double, seed: UInt64) -> [SIMD2<Float>] {
        switch start {
        case .drawn: return drawn
        case .moved(let offset):
            let offset = SIMD2(Float(offset.x * scale), Float(offset.y * scale))
            return LocationPerturbation.offset(offset).apply(to: drawn, isFree: isFree, seed: seed)
        case .perturbed(let perturbation): return perturbation.apply(to: drawn, isFree: isFree, seed: seed)
        }
    }
}

extension Sketch {
    /// The indices of the strokes that a network sees: those with points, up to its limit.
    var strokesSeen: [Int] {
        Array(
            (0..<strokeCount).lazy.filter { !range(ofStroke: $0).isEmpty }.prefix(SketchNetConfiguration.maximumStrokes)
        )
    }
}
