/// How often a classifier is right at each level of confidence (Naeini, Cooper and Hauskrecht, AAAI 2015; Guo et al.,
/// ICML 2017): fifteen bins of equal width, by the probability of the likeliest label.
package struct Calibration: Sendable, Hashable {
    package struct Bin: Sendable, Hashable {
        package internal(set) var count = 0
        package internal(set) var right = 0
        var weightSum = 0.0
        var rightSum = 0.0
        var confidenceSum = 0.0

        /// 0 if the bin is empty.
        package var accuracy: Double { weightSum == 0 ? 0 : rightSum / weightSum }
        package var confidence: Double { weightSum == 0 ? 0 : confidenceSum / weightSum }
    }

    package static let binCount = 15

    /// Bin `i` has the confidences above `i` fifteenths, up to `i + 1` fifteenths.
    package private(set) var bins = Array(repeating: Bin(), count: binCount)

    package init() {}

    /// - Parameters:
    ///   - confidence: from 0 to 1.
    ///   - weight: how much the sketch counts.
    package mutating func add(confidence: Double, isRight: Bool, weight: Double = 1) {
        let place = Int((confidence * Double(Self.binCount)).rounded(.up)) - 1
        let bin = min(max(place, 0), Self.binCount - 1)
        bins[bin].count += 1
        bins[bin].weightSum += weight
        bins[bin].confidenceSum += weight * confidence
        guard isRight else { return }
        bins[bin].right += 1
        bins[bin].rightSum += weight
    }

    /// The mean distance between confidence and accuracy, with bins weighted by their sketches; 0 without any.
    package var expectedError: Double {
        let total = bins.reduce(0) { $0 + $1.weightSum }
        guard total > 0 else { return 0 }
        return bins.reduce(0) { $0 + abs($1.confidenceSum - $1.rightSum) } / total
    }
}
