/// How often each of many small whole numbers occurred. Values from `exactLimit` on share one counter but keep their
/// sum and largest value, so that memory is bounded.
package struct Distribution: Sendable, Equatable {
    private static let exactLimit = 8192
    private var counts: [Int] = []
    private var beyond = 0
    package private(set) var count = 0
    package private(set) var sum = 0
    package private(set) var smallest = Int.max
    package private(set) var largest = 0

    package init() {}

    package var mean: Double { count == 0 ? 0 : Double(sum) / Double(count) }

    package mutating func add(_ value: Int) {
        count += 1
        sum += value
        smallest = min(smallest, value)
        largest = max(largest, value)
        guard value < Self.exactLimit else {
            beyond += 1
            return
        }
        if value >= counts.count { counts += Array(repeating: 0, count: value + 1 - counts.count) }
        counts[value] += 1
    }

    package mutating func merge(_ other: Distribution) {
        if other.counts.count > counts.count {
            counts += Array(repeating: 0, count: other.counts.count - counts.count)
        }
        for (value, times) in other.counts.enumerated() { counts[value] += times }
        beyond += other.beyond
        count += other.count
        sum += other.sum
        smallest = min(smallest, other.smallest)
        largest = max(largest, other.largest)
    }

    /// The smallest value that at least the given fraction of the values don't exceed; the largest value if it is among
    /// those that aren't counted individually; `nil` if there are no values.
    package func quantile(_ fraction: Double) -> Int? {
        guard count > 0 else { return nil }
        var left = max(1, Int((Double(count) * fraction).rounded(.up)))
        for (value, times) in counts.enumerated() {
            left -= times
            if left <= 0 { return value }
        }
        return largest
    }
}
