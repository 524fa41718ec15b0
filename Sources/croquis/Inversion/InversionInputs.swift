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

    /// - Parameter policy: where labels come from; all but `.automatic` is the user's wish.
    init(_ policy: LabelPolicy) { self.policy = policy }

    func open(_ input: SketchInput, _ format: any SketchFormat) {
        // A name that the user did not point at may say nothing, so that both are looked at.
        let isAsked = policy != .automatic
        let policies = isAsked ? [policy] : [.automatic, .file, .folder]
        let labels = policies.compactMap { policy in
            policy.label(for: input, layout: format.layout).map {
                InversionLabels.InputLabel($0.text, origin: $0.origin, isAsked: isAsked)
            }
        }
        inputs.withLock { $0[input.path] = Input(format: format, labels: labels) }
    }

    func format(of source: SketchSource) -> (any SketchFormat)? { inputs.withLock { $0[source.name]?.format } }

    func labels(of source: SketchSource) -> [InversionLabels.InputLabel] {
        inputs.withLock { $0[source.name]?.labels ?? [] }
    }
}
