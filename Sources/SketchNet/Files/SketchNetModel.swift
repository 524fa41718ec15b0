/// A network that recognises sketches, with the names of what it recognises: all that a model's file holds.
package struct SketchNetModel: Sendable {
    package let network: SketchNetwork<Float>
    /// The names of the classes, in the order of the logits; each is there once.
    package let labels: [String]
    /// What the logits are divided by before softmax, so that the probabilities are calibrated; above 0.
    package let temperature: Double
    /// What the file says besides. Keys that begin with `croquis.` or `training.` are not kept.
    package let metadata: [String: String]

    /// - Throws: `SketchNetModelError` where the labels are not one for each class, each unlike the others and not
    ///   empty; where the temperature is no positive number; or where a weight is not finite.
    package init(
        network: SketchNetwork<Float>,
        labels: [String],
        temperature: Double = 1,
        metadata: [String: String] = [:]
    ) throws(SketchNetModelError) {
        try Self.check(labels, classes: network.configuration.classes)
        guard temperature.isFinite, temperature > 0 else { throw .badTemperature("\(temperature)") }
        if let tensor = network.weights.firstNotFinite { throw .notFinite(tensor.name) }
        self.init(checked: network, labels: labels, temperature: temperature, metadata: metadata)
    }

    init(checked network: SketchNetwork<Float>, labels: [String], temperature: Double, metadata: [String: String]) {
        self.network = network
        self.labels = labels
        self.temperature = temperature
        self.metadata = metadata.filter { !$0.key.hasPrefix("croquis.") && !$0.key.hasPrefix("training.") }
    }

    static func check(_ labels: [String], classes: Int) throws(SketchNetModelError) {
        guard labels.count == classes else { throw .wrongLabelCount(labels: labels.count, classes: classes) }
        var known: Set<String> = []
        for (index, label) in labels.enumerated() {
            guard label.contains(where: { !$0.isWhitespace }) else { throw .emptyLabel(index: index) }
            guard known.insert(label).inserted else { throw .duplicateLabel(label) }
        }
    }
}

extension SketchNetWeights<Float> {
    /// The first tensor with a number that is infinite or none.
    var firstNotFinite: WeightLayout.Tensor? {
        layout.tensors.first { !values.span.extracting($0.range).areFinite }
    }
}
