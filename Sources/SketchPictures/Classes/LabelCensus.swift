internal import Platform
internal import SketchModel
internal import SketchTransforms

/// The labels of all sketches, for outputs whose first byte depends on the number of a class. They are known once a
/// step that holds the sketches back has seen the last one.
final class LabelCensus: Sendable {
    private let numbering: ClassNumbering
    private let labels = Locked<Set<String>>([])
    private let resolved = Locked<ClassList?>(nil)

    init(_ numbering: ClassNumbering) { self.numbering = numbering }

    /// Observes the labels; a gathering step must follow it. Empty if the numbers are already known.
    var step: [TransformStep] { numbering.list == nil ? [.filter(CensusFilter(census: self))] : [] }

    /// `step`, and one that holds the sketches back.
    var steps: [TransformStep] { numbering.list == nil ? step + [.gather(KeepingBack())] : [] }

    /// The classes, available after the last sketch has passed.
    var classes: ClassList {
        resolved.withLock { resolved in
            let classes = resolved ?? numbering.classes(of: labels.withLock { $0 })
            resolved = classes
            return classes
        }
    }

    private struct CensusFilter: OrderedFilter {
        let census: LabelCensus
        private var last: String?

        init(census: LabelCensus) { self.census = census }

        mutating func keeps(_ sketch: Sketch, using workspace: inout TransformWorkspace) -> Bool {
            if let label = sketch.metadata.label, !label.isEmpty, label != last {
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
