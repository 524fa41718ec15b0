internal import SketchModel

/// A confidence interval for the mean of a sample: the percentile bootstrap (Efron and Tibshirani, "An Introduction to
/// the Bootstrap", 1993, chapter 13).
package struct BootstrapInterval: Sendable, Hashable {
    package let mean: Double
    /// The lower end of the central 95 % of the means of resampled values.
    package let low: Double
    /// The upper end.
    package let high: Double

    /// - Parameters:
    ///   - values: at least one.
    ///   - resamples: how many times as many values are drawn from them, with replacement.
    ///   - seed: the same seed gives the same interval.
    package init(_ values: [Double], resamples: Int = 1_000, seed: UInt64 = 0) {
        precondition(!values.isEmpty && resamples > 0, "There is nothing to draw from")
        var generator = SeededGenerator(seed: seed)
        let count = Double(values.count)
        let means = (0..<resamples).map { _ in
            (0..<values.count).reduce(0.0) { sum, _ in sum + values[generator.index(below: values.count)] } / count
        }.sorted()
        let cut = resamples * 25 / 1_000
        mean = values.reduce(0, +) / count
        (low, high) = (means[cut], means[resamples - 1 - cut])
    }
}
