internal import Platform
internal import SketchModel

/// How good inversions are: the measures for a set of sketches, over several seeds.
package struct InversionEvaluation: Sendable {
    package enum Mode: String, Sendable, CaseIterable {
        /// Strokes at random positions are to return to where they were drawn.
        case recovery
        /// Strokes where they were drawn are to become another category.
        case transfer
    }

    /// The layout whose stroke locations are measured.
    package enum Layout: String, Sendable, CaseIterable {
        /// As drawn. In transfer, this is the start.
        case original
        case start
        case paper
        case croquis
    }

    /// One measure of one layout.
    package struct Cell: Sendable, Hashable {
        /// Over the sketches, each with its mean over the seeds.
        package var interval: BootstrapInterval
        /// The standard deviation of the seeds' means; `nil` if there is only one seed.
        package var spread: Double?
        package var sketches: Int
    }

    /// The number of sketches for each mode.
    package internal(set) var counts: [Mode: Int] = [:]
    /// The number of sketches with fewer than two strokes, which leave nothing to recover.
    package internal(set) var withoutLayout = 0
    /// The number of sketches of a category that the judge doesn't know.
    package internal(set) var unknownToJudge = 0

    private var values: [Place: [Value]] = [:]

    private struct Place: Hashable {
        var mode: Mode
        var layout: Layout
        var measure: InversionMeasure
    }

    struct Value: Sendable {
        var sketch: Int
        var seed: Int
        var number: Double
    }

    package init() {}

    mutating func add(_ value: Value, of measure: InversionMeasure, _ mode: Mode, _ layout: Layout) {
        values[Place(mode: mode, layout: layout, measure: measure), default: []].append(value)
    }

    /// A measure of a layout, or `nil` if it wasn't taken.
    package func cell(_ mode: Mode, _ layout: Layout, _ measure: InversionMeasure) -> Cell? {
        guard let values = values[Place(mode: mode, layout: layout, measure: measure)] else { return nil }
        let sketches = Self.means(of: values, by: \.sketch)
        let seeds = Self.means(of: values, by: \.seed)
        return Cell(
            interval: BootstrapInterval(sketches),
            spread: seeds.count < 2 ? nil : Self.deviation(seeds),
            sketches: sketches.count
        )
    }

    /// The mean of each group, in the order of the group numbers.
    private static func means(of values: [Value], by number: KeyPath<Value, Int>) -> [Double] {
        let groups = Dictionary(grouping: values) { $0[keyPath: number] }
        return groups.sorted { $0.key < $1.key }.map { group in
            group.value.reduce(0) { $0 + $1.number } / Double(group.value.count)
        }
    }

    private static func deviation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }
}

/// What is measured about an inversion, one number per sketch. Shares are fractions of 1.
package enum InversionMeasure: String, Sendable, CaseIterable {
    /// `LayoutComparison.locationError`; in transfer, how far strokes were moved.
    case locationError
    /// `LayoutComparison.translatedError`; in transfer, how far strokes were moved within the drawing.
    case translatedError
    /// `LayoutComparison.leftRight`. Only in recovery, as are the next one and `retrieval`.
    case leftRight
    /// `LayoutComparison.aboveBelow`.
    case aboveBelow
    /// Whether the inverted network's likeliest class is the target.
    case selfRecognition
    /// The first step after which it was, for the sketches for which it ever was.
    case stepsToSuccess
    /// Whether the judge's likeliest class is the target.
    case judgeRecognition
    /// Whether the original looks most like the found layout to the judge, among all drawings of the set.
    case retrieval
    /// The share of strokes with a point outside the canvas.
    case offCanvas
    /// Processor time of one core, in seconds.
    case seconds

    /// Whether the number is a fraction of 1 or of the diagonal, which is best shown in percent.
    package var isShare: Bool { self != .stepsToSuccess && self != .seconds }
}

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
