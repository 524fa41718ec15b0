internal import Platform

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
