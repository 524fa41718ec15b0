internal import SketchModel
internal import SketchStreams
internal import StrokeInversion
internal import Synchronization

/// What is known of the inputs that a run has opened, by their names.
final class InversionInputs: Sendable {
    private struct Input {
        var format: any SketchFormat
        var labels: [InversionLabels.InputLabel]
    }

    private let policy: LabelPolicy
    private let inputs = Mutex<[String: Input]>([:])

    /// - Parameter policy: where labels come from.
    init(_ policy: LabelPolicy) { self.policy = policy }

    func open(_ input: SketchInput, _ format: any SketchFormat) {
        let label = policy.fixed == nil ? policy.label(for: input) : nil
        let labels = label.map {
            [InversionLabels.InputLabel($0.text, origin: $0.origin, isAsked: policy.source != nil)]
        }
        inputs.withLock { $0[input.path] = Input(format: format, labels: labels ?? []) }
    }

    func format(of source: SketchSource) -> (any SketchFormat)? { inputs.withLock { $0[source.name]?.format } }

    func labels(of source: SketchSource) -> [InversionLabels.InputLabel] {
        inputs.withLock { $0[source.name]?.labels ?? [] }
    }
}
