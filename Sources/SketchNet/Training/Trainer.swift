internal import Augmentation
internal import SketchModel

/// Trains a network step by step. One thread calls it; the work is divided among its workers.
package final class Trainer {
    /// The results of a step.
    package struct Report: Sendable {
        /// The step's number, from 0.
        package var step = 0
        package var learningRate = 0.0
        /// The mean loss of the batch, in nats, with smoothing.
        package var loss = 0.0
        /// The share of the batch whose label was the likeliest class, for sketches after augmentation and with
        /// dropout.
        package var accuracy = 0.0
        /// The gradient's norm before clipping.
        package var gradientNorm = 0.0
        package var duration = Duration.zero
        /// The time that the workers spent on copying and augmenting, summed.
        package var augmentation = Duration.zero
        package var sketchesPerSecond = 0.0
    }

    package let configuration: TrainingConfiguration
    package let set: TrainingSet
    package let trainingSketches: [Int]
    package let validationSketches: [Int]
    /// The network with the weights of the last step.
    package private(set) var network: SketchNetwork<Float>
    /// The number of steps taken.
    package private(set) var step = 0
    let team: WorkerTeam
    let workers: [TrainingWorker]
    /// Identifies the configuration, network, sketches and teacher, like `run` of a state; the number of workers isn't
    /// part of it.
    package let identity: String
    private let teacher: (any SketchTeacher)?
    private let loss: CrossEntropy
    private let arena = Arena<Float>()
    private let parts: [BatchPart]
    private let gradients: [Matrix<Float>]
    private let means: Matrix<Float>
    private let squares: Matrix<Float>
    private let average: Matrix<Float>
    private let blocks: [WeightBlock]
    private var sums: [Double]
    private var sampler: SketchSampler
    private var drawn: [Int] = []

    /// - Parameters:
    ///   - network: the initial weights.
    ///   - origin: identifies those weights if the configuration doesn't: a state is only accepted by a trainer with
    ///   the same.
    /// - Throws: `TrainingError` if they don't fit together.
    package init(
        _ configuration: TrainingConfiguration,
        network: SketchNetwork<Float>,
        set: TrainingSet,
        teacher: (any SketchTeacher)? = nil,
        origin: String = ""
    ) throws(TrainingError) {
        try configuration.validate()
        guard network.configuration.classes == set.classes.count else {
            throw .wrongClassCount(network: network.configuration.classes, sketches: set.classes.count)
        }
        self.configuration = configuration
        self.network = network
        self.set = set
        self.teacher = teacher
        var decisive = configuration
        decisive.workers = 1
        identity = "\(decisive) \(network.configuration) \(set.fingerprint) \(teacher?.identity ?? "-") \(origin)"
        (trainingSketches, validationSketches) = set.split(configuration)
        guard !trainingSketches.isEmpty else { throw .noSketches }
        loss = CrossEntropy(labelSmoothing: configuration.labelSmoothing, teacherShare: configuration.teacherShare)
        team = WorkerTeam(count: configuration.workers)
        workers = (0..<configuration.workers).map { TrainingWorker(number: $0) }
        let size = TrainingConfiguration.partSize
        parts = stride(from: 0, to: configuration.batchSize, by: size).map {
            BatchPart($0..<min($0 + size, configuration.batchSize))
        }
        let count = network.weights.layout.count
        let arena = arena
        gradients = parts.map { _ in arena.zeros(1, count) }
        means = arena.zeros(1, count)
        squares = arena.zeros(1, count)
        average = arena.zeros(1, count)
        blocks = WeightBlock.blocks(of: network.weights.layout)
        sums = Array(repeating: 0, count: blocks.count)
        sampler = Self.sampler(configuration, set, trainingSketches)
        network.weights.values.copy(to: average)
    }

    private static func sampler(
        _ configuration: TrainingConfiguration,
        _ set: TrainingSet,
        _ sketches: [Int]
    ) -> SketchSampler {
        SketchSampler(
            sketches,
            labels: set.labels,
            exponent: configuration.samplingExponent,
            seed: configuration.seed
        )
    }

    /// Takes a step.
    /// - Throws: `TrainingError.diverged` if the gradient isn't a number; the weights are then unchanged.
    package func takeStep() throws(TrainingError) -> Report {
        let clock = ContinuousClock()
        let begin = clock.now
        sampler.draw(configuration.batchSize, into: &drawn)
        team.run(parts.count) { part, worker in compute(part, on: workers[worker]) }
        let norm = sumGradients()
        guard norm.isFinite else { throw .diverged(step: step) }
        let rate = configuration.schedule.rate(atStep: step)
        update(learningRate: rate, gradientScale: min(1, configuration.gradientClip / max(norm, 1e-30)))

        var report = Report(step: step, learningRate: rate, gradientNorm: norm)
        for part in parts {
            report.loss += part.loss
            report.accuracy += Double(part.correct) / Double(configuration.batchSize)
            report.augmentation += part.augmentation
        }
        report.duration = clock.now - begin
        report.sketchesPerSecond = Double(configuration.batchSize) / (report.duration / .seconds(1))
        step += 1
        return report
    }

    /// Takes steps up to the schedule's last, or until `goesOn` returns false after one.
    package func run(_ goesOn: (Report) throws -> Bool) throws {
        while step < configuration.schedule.steps { guard try goesOn(try takeStep()) else { return } }
    }

    private func compute(_ index: Int, on worker: TrainingWorker) {
        let part = parts[index]
        let clock = ContinuousClock()
        let begin = clock.now
        worker.begin()
        for place in part.places {
            var generator = SeededGenerator(
                seed: configuration.seed &+ UInt64(step) &* 0x9E6C_63D0_876A_3F6B,
                stream: 16 + place
            )
            worker.load(drawn[place], of: set, for: network.configuration.head) { sketch, workspace in
                configuration.augmentation.apply(to: &sketch, from: &generator, using: &workspace)
            }
        }
        part.augmentation = clock.now - begin
        var generator = SeededGenerator(
            seed: ~configuration.seed &+ UInt64(step) &* 0x9E6C_63D0_876A_3F6B,
            stream: index
        )
        network.forward(worker.batch, for: .training(dropoutSeed: generator.next()), in: worker.workspace)
        teacher?.answer(
            worker.batch,
            sketches: worker.sketches,
            worker: worker.number,
            probabilities: &worker.teacherProbabilities
        )
        let (value, ranks) = worker.evaluate(
            loss,
            network.configuration,
            teacher: teacher == nil ? nil : worker.teacherProbabilities,
            meanOver: configuration.batchSize
        )
        part.loss = value
        part.correct = ranks.count { $0 == 0 }
        gradients[index].fillWithZeros()
        network.backward(
            worker.batch,
            worker.logitGradients,
            to: Parameters(base: gradients[index].base),
            in: worker.workspace
        )
    }

    /// Adds the gradients of all parts to those of the first, in order.
    /// - Returns: the norm.
    private func sumGradients() -> Double {
        sums.withUnsafeMutableBufferPointer { sums in
            team.run(blocks.count) { index, _ in
                let range = blocks[index].range
                let total = gradients[0].columns(range)
                for other in gradients.dropFirst() { Float.add(other.columns(range), to: total) }
                sums[index] = Double(Float.sumOfSquares(of: total))
            }
        }
        return sums.reduce(0, +).squareRoot()
    }

    private func update(learningRate: Double, gradientScale: Double) {
        func numbers(decays: Bool) -> AdamWStep<Float> {
            configuration.optimiser.step(
                step,
                learningRate: learningRate,
                gradientScale: gradientScale,
                decays: decays,
                averageShare: configuration.averageShare(atStep: step)
            )
        }
        let (decaying, staying) = (numbers(decays: true), numbers(decays: false))
        network.weights.values.withUnsafeMutableBufferPointer { values in
            guard let base = values.baseAddress else { return }
            let weights = Matrix(base, rows: 1, columns: values.count)
            team.run(blocks.count) { index, _ in
                let block = blocks[index]
                Float.adamW(
                    block.decays ? decaying : staying,
                    gradient: gradients[0].columns(block.range),
                    state: AdamWState(
                        weight: weights.columns(block.range),
                        mean: means.columns(block.range),
                        square: squares.columns(block.range),
                        average: average.columns(block.range)
                    )
                )
            }
        }
    }

    /// The network with the running average of the weights, which is the one to evaluate and keep.
    package var averagedNetwork: SketchNetwork<Float> {
        var network = network
        network.weights.values = average.values
        return network
    }

    /// What a run needs to continue.
    package var state: TrainingState {
        TrainingState(
            run: identity,
            step: step,
            weights: network.weights.values,
            average: average.values,
            means: means.values,
            squares: squares.values
        )
    }

    /// Continues from a state of this configuration and these sketches. Drawing its batches again takes a moment.
    /// - Throws: `TrainingError.wrongState` or `.otherRun`.
    package func restore(_ state: TrainingState) throws(TrainingError) {
        guard state.run == identity else { throw .otherRun }
        let arrays = [state.weights, state.average, state.means, state.squares]
        guard (0...1 << 40).contains(state.step) else { throw .wrongState }
        for array in arrays {
            guard array.count == network.weights.values.count, array.allSatisfy(\.isFinite) else { throw .wrongState }
        }
        guard state.squares.allSatisfy({ $0 >= 0 }) else { throw .wrongState }
        network.weights.values = state.weights
        state.average.copy(to: average)
        state.means.copy(to: means)
        state.squares.copy(to: squares)
        step = state.step
        sampler = Self.sampler(configuration, set, trainingSketches)
        for _ in 0..<step { sampler.draw(configuration.batchSize, into: &drawn) }
    }
}

extension Matrix {
    fileprivate var values: [Scalar] { Array(UnsafeBufferPointer(start: base, count: count)) }
}

extension [Float] {
    fileprivate func copy(to matrix: Matrix<Float>) {
        precondition(count == matrix.count)
        for (index, value) in enumerated() { matrix.base[index] = value }
    }
}
