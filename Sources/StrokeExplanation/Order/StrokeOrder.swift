internal import SketchModel

/// An order in which the strokes of a sketch are given to a network. Their positions and shapes stay.
package enum StrokeOrder: String, Sendable, Hashable, CaseIterable {
    case drawn
    case reversed
    /// At random, the same for the same seed.
    case shuffled
    /// Ties are in drawing order.
    case longestFirst = "longest-first"

    /// The strokes in this order.
    /// - Parameter lengths: of each stroke.
    package func strokes(lengths: [Double], seed: UInt64) -> [Int] {
        switch self {
        case .drawn: return Array(lengths.indices)
        case .reversed: return lengths.indices.reversed()
        case .longestFirst: return lengths.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
        case .shuffled:
            var generator = SeededGenerator(seed: seed)
            return lengths.indices.shuffled(with: &generator)
        }
    }
}

extension SketchProbe {
    /// The network's output for a label under each order.
    /// - Throws: `ExplanationError`.
    package func readings(
        inOrders orders: [StrokeOrder] = StrokeOrder.allCases,
        label: Int,
        seed: UInt64
    ) throws(ExplanationError) -> [LabelReading] {
        let lengths = sketch.strokeLengths
        return try readings(of: orders.map { Variant($0.strokes(lengths: lengths, seed: seed)) }, label: label)
    }
}

extension Sketch {
    /// The length of each stroke, in the sketch's units; 0 for a single point.
    var strokeLengths: [Double] {
        strokes.map { stroke in
            zip(stroke, stroke.dropFirst()).reduce(0) { sum, pair in
                let step = pair.1 - pair.0
                return sum + (step.x * step.x + step.y * step.y).squareRoot()
            }
        }
    }
}

extension Range<Int> {
    /// The numbers in random order (Fisher and Yates).
    func shuffled(with generator: inout SeededGenerator) -> [Int] {
        var numbers = Array(self)
        for last in numbers.indices.reversed().dropLast() {
            numbers.swapAt(last, generator.index(below: last + 1))
        }
        return numbers
    }
}
