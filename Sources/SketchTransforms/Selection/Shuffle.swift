package import SketchModel

/// Puts all sketches in a random order (Fisher-Yates), the same for the same seed.
package struct Shuffle: GatheringTransform {
    /// The step's index in the list, so that two random steps draw different numbers.
    package var place: Int

    package init(place: Int = 0) { self.place = place }

    package mutating func observe(_ sketch: Sketch) -> Bool { true }

    package mutating func plan(count: Int, seed: UInt64) -> GatheringPlan {
        var generator = SeededGenerator(seed: seed, stream: place)
        var order = Array(0..<count)
        for last in order.indices.dropFirst().reversed() {
            order.swapAt(last, generator.index(below: last + 1))
        }
        return GatheringPlan(order: order)
    }

    package static let catalogueEntry = TransformEntry("shuffle", "put all sketches in random order (--seed)") {
        arguments throws(TransformError) in
        try arguments.expect(plain: 0...0)
        return .shuffle
    }
}
