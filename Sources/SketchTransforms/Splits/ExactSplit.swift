package import SketchModel

/// Splits everything that reaches it exactly, as a whole or per label: sketches are sorted by their keys and cut. Uses
/// 16 bytes of memory per sketch.
///
/// Sketches with the same key, such as identical drawings, are cut in the order of the input.
package struct ExactSplit: GatheringTransform {
    private let split: DataSplit
    private var groups: [String?: [SplitPlace]] = [:]

    init(_ split: DataSplit) { self.split = split }

    package mutating func observe(_ sketch: Sketch) -> Bool {
        groups[split.isStratified ? sketch.metadata.label : nil, default: []].append(SplitPlace(of: sketch))
        return true
    }

    package mutating func plan(count: Int, seed: UInt64) throws -> GatheringPlan {
        // Without sketches there is no label, and nothing to report except that counts aren't used up.
        if groups.isEmpty { groups[nil] = [] }
        var cuts: [String?: [SplitPlace?]] = [:]
        for label in groups.keys.sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
            var places = groups.removeValue(forKey: label) ?? []
            let sizes = try sizes(of: places.count, label: label)
            places.sort()
            var end = 0
            cuts[label] = sizes.dropLast().map { size in
                end += size
                return end < places.count ? places[end] : nil
            }
        }
        return GatheringPlan(then: Parting(split: split, cuts: cuts))
    }

    /// The number of sketches, out of `count`, that each part gets.
    private func sizes(of count: Int, label: String?) throws(DataSplitError) -> [Int] {
        switch split.amounts {
        case .shares(let shares): return LargestRemainder.sizes(of: count, shares: shares)
        case .counts(let counts):
            let sum = counts.reduce(0, +)
            guard sum == count else {
                throw .countsDoNotAddUp(sum: sum, count: count, label: split.isStratified ? label ?? "" : nil)
            }
            return counts
        }
    }

    /// Assigns each sketch's part by the cuts of its group.
    private struct Parting: SketchTransform {
        let split: DataSplit
        /// For each part but the last, where the next one begins; `nil` if nothing comes after it.
        let cuts: [String?: [SplitPlace?]]

        func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
            let place = SplitPlace(of: sketch)
            let cuts = cuts[split.isStratified ? sketch.metadata.label : nil] ?? []
            let part = cuts.firstIndex { cut in cut.map { place < $0 } ?? true }
            sketch.source.split = split.names[part ?? split.names.count - 1]
            return true
        }
    }
}

/// A sketch's position among those that are split with it.
private struct SplitPlace: Comparable {
    var key: UInt64
    var index: Int

    init(of sketch: Sketch) { (key, index) = (sketch.source.splitKey, sketch.source.index) }

    static func < (a: SplitPlace, b: SplitPlace) -> Bool { (a.key, a.index) < (b.key, b.index) }
}

/// Whole numbers in the ratio of shares (Hamilton's method): each share's whole part, and one more for those with the
/// largest remainders, the first of equals.
enum LargestRemainder {
    static func sizes(of count: Int, shares: [Double]) -> [Int] {
        let quotas = shares.map { $0 * Double(count) }
        var sizes = quotas.map { Int($0) }
        // Remainders that differ only in the last bits count as equal.
        let remainders = zip(quotas, sizes).map { (($0 - Double($1)) * 1e9).rounded() }
        let order = shares.indices.sorted { (-remainders[$0], $0) < (-remainders[$1], $1) }
        for part in order.prefix(max(0, count - sizes.reduce(0, +))) { sizes[part] += 1 }
        return sizes
    }
}
