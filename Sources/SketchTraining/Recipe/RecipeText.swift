internal import Augmentation
package import SketchNet

/// Describes a recipe in words, which the model's file keeps.
package enum RecipeText {
    /// `width 192, 6 layers, 6 heads`.
    package static func shape(_ network: SketchNetConfiguration) -> String {
        "width \(network.width), \(counted(network.layers, "layer")), \(counted(network.heads, "head"))"
    }

    /// `1 layer`, `2 layers`.
    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    static func text(_ name: String, _ network: SketchNetConfiguration, _ training: TrainingConfiguration) -> String {
        let (schedule, optimiser) = (training.schedule, training.optimiser)
        var parts = [
            "\(name): \(shape(network))",
            counted(network.lstmLayers, "LSTM layer"),
            "dropout \(number(network.hiddenDropout)), of attention \(number(network.attentionDropout))",
            "batches of \(training.batchSize)",
            counted(schedule.steps, "step"),
            "AdamW \(number(optimiser.meanDecay)) \(number(optimiser.squareDecay))"
                + " with weight decay \(number(optimiser.weightDecay))",
            "learning rate \(number(schedule.peak)) after \(counted(schedule.warmUpSteps, "step")) of warm-up,"
                + " down a cosine to \(number(schedule.floor)) of it",
        ]
        if training.gradientClip.isFinite { parts.append("gradients clipped to \(number(training.gradientClip))") }
        parts.append("label smoothing \(number(training.labelSmoothing))")
        if training.averageDecay > 0 { parts.append("weights averaged with decay \(number(training.averageDecay))") }
        parts.append("classes drawn by their counts to the power \(number(training.samplingExponent))")
        parts.append("augmentation \(augmentation(training.augmentation))")
        parts.append("seed \(training.seed)")
        return parts.joined(separator: ", ")
    }

    private static func augmentation(_ augmentation: SketchAugmentation) -> String {
        let steps = AugmentationStep.allCases.compactMap { step -> String? in
            let value = augmentation[keyPath: step.path]
            guard value.probability > 0 else { return nil }
            return "\(step.rawValue)=\(number(value.probability)),\(number(value.strength))"
        }
        return steps.isEmpty ? "none" : steps.joined(separator: " ")
    }

    /// The shortest digits, without a fraction if the number is whole.
    static func number(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
