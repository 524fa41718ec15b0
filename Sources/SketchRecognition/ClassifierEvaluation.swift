internal import Platform

/// The accuracy and the confidence of a classifier.
package struct ClassifierEvaluation: Sendable {
    /// The part of the answer to one sketch that is evaluated.
    package struct Answer: Sendable, Hashable {
        /// The sketch's label and the likeliest one, by their indices among the labels.
        package var truth: Int
        package var predicted: Int
        /// How many labels are likelier than the true one.
        package var rank: Int
        /// The probabilities of the two.
        package var truthProbability: Double
        package var confidence: Double
    }

    /// The results for one class, or for all.
    package struct Score: Sendable, Hashable {
        package internal(set) var count = 0
        /// How many sketches had their label as the likeliest, and among the five likeliest.
        package internal(set) var first = 0
        package internal(set) var firstFive = 0

        /// Fractions of 1; 0 if there are no sketches.
        package var top1: Double { count == 0 ? 0 : Double(first) / Double(count) }
        package var top5: Double { count == 0 ? 0 : Double(firstFive) / Double(count) }

        mutating func add(_ answer: Answer) {
            count += 1
            if answer.rank == 0 { first += 1 }
            if answer.rank < 5 { firstFive += 1 }
        }
    }

    /// Sketches of one label that were taken for another.
    package struct Confusion: Sendable, Hashable {
        package var truth: Int
        package var predicted: Int
        package var count: Int
    }

    package let labels: [String]
    package private(set) var total = Score()
    /// One per label.
    package private(set) var scores: [Score]
    package private(set) var calibration = Calibration()
    private var lossSum = 0.0
    private var counts: [Pair: Int] = [:]

    private struct Pair: Hashable {
        var truth: Int
        var predicted: Int
    }

    package init(labels: [String]) {
        self.labels = labels
        scores = Array(repeating: Score(), count: labels.count)
    }

    package mutating func add(_ answer: Answer) {
        total.add(answer)
        scores[answer.truth].add(answer)
        calibration.add(confidence: answer.confidence, isRight: answer.rank == 0)
        // A probability too small to represent counts as the smallest positive number.
        lossSum -= log(max(answer.truthProbability, .leastNormalMagnitude))
        counts[Pair(truth: answer.truth, predicted: answer.predicted), default: 0] += 1
    }

    /// The mean of the top-1 accuracy over the classes that have sketches.
    package var balancedTop1: Double {
        let tested = scores.filter { $0.count > 0 }
        return tested.isEmpty ? 0 : tested.reduce(0) { $0 + $1.top1 } / Double(tested.count)
    }

    /// The mean over the sketches of the negative natural logarithm of their labels' probabilities.
    package var meanLoss: Double { total.count == 0 ? 0 : lossSum / Double(total.count) }

    /// How many sketches of one label were taken for another, or for itself.
    package func count(of truth: Int, takenFor predicted: Int) -> Int {
        counts[Pair(truth: truth, predicted: predicted)] ?? 0
    }

    /// How often each label was taken for each, correctly or not, in any order.
    var pairs: some Sequence<Confusion> {
        counts.lazy.map { Confusion(truth: $0.key.truth, predicted: $0.key.predicted, count: $0.value) }
    }

    /// The same, restricted to labels that some sketch has or was taken for.
    package var ofSeenLabels: ClassifierEvaluation {
        let seen = Set(counts.keys.flatMap { [$0.truth, $0.predicted] }).sorted()
        let places = Dictionary(zip(seen, 0...), uniquingKeysWith: { first, _ in first })
        var result = ClassifierEvaluation(labels: seen.map { labels[$0] })
        (result.total, result.calibration, result.lossSum) = (total, calibration, lossSum)
        result.scores = seen.map { scores[$0] }
        for (pair, count) in counts {
            guard let truth = places[pair.truth], let predicted = places[pair.predicted] else { continue }
            result.counts[Pair(truth: truth, predicted: predicted)] = count
        }
        return result
    }

    /// The mistakes, the most frequent first; ties are in the order of the labels.
    package var confusions: [Confusion] {
        pairs.filter { $0.truth != $0.predicted }.sorted {
            ($1.count, $0.truth, $0.predicted) < ($0.count, $1.truth, $1.predicted)
        }
    }

    /// The classes that have sketches, the least accurate first; of ties, those with more sketches, then in their
    /// order.
    package var worstClasses: [Int] {
        scores.indices.filter { scores[$0].count > 0 }.sorted {
            (scores[$0].top1, -scores[$0].count, $0) < (scores[$1].top1, -scores[$1].count, $1)
        }
    }
}

extension ClassifierEvaluation.Answer {
    /// - Parameter classification: of a sketch with points.
    package init(truth: Int, _ classification: Classification) {
        self.truth = truth
        let best = classification.best(1)[0]
        predicted = best.label
        confidence = best.probability
        rank = classification.rank(of: truth)
        truthProbability = classification.probabilities[truth]
    }
}
