internal import SketchModel
internal import SketchNet

/// The network that a training starts from.
enum InitialNetwork {
    /// - Parameters:
    ///   - model: supplies the weights, if given. Weights per class are matched by label; classes that the model
    ///   doesn't know start as without a model, and so does a head of another kind.
    /// - Throws: `TrainingRunError.otherShape` and `.networkTooLarge`; `SketchNetError` if the shape is invalid.
    static func network(
        _ configuration: SketchNetConfiguration,
        labels: [String],
        training: TrainingConfiguration,
        from model: SketchNetModel?,
        memory: Int
    ) throws -> SketchNetwork<Float> {
        try configuration.validate()
        try training.validate()
        let layout = WeightLayout(configuration)
        // One gradient per part of a batch; weights, moments and average, and two copies of them for a checkpoint.
        let parts = (training.batchSize - 1) / TrainingConfiguration.partSize + 1
        let (needed, overflows) = layout.count.multipliedReportingOverflow(by: 4 * (parts + 12))
        guard !overflows, needed <= memory else {
            throw TrainingRunError.networkTooLarge(needed: overflows ? .max : needed, memory: memory)
        }
        var weights = try SketchNetWeights<Float>(configuration, seed: training.seed)
        guard let model else { return try SketchNetwork(configuration, weights: weights) }
        let (own, given) = (shape(configuration), shape(model.network.configuration))
        guard own == given else { throw TrainingRunError.otherShape(model: given, recipe: own) }
        let hasOtherHead = configuration.head != model.network.configuration.head
        let (head, perClass) =
            configuration.head == .classes
            ? (["vit.fc.weight", "vit.fc.bias"], ["vit.fc.weight", "vit.fc.bias"])
            : (["vit.fc.weight", "vit.fc.bias"], ["vit.embeddings.label_embeddings.weight"])
        for tensor in layout.tensors where !perClass.contains(tensor.name) {
            if hasOtherHead, head.contains(tensor.name) { continue }
            weights[tensor.name] = model.network.weights[tensor.name]
        }
        if hasOtherHead { return try SketchNetwork(configuration, weights: weights) }
        let places = Dictionary(zip(model.labels, 0...), uniquingKeysWith: { first, _ in first })
        for name in perClass {
            guard let rows = model.network.weights[name], let to = layout[name]?.range else { continue }
            let length = to.count / labels.count
            for (row, label) in labels.enumerated() {
                guard let place = places[label] else { continue }
                let from = rows.startIndex + place * length
                let start = to.lowerBound + row * length
                weights.values.replaceSubrange(start..<start + length, with: rows[from..<from + length])
            }
        }
        return try SketchNetwork(configuration, weights: weights)
    }

    private static func shape(_ configuration: SketchNetConfiguration) -> String {
        "\(RecipeText.shape(configuration)), \(RecipeText.counted(configuration.lstmLayers, "LSTM layer")), "
            + "feed-forward \(configuration.feedForwardRatio) times as wide"
            + (configuration.tokens == .packed ? "" : ", 197 tokens")
    }
}
