package import SketchModel

/// Why a network cannot be made or run.
package enum SketchNetError: FaultReason, Hashable {
    /// The rule that the configuration breaks.
    case badConfiguration(String)
    /// Weights of another configuration.
    case wrongWeightCount(expected: Int, found: Int)

    package var message: String {
        switch self {
        case .badConfiguration(let rule): "the network's configuration is out of range: \(rule)"
        case .wrongWeightCount(let expected, let found):
            "the configuration has \(expected) weights, and \(found) were given"
        }
    }
}
