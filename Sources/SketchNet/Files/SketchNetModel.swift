internal import ArrayFiles

/// A network that recognises sketches, with the names of its classes: everything that a model file contains.
package struct SketchNetModel: Sendable {
    package let network: SketchNetwork<Float>
    /// The names of the classes, in the order of the logits; no two are the same.
    package let labels: [String]
    /// The logits are divided by this number before softmax, so that the probabilities are calibrated; above 0.
    package let temperature: Double
    /// The remaining metadata of the file. Keys that begin with `croquis.` or `training.` are dropped.
    package let metadata: [String: String]

    /// - Throws: `SketchNetModelError` if the labels aren't distinct, non-empty and one per class, if the temperature
    ///   isn't a positive number, or if a weight isn't finite.
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
    /// The first tensor with an infinite number or a NaN.
    var firstNotFinite: WeightLayout.Tensor? {
        layout.tensors.first { !values.span.extracting($0.range).areFinite }
    }
}
