internal import Augmentation
package import SketchNet

/// A network's shape and how it is trained, independent of the sketches.
package struct TrainingRecipe: Sendable, Hashable {
    /// The length of the training.
    package enum Length: Sendable, Hashable {
        case steps(Int)
        /// The number of sketches drawn, as a multiple of those to train on.
        case epochs(Double)
    }

    package var name: String
    /// One line for a list.
    package var summary: String
    /// The number of classes comes from the sketches.
    package var network: SketchNetConfiguration
    /// The number of steps comes from `length`.
    package var training: TrainingConfiguration
    package var length: Length
    /// Whether the warm-up keeps its length even if that is more than a tenth of the steps.
    package var keepsWarmUp = false

    /// The recipe of the built-in model.
    package static let small = TrainingRecipe(
        name: "small",
        summary: "width 192, 6 layers: like the built-in model",
        network: SketchNetConfiguration(width: 192, layers: 6, heads: 6, classes: 1, hiddenDropout: 0.1),
        training: TrainingConfiguration(),
        length: .steps(TrainingConfiguration().schedule.steps)
    )

    /// Half as many steps, for a network a third as large.
    package static let mini: TrainingRecipe = {
        var recipe = small
        recipe.name = "mini"
        recipe.summary = "width 128, 4 layers: much faster"
        recipe.network.width = 128
        recipe.network.layers = 4
        recipe.network.heads = 4
        recipe.training.schedule.peak = 1.5e-3
        recipe.length = .steps(20_000)
        return recipe
    }()

    /// SketchXAI's own Tiny, as published except for packed tokens.
    package static let tiny = published(
        "tiny",
        "SketchXAI Tiny: width 192, 12 layers",
        .tiny(classes: 1)
    )
    /// SketchXAI's own Base, as published except for packed tokens.
    package static let base = published(
        "base",
        "SketchXAI Base: width 768, 12 layers",
        .base(classes: 1)
    )

    /// The recipe of the built-in network that predicts where strokes belong.
    package static let locations: TrainingRecipe = {
        var recipe = small
        recipe.name = "locations"
        recipe.summary = "predicts where strokes belong, for invert"
        recipe.network.head = .locations
        recipe.training.schedule.peak = 6e-4
        recipe.training.augmentation.strokeDropping = .never
        recipe.training.augmentation.strokeJitter = .never
        recipe.length = .steps(14_000)
        return recipe
    }()

    package static let all = [small, mini, tiny, base, locations]

    /// The recipe with that name, or `nil`.
    package static func named(_ name: String) -> TrainingRecipe? { all.first { $0.name == name } }

    /// The training of SketchXAI's code: AdamW with PyTorch's defaults at 3e-4 and a weight decay of 1e-4, batches of
    /// 500, 20 epochs, half a cosine without warm-up, nothing smoothed, clipped, averaged or augmented. Its restarts of
    /// the cosine every 40 000 steps, and its initial weights from a network for pictures, are left out.
    private static func published(
        _ name: String,
        _ summary: String,
        _ shape: SketchNetConfiguration
    ) -> TrainingRecipe {
        var network = shape
        network.tokens = .packed
        var training = TrainingConfiguration()
        training.batchSize = 500
        training.schedule = LearningRateSchedule(peak: 3e-4, floor: 0, warmUpSteps: 0)
        training.optimiser = AdamW(squareDecay: 0.999, weightDecay: 1e-4)
        training.gradientClip = .infinity
        training.labelSmoothing = 0
        training.averageDecay = 0
        training.samplingExponent = 1
        training.augmentation = .none
        return TrainingRecipe(
            name: name,
            summary: summary,
            network: network,
            training: training,
            length: .epochs(20)
        )
    }

    /// The recipe for given sketches: the shape with their classes, and the configuration with its steps.
    /// - Parameter trainingCount: the number of sketches to train on, without those for validation.
    /// - Throws: `TrainingError.badConfiguration` if the number of steps cannot be represented.
    package func settled(
        classes: Int,
        trainingCount: Int
    ) throws(TrainingError) -> (network: SketchNetConfiguration, training: TrainingConfiguration) {
        var (network, training) = (network, training)
        network.classes = classes
        switch length {
        case .steps(let steps): training.schedule.steps = steps
        case .epochs(let epochs):
            let steps = (epochs * Double(trainingCount) / Double(max(1, training.batchSize))).rounded(.up)
            guard epochs > 0, steps <= 0x1p40 else {
                throw .badConfiguration("the epochs must be above 0 and finite")
            }
            training.schedule.steps = Int(steps)
        }
        if !keepsWarmUp {
            training.schedule.warmUpSteps = min(training.schedule.warmUpSteps, training.schedule.steps / 10)
        }
        return (network, training)
    }
}
