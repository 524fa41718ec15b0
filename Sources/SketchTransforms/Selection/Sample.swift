public import SketchModel

/// Keeps so many sketches chosen at random, every choice equally likely, in their order; all where there are no more.
public struct Sample: GatheringTransform {
    public var size: Int
    /// The step's place in the list, so that two random steps draw different numbers.
    public var place: Int

    public init(size: Int, place: Int = 0) {
        self.size = size
        self.place = place
    }

    public mutating func observe(_ sketch: Sketch) {}

    /// Knuth's algorithm S (The Art of Computer Programming, volume 2, 3.4.2).
    public mutating func plan(count: Int, seed: UInt64) -> GatheringPlan {
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

    package static let catalogueEntry = TransformEntry(
        "sample:N",
        "keep N sketches chosen at random, in their order (--seed)"
    ) {
        arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        let size = try arguments.count(arguments.plain[0], named: "N")
        return .gather(Sample(size: size, place: arguments.place))
    }
}
