/// How accurate a network is.
package struct Evaluation: Sendable, Hashable {
    package internal(set) var count = 0
    /// How many sketches had their label as the likeliest class, and among the five likeliest.
    package internal(set) var first = 0
    package internal(set) var firstFive = 0
    /// The mean cross-entropy, in nats, without smoothing.
    package internal(set) var loss = 0.0
    /// For each class, the number of sketches, and how many of them were recognised.
    package internal(set) var classCounts: [Int] = []
    package internal(set) var classFirst: [Int] = []

    package var topOne: Double { count == 0 ? 0 : Double(first) / Double(count) }
    package var topFive: Double { count == 0 ? 0 : Double(firstFive) / Double(count) }

    /// The accuracy averaged over the classes that have sketches: every class counts the same, however many sketches it
    /// has.
    package var balancedTopOne: Double {
        let shares = zip(classFirst, classCounts).filter { $0.1 > 0 }.map { Double($0) / Double($1) }
        return shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
    }
}

extension Trainer {
    /// Evaluates a network on sketches as they are.
    /// - Parameters:
    ///   - network: `nil` for the one with the running average of the weights.
    ///   - sketches: indices into the set; `nil` for those for validation.
    package func evaluate(_ network: SketchNetwork<Float>? = nil, on sketches: [Int]? = nil) -> Evaluation {
        let sketches = sketches ?? validationSketches
        let network = network ?? averagedNetwork
        let classes = network.configuration.classes
        let parts = forwardParts(of: network, sketches) { worker in
            let (loss, ranks) = worker.evaluate(CrossEntropy(), network.configuration, meanOver: sketches.count)
            return (labels: worker.labels, ranks: ranks, loss: loss)
        }
        var result = Evaluation()
        result.classCounts = Array(repeating: 0, count: classes)
        result.classFirst = result.classCounts
        for part in parts {
            result.loss += part.loss
            for (label, rank) in zip(part.labels, part.ranks) {
                result.count += 1
                result.classCounts[label] += 1
                if rank < 5 { result.firstFive += 1 }
                if rank > 0 { continue }
                result.first += 1
                result.classFirst[label] += 1
            }
        }
        return result
    }

    /// The logits of sketches as they are: a row per sketch, one number per class.
    /// - Parameters:
    ///   - network: `nil` for the one with the running average of the weights.
    ///   - sketches: indices into the set.
    package func logits(_ network: SketchNetwork<Float>? = nil, of sketches: [Int]) -> [Float] {
        forwardParts(of: network ?? averagedNetwork, sketches) { $0.workspace.logits }.flatMap { $0 }
    }

    /// Runs the network on parts of sketches, on all workers.
    /// - Parameter result: computes the result of a part, on the worker that has its logits.
    /// - Returns: the results of the parts, in order.
    private func forwardParts<Part>(
        of network: SketchNetwork<Float>,
        _ sketches: [Int],
        _ result: (TrainingWorker) -> Part
    ) -> [Part] {
        let size = TrainingConfiguration.partSize
        let starts = Array(stride(from: 0, to: sketches.count, by: size))
        var results = [Part?](repeating: nil, count: starts.count)
        results.withUnsafeMutableBufferPointer { results in
            team.run(starts.count) { part, number in
                let worker = workers[number]
                worker.begin()
                for index in sketches[starts[part]..<min(starts[part] + size, sketches.count)] {
                    worker.load(index, of: set, for: network.configuration.head)
                }
                network.forward(worker.batch, in: worker.workspace)
                results[part] = result(worker)
            }
        }
        return results.compactMap { $0 }
    }
}
