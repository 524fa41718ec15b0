package import SketchModel

/// A step that changes or drops one sketch without looking at others.
package protocol SketchTransform: Sendable {
    /// Changes `sketch` in place.
    /// - Returns: whether the sketch stays in the stream.
    /// - Throws: a `FaultReason` if the sketch can't be transformed; the pipeline adds the place.
    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool

    /// Whether the result depends on `sketch.source.index`, as all random results do. Such a step runs only after the
    /// sketches have been numbered in input order, so that its output doesn't depend on the number of workers.
    var needsIndex: Bool { get }
}

extension SketchTransform {
    package var needsIndex: Bool { false }
}

/// Memory that a worker lends to its transforms, so that none of them allocates per sketch.
package struct TransformWorkspace: Sendable {
    /// The value of `--seed`; random steps derive their stream from it and the sketch's index.
    package var seed: UInt64
    /// What the transforms dropped on purpose or could not keep.
    package var losses = LossReport()
    /// The labels seen by the steps that look for labels, by the step's index in the list.
    package var sightings: [Int: LabelSightings] = [:]
    package var points: [Point] = []
    package var strokeEnds: [Int] = []
    package var times: [Double] = []
    package var pressures: [Double] = []
    package var tilts: [Double] = []
    package var azimuths: [Double] = []
    package var flags: [Bool] = []
    package var values: [Double] = []
    package var sorted: [Double] = []
    package var chords = ChordSplitter()

    package init(seed: UInt64 = 0) { self.seed = seed }
}

/// A step that must see every sketch before the first one goes on: `shuffle`, `sample:N`, `normalise:std`. It stores no
/// sketches itself; the pipeline keeps them on disk between `observe` and `plan`.
package protocol GatheringTransform: Sendable {
    /// Called with the value of `--seed` before the first sketch.
    mutating func begin(seed: UInt64)
    /// Sees the next sketch of the stream.
    /// - Returns: whether it may still be needed; other sketches aren't stored.
    mutating func observe(_ sketch: Sketch) -> Bool
    /// Decides what goes on, once all sketches have been observed and `count` of them stored.
    /// - Throws: a `FaultReason` if nothing can go on, which ends the run.
    mutating func plan(count: Int, seed: UInt64) throws -> GatheringPlan
}

extension GatheringTransform {
    package mutating func begin(seed: UInt64) {}
}

/// What goes on after a gathering step.
package struct GatheringPlan: Sendable {
    /// The indices, among the stored sketches in the order observed, of those that go on; `nil` for all of them in that
    /// order.
    package var order: [Int]?
    /// A transform that is then applied to each.
    package var then: (any SketchTransform)?
    /// What the user should know about it, in a sentence for the summary.
    package var note: String?

    package init(order: [Int]? = nil, then: (any SketchTransform)? = nil, note: String? = nil) {
        self.order = order
        self.then = then
        self.note = note
    }
}

/// A step that keeps or drops a sketch depending on those before it: `take:N/label`, `unique`.
package protocol OrderedFilter: Sendable {
    /// Whether the next sketch of the stream stays.
    mutating func keeps(_ sketch: Sketch, using workspace: inout TransformWorkspace) -> Bool
}

/// One entry of a `-t` list.
package enum TransformStep: Sendable {
    /// Runs in parallel, in any order.
    case each(any SketchTransform)
    /// Keeps the first sketches, up to a number, and ends the stream.
    case take(Int)
    /// Drops the first sketches, up to a number.
    case skip(Int)
    /// Sees the sketches one after another, in order.
    case filter(any OrderedFilter)
    case gather(any GatheringTransform)
}
