package import SketchModel

/// Why a network cannot be made or run.
package enum SketchNetError: FaultReason, Hashable {
    /// The rule that the configuration breaks.
    case badConfiguration(String)
    /// The weights belong to another configuration.
    case wrongWeightCount(expected: Int, found: Int)

    package var message: String {
        switch self {
        case .badConfiguration(let rule): "the network's configuration is invalid: \(rule)"
        case .wrongWeightCount(let expected, let found):
            "the configuration has \(expected) weights, but \(found) were given"
        }
    }
}
