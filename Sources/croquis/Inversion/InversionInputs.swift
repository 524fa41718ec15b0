internal import SketchModel
internal import SketchStreams
internal import StrokeInversion
internal import Synchronization

/// What is known of the inputs that a run has opened, by their names.
final class InversionInputs: Sendable {
    private struct Input {
        var format: any SketchFormat
        var label: InversionLabels.InputLabel?
    }

    private let policy: LabelPolicy
    private let inputs = Mutex<[String: Input]>([:])

    /// - Parameter policy: where labels come from; nothing but `.automatic` is the user's wish.
    init(_ policy: LabelPolicy) { self.policy = policy }

    func open(_ input: SketchInput, _ format: any SketchFormat) {
        let given = policy.label(for: input, layout: format.layout)
        let label = given.map {
            InversionLabels.InputLabel($0.text, origin: $0.origin, isAsked: policy != .automatic)
        }
        inputs.withLock { $0[input.path] = Input(format: format, label: label) }
    }

    func format(of source: SketchSource) -> (any SketchFormat)? { inputs.withLock { $0[source.name]?.format } }
    func label(of source: SketchSource) -> InversionLabels.InputLabel? { inputs.withLock { $0[source.name]?.label } }
}
