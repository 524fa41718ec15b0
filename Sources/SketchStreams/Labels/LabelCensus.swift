internal import Platform
internal import SketchModel
package import SketchTransforms

/// The labels of all sketches, for outputs whose first byte depends on the number of a class. They are known once a
/// step that holds the sketches back has seen the last one.
package final class LabelCensus: Sendable {
    private let order: ClassOrder
    private let labels = Locked<Set<ExactText>>([])
    private let resolved = Locked<ClassList?>(nil)

    package init(_ order: ClassOrder) { self.order = order }

    /// Observes the labels; a gathering step must follow it. Empty if the numbers are already known.
    package var step: [TransformStep] { order.list == nil ? [.filter(CensusFilter(census: self))] : [] }

    /// `step`, and one that holds the sketches back.
    package var steps: [TransformStep] { order.list == nil ? step + [.gather(KeepingBack())] : [] }

    /// The classes, available after the last sketch has passed.
    package var classes: ClassList {
        resolved.withLock { resolved in
            let classes = resolved ?? order.classes(of: labels.withLock { $0 }.lazy.map(\.text))
            resolved = classes
            return classes
        }
    }

    private struct CensusFilter: OrderedFilter {
        let census: LabelCensus
        private var last: ExactText?

        init(census: LabelCensus) { self.census = census }

        mutating func keeps(_ sketch: Sketch, using workspace: inout TransformWorkspace) -> Bool {
            if let label = sketch.metadata.label.map(ExactText.init), label != last {
                last = label
                census.labels.withLock { _ = $0.insert(label) }
            }
            return true
        }
    }

    private struct KeepingBack: GatheringTransform {
        mutating func observe(_ sketch: Sketch) -> Bool { true }
        mutating func plan(count: Int, seed: UInt64) -> GatheringPlan { GatheringPlan() }
    }
}
