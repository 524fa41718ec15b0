internal import SketchModel

/// Keeps a number of sketches chosen at random, every choice equally likely, in their order; all if there are no more.
struct Sample: GatheringTransform {
    var size: Int
    /// The step's index in the list, so that two random steps draw different numbers.
    var place: Int

    mutating func observe(_ sketch: Sketch) -> Bool { true }

    /// Knuth's algorithm S (The Art of Computer Programming, volume 2, 3.4.2).
    mutating func plan(count: Int, seed: UInt64) -> GatheringPlan {
        var generator = SeededGenerator(seed: seed, stream: place)
        var order: [Int] = []
        var wanted = min(size, count)
        for index in 0..<count where wanted > 0 {
            if generator.index(below: count - index) < wanted {
                order.append(index)
                wanted -= 1
            }
        }
        return GatheringPlan(order: order)
    }

    static let catalogueEntry = TransformEntry(
        "sample:N[/label]",
        "keep N sketches chosen at random, or N of each label, in their order (--seed)"
    ) { arguments throws(TransformError) in
        let (size, isPerLabel) = try arguments.countPerLabel()
        return isPerLabel ? .sample(perLabel: size) : .sample(size)
    }
}

/// Keeps a number of sketches per label, chosen at random, every choice equally likely, in their order; all of a label
/// with no more. Those without a label count as one more label.
///
/// The choice for a label depends only on the seed and on the sketches with that label. The indices of the sketches
/// chosen so far are in memory, but not the sketches.
struct SampleByLabel: GatheringTransform {
    var size: Int
    /// The step's index in the list, so that two random steps draw different numbers.
    var place: Int
    private var seed: UInt64 = 0
    private var reservoirs: [String?: Reservoir] = [:]
    /// The number of sketches that were chosen when they arrived, and so are stored.
    private var kept = 0

    /// Waterman's algorithm R (Knuth, The Art of Computer Programming, volume 2, 3.4.2).
    fileprivate struct Reservoir {
        var generator: SeededGenerator
        var seen = 0
        var places: [Int] = []
    }

    init(size: Int, place: Int = 0) { (self.size, self.place) = (size, place) }

    mutating func begin(seed: UInt64) { self.seed = seed }

    mutating func observe(_ sketch: Sketch) -> Bool {
        let label = sketch.metadata.label
        if reservoirs[label] == nil {
            let stream = Int(truncatingIfNeeded: StrokeHash(label ?? "").first)
            reservoirs[label] = Reservoir(generator: SeededGenerator(seed: seed &+ UInt64(place), stream: stream))
        }
        guard reservoirs[label]?.admit(kept, size: size) == true else { return false }
        kept += 1
        return true
    }

    mutating func plan(count: Int, seed: UInt64) -> GatheringPlan {
        let order = reservoirs.values.flatMap(\.places).sorted()
        return GatheringPlan(order: order, note: shortage)
    }

    /// A note on the label with the fewest sketches, if there are fewer than were asked for.
    private var shortage: String? {
        let short = reservoirs.filter { $0.value.seen < size }.map { (seen: $0.value.seen, label: $0.key ?? "") }
        guard let fewest = short.min(by: { $0 < $1 }) else { return nil }
        let labels = short.count == 1 ? "1 label has" : "\(short.count) labels have"
        return "sample:\(size)/label: \(labels) fewer sketches, '\(fewest.label)' the fewest: \(fewest.seen)"
    }
}

extension SampleByLabel.Reservoir {
    /// Whether the next sketch with the label, which would be stored at `place`, is among those chosen so far.
    fileprivate mutating func admit(_ place: Int, size: Int) -> Bool {
        seen += 1
        if places.count < size {
            places.append(place)
            return true
        }
        let index = generator.index(below: seen)
        guard index < size else { return false }
        places[index] = place
        return true
    }
}

/// Puts all sketches in a random order (Fisher-Yates), the same for the same seed.
struct Shuffle: GatheringTransform {
    /// The step's index in the list, so that two random steps draw different numbers.
    var place = 0

    mutating func observe(_ sketch: Sketch) -> Bool { true }

    mutating func plan(count: Int, seed: UInt64) -> GatheringPlan {
        var generator = SeededGenerator(seed: seed, stream: place)
        var order = Array(0..<count)
        for last in order.indices.dropFirst().reversed() {
            order.swapAt(last, generator.index(below: last + 1))
        }
        return GatheringPlan(order: order)
    }

    static let catalogueEntry = TransformEntry("shuffle", "put all sketches in random order (--seed)", .shuffle)
}
