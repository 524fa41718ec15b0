/// A mean over sketches, with its uncertainty.
package struct MeanEstimate: Sendable, Hashable {
    package private(set) var count = 0
    /// 0 if there are no values.
    package private(set) var mean = 0.0
    private var squares = 0.0

    package init() {}

    package mutating func add(_ value: Double) {
        // Welford's algorithm, which doesn't lose precision.
        count += 1
        let step = value - mean
        mean += step / Double(count)
        squares += step * (value - mean)
    }

    /// Half the width of the mean's 95 % confidence interval, by the normal distribution; 0 for fewer than two values.
    package var halfInterval: Double {
        guard count > 1 else { return 0 }
        return 1.959964 * (squares / Double(count - 1) / Double(count)).squareRoot()
    }
}
