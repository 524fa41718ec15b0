internal import Platform

/// Finds the temperature that makes a network's probabilities match its accuracy (Guo and others, "On Calibration of
/// Modern Neural Networks", ICML 2017).
enum TemperatureFit {
    /// The range of temperatures to search.
    static let range = 0.1...10.0
    /// With fewer sketches, the temperature would be arbitrary.
    static let fewestSketches = 30

    /// The temperature in `range` that minimises the mean cross-entropy, within a millionth; 1 for fewer than
    /// `fewestSketches`. For `n` sketches, a share of 1 in `n + 2` of the target is spread over all classes, so that a
    /// set of correct answers doesn't make the network infinitely confident (Platt, "Probabilistic Outputs for Support
    /// Vector Machines", 1999).
    /// - Parameters:
    ///   - logits: a row of `classes` numbers for each sketch; finite.
    ///   - labels: the class of each sketch.
    ///   - weights: how much each sketch counts, not negative; `nil` for all the same.
    static func temperature(logits: [Float], classes: Int, labels: [Int], weights: [Double]? = nil) -> Double {
        precondition(logits.count == labels.count * classes, "A sketch has a label and a logit for each class")
        precondition(weights.map { $0.count == labels.count } ?? true, "A sketch has a weight")
        guard labels.count >= fewestSketches else { return 1 }
        // The cross-entropy is convex in the inverse temperature: Newton's method, with bisection if a step would leave
        // the bracket.
        var (low, high) = (1 / range.upperBound, 1 / range.lowerBound)
        if slope(at: low, logits, classes, labels, weights).first >= 0 { return range.upperBound }
        if slope(at: high, logits, classes, labels, weights).first <= 0 { return range.lowerBound }
        var inverse = 1.0
        for _ in 0..<100 {
            let (first, second) = slope(at: inverse, logits, classes, labels, weights)
            if first > 0 { high = inverse } else { low = inverse }
            let step = second > 0 ? first / second : .infinity
            let next = inverse - step
            let taken = next > low && next < high ? next : (low + high) / 2
            defer { inverse = taken }
            if abs(taken - inverse) <= 1e-7 * inverse { break }
        }
        return 1 / inverse
    }

    /// The first and second derivative of the mean cross-entropy with respect to the inverse temperature: the mean of
    /// the expected logit minus that of the target, and the mean of the logits' variance.
    static func slope(
        at inverse: Double,
        _ logits: [Float],
        _ classes: Int,
        _ labels: [Int],
        _ weights: [Double]? = nil
    ) -> (first: Double, second: Double) {
        var (first, second, total) = (0.0, 0.0, 0.0)
        let spread = 1 / Double(labels.count + 2)
        logits.withUnsafeBufferPointer { logits in
            for (row, label) in labels.enumerated() {
                let own = UnsafeBufferPointer(rebasing: logits[row * classes..<(row + 1) * classes])
                let highest = Double(own.max() ?? 0)
                var (sum, mean, square, plain) = (0.0, 0.0, 0.0, 0.0)
                for logit in own {
                    let above = Double(logit) - highest
                    plain += above
                    let share = exp(above * inverse)
                    sum += share
                    mean += share * above
                    square += share * above * above
                }
                mean /= sum
                let weight = weights?[row] ?? 1
                let truth = (1 - spread) * (Double(own[label]) - highest) + spread * plain / Double(classes)
                first += weight * (mean - truth)
                second += weight * max(0, square / sum - mean * mean)
                total += weight
            }
        }
        return total > 0 ? (first / total, second / total) : (0, 0)
    }
}
