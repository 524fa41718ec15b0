/// How often a network is right.
public struct Evaluation: Sendable, Hashable {
    public internal(set) var count = 0
    /// How many sketches' labels were the likeliest, and among the five likeliest.
    public internal(set) var first = 0
    public internal(set) var firstFive = 0
    /// The mean cross-entropy, in nats, without smoothing.
    public internal(set) var loss = 0.0

    public var topOne: Double { count == 0 ? 0 : Double(first) / Double(count) }
    public var topFive: Double { count == 0 ? 0 : Double(firstFive) / Double(count) }
}

extension Trainer {
    /// Evaluates the running average of the weights on sketches as they are.
    /// - Parameter sketches: indices into the set; those for validation where `nil`.
    public func evaluate(_ sketches: [Int]? = nil) -> Evaluation {
        let sketches = sketches ?? validationSketches
        let network = averagedNetwork
        let classes = network.configuration.classes
        let size = TrainingConfiguration.partSize
        let starts = Array(stride(from: 0, to: sketches.count, by: size))
        var results = Array(repeating: Evaluation(), count: starts.count)
        results.withUnsafeMutableBufferPointer { results in
            team.run(starts.count) { part, number in
                let worker = workers[number]
                worker.begin()
                for index in sketches[starts[part]..<min(starts[part] + size, sketches.count)] {
                    worker.load(index, of: set)
                }
                network.forward(worker.batch, in: worker.workspace)
                let ranks = worker.ranks(classes: classes)
                let loss = CrossEntropy().evaluate(
                    logits: worker.workspace.logits,
                    classes: classes,
                    labels: worker.labels,
                    meanOver: sketches.count,
                    gradients: &worker.logitGradients
                )
                results[part] = Evaluation(
                    count: ranks.count,
                    first: ranks.count { $0 == 0 },
                    firstFive: ranks.count { $0 < 5 },
                    loss: loss
                )
            }
        }
        return results.reduce(into: Evaluation()) {
            $0.count += $1.count
            $0.first += $1.first
            $0.firstFive += $1.firstFive
            $0.loss += $1.loss
        }
    }
}
