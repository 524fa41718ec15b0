package import SketchModel

/// Why a network cannot be trained.
package enum TrainingError: FaultReason, Hashable {
    case badConfiguration(String)
    case noSketches
    /// The network and the sketches have different numbers of classes.
    case wrongClassCount(network: Int, sketches: Int)
    /// The gradient of the step isn't a number; the weights are as before the step.
    case diverged(step: Int)
    /// A state of another network, or a malformed one.
    case wrongState
    /// A state of another configuration or other sketches.
    case otherRun

    package var message: String {
        switch self {
        case .badConfiguration(let rule): "the training's configuration is invalid: \(rule)"
        case .noSketches: "there are no sketches to train on"
        case .wrongClassCount(let network, let sketches):
            "the network has \(network) classes, but the sketches have \(sketches)"
        case .diverged(let step): "the training diverged in step \(step): lower the learning rate"
        case .otherRun: "the training's state belongs to another configuration or other sketches; start a new training"
        case .wrongState: "the training's state belongs to another network, or has weights that aren't numbers"
        }
    }
}
