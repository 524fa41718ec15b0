internal import Platform
internal import SketchModel
internal import SketchNet

/// One start of one task while it is optimised.
struct InversionRun {
    /// The index of its task.
    let task: Int
    private(set) var trace: InversionTrace
    private(set) var isDone = false
    /// x and y of each stroke's first point.
    private(set) var locations: [Float]
    private let isFree: [Bool]
    private let method: InversionMethod
    private let energy: LocationEnergy
    private var optimiser: LocationOptimiser
    private var priorWeight: Double
    private var energies: [Double] = []
    private var stillSteps = 0

    /// - Parameter number: the index of the start in the task.
    init(_ task: InversionTask, at index: Int, number: Int, method: InversionMethod, estimates: [LocationEstimate]?) {
        self.task = index
        self.method = method
        isFree = task.isFree
        energy = LocationEnergy(task, canvas: method.canvas, estimates: estimates)
        optimiser = LocationOptimiser(method, strokeCount: task.start.count)
        trace = InversionTrace(strokeCount: task.start.count)
        priorWeight = method.priorWeight * pow(method.startTrust, Double(number))
        var start = task.start
        if number > 0 {
            let zeros = [SIMD2<Float>](repeating: .zero, count: start.count)
            let moves = LocationPerturbation.random(deviation: method.startDeviation)
                .apply(to: zeros, isFree: isFree, seed: task.seed &+ UInt64(number))
            for stroke in start.indices { start[stroke] += moves[stroke] }
        }
        locations = start.flatMap { [$0.x, $0.y] }
    }

    /// Processes the network's output for the locations, and moves them.
    /// - Parameter gradient: of the cross-entropy with respect to the locations; overwritten.
    mutating func take(
        _ reading: LogitReading,
        gradient: inout ArraySlice<Float>,
        step: Int
    ) throws(InversionError) {
        let first = gradient.startIndex
        for (stroke, isFree) in isFree.enumerated() where !isFree {
            (gradient[first + 2 * stroke], gradient[first + 2 * stroke + 1]) = (0, 0)
        }
        let norm = gradient.norm
        guard norm.isFinite, reading.loss.isFinite else { throw .notFinite(step: step) }
        trace.append(reading, locations: locations, gradientNorm: norm)
        energies.append(reading.loss + method.priorWeight * energy.value(locations[...]))
        guard step < method.steps else { return finish() }
        energy.addGradient(at: locations[...], weight: priorWeight, to: &gradient)
        if !reading.isTargetFirst { priorWeight *= method.priorDecay }
        let before = locations
        optimiser.move(&locations[...], gradient: gradient, norm: gradient.norm, step: step)
        energy.bound(&locations[...])
        let farthest = zip(before, locations).reduce(0) { max($0, abs($1.0 - $1.1)) }
        stillSteps = reading.isTargetFirst && Double(farthest) <= method.stillness ? stillSteps + 1 : 0
        if method.stillness > 0, stillSteps >= 5 { finish() }
    }

    /// Chooses the answer: among the entries after the start at which the target was seen, the one with the least
    /// energy; if it never was seen, the one with the least loss. A method without a prior keeps the last.
    private mutating func finish() {
        isDone = true
        guard method.priorWeight > 0 else { return }
        let steps = energies.indices.dropFirst()
        trace.chosen =
            steps.filter { trace.isTargetFirst[$0] }.min { energies[$0] < energies[$1] }
            ?? steps.min { trace.losses[$0] < trace.losses[$1] }
    }

    /// Whether the network sees the target in the answer.
    var seesTarget: Bool { trace.isTargetFirst[trace.result] }

    /// Whether the answer is better than that of another start of the same task.
    func isBetter(than other: InversionRun) -> Bool {
        if seesTarget != other.seesTarget { return seesTarget }
        return seesTarget
            ? energies[trace.result] < other.energies[other.trace.result]
            : trace.losses[trace.result] < other.trace.losses[other.trace.result]
    }
}

extension ArraySlice<Float> {
    fileprivate var norm: Double { reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() }
}
