package import SketchModel

/// Why a network cannot be trained.
package enum TrainingError: FaultReason, Hashable {
    case badConfiguration(String)
    case noSketches
    /// The network and the sketches have unlike numbers of classes.
    case wrongClassCount(network: Int, sketches: Int)
    /// The gradient of the step is no number; the weights are as they were before it.
    case diverged(step: Int)
    /// A state of another network, or broken.
    case wrongState
    /// A state of another configuration or other sketches.
    case otherRun

    package var message: String {
        switch self {
        case .badConfiguration(let rule): "the training's configuration is out of range: \(rule)"
        case .noSketches: "there are no sketches to train on"
        case .wrongClassCount(let network, let sketches):
            "the network has \(network) classes, and the sketches have \(sketches)"
        case .diverged(let step): "the training diverged in step \(step): lower the learning rate"
        case .otherRun: "the training's state is of another configuration or other sketches; start a new one"
        case .wrongState: "the training's state is of another network, or has weights that are no numbers"
        }
    }
}
