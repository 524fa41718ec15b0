#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How far a network's confidence is from how often it is right (Naeini, Cooper and Hauskrecht, "Obtaining Well
/// Calibrated Probabilities Using Bayesian Binning", AAAI 2015).
enum CalibrationError {
    static let bins = 15

    /// The expected calibration error: over bins of the likeliest class's probability, the distance between its mean
    /// and the share that is right, by the bins' shares of the sketches. 0 without sketches.
    static func expected(logits: [Float], classes: Int, labels: [Int], temperature: Double) -> Double {
        var (counts, right, sums) = (
            [Int](repeating: 0, count: bins), [Int](repeating: 0, count: bins), [Double](repeating: 0, count: bins)
        )
        for (row, label) in labels.enumerated() {
            let own = logits[row * classes..<(row + 1) * classes]
            guard let place = own.indices.max(by: { own[$0] < own[$1] }) else { continue }
            let sum = own.reduce(0) { $0 + exp((Double($1) - Double(own[place])) / temperature) }
            let confidence = 1 / sum
            let bin = min(bins - 1, Int(confidence * Double(bins)))
            counts[bin] += 1
            sums[bin] += confidence
            if place - own.startIndex == label { right[bin] += 1 }
        }
        guard !labels.isEmpty else { return 0 }
        return zip(sums, right).reduce(0) { $0 + abs($1.0 - Double($1.1)) } / Double(labels.count)
    }
}
