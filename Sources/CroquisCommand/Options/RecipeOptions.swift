internal import Augmentation
internal import ArgumentParser
internal import SketchNet
internal import SketchReports
internal import SketchTraining

/// A network's shape, and how it is trained.
struct RecipeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Start from a known recipe.", valueName: "name"),
        completion: .list(TrainingRecipe.all.map(\.name))
    )
    var config: RecipeChoice = RecipeChoice(recipe: .small)

    @Option(help: ArgumentHelp("Width of a token; even.", valueName: "n"))
    var width: Int?

    @Option(help: ArgumentHelp("Layers of the transformer.", valueName: "n"))
    var layers: Int?

    @Option(help: ArgumentHelp("Attention heads, which divide the width.", valueName: "n"))
    var heads: Int?

    @Option(help: ArgumentHelp("Layers of the LSTM that reads strokes.", valueName: "n"))
    var lstmLayers: Int?

    @Option(help: ArgumentHelp("Share of activations dropped.", valueName: "0-1"))
    var dropout: Double?

    @Option(help: ArgumentHelp("Share of attention weights dropped.", valueName: "0-1"))
    var attentionDropout: Double?

    @Option(help: ArgumentHelp("Sketches per step.", valueName: "n"))
    var batchSize: Int?

    @Option(help: ArgumentHelp("Number of steps.", valueName: "n"))
    var steps: Int?

    @Option(help: ArgumentHelp("Number of passes over the sketches, instead of --steps.", valueName: "n"))
    var epochs: Double?

    @Option(help: ArgumentHelp("Highest learning rate.", valueName: "rate"))
    var learningRate: Double?

    @Option(help: ArgumentHelp("Last learning rate, as a share of the highest.", valueName: "0-1"))
    var learningRateFloor: Double?

    @Option(
        help: ArgumentHelp(
            "Steps to reach the highest learning rate (default: at most a tenth of all).",
            valueName: "n"
        )
    )
    var warmUp: Int?

    @Option(help: ArgumentHelp("AdamW's decay of matrices.", valueName: "rate"))
    var weightDecay: Double?

    @Option(help: ArgumentHelp("Largest norm of a gradient; 0 for no limit.", valueName: "norm"))
    var clip: Double?

    @Option(help: ArgumentHelp("Share of the truth spread over all classes.", valueName: "0-1"))
    var labelSmoothing: Double?

    @Option(
        help: ArgumentHelp("Decay of the averaged weights, which are kept; 0 for no average.", valueName: "0-1")
    )
    var average: Double?

    @Option(
        help: ArgumentHelp(
            "Draw classes by their counts to this power: 0 evenly, 1 as they are.",
            valueName: "power"
        )
    )
    var samplingExponent: Double?

    @Option(help: ArgumentHelp("Share of each class kept for validation.", valueName: "0-1"))
    var validation: Double?

    @Option(
        help: ArgumentHelp(
            "Scale all random changes by a factor; 0 for none.",
            valueName: "factor"
        )
    )
    var augmentation: Double?

    @Option(
        help: ArgumentHelp(
            "Set a random change: NAME=PROBABILITY,STRENGTH. Repeatable. Names: \(AugmentationStep.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "change"
        ),
        transform: AugmentArgument.init(parsing:)
    )
    var augment: [AugmentArgument] = []

    @Option(help: ArgumentHelp("Share of the truth that comes from the teachers.", valueName: "0-1"))
    var teacherShare: Double?

    func validate() throws {
        if steps != nil, epochs != nil { throw ValidationError("give --steps or --epochs, not both") }
        func check(_ value: Double?, _ name: String, _ range: ClosedRange<Double>, _ text: String) throws {
            if let value, !range.contains(value) { throw ValidationError("--\(name) must be \(text)") }
        }
        let below = 1.0.nextDown
        for (value, name) in [
            (dropout, "dropout"), (attentionDropout, "attention-dropout"), (labelSmoothing, "label-smoothing"),
            (average, "average"), (validation, "validation"),
        ] { try check(value, name, 0...below, "from 0 to below 1") }
        try check(learningRateFloor, "learning-rate-floor", 0...1, "from 0 to 1")
        try check(teacherShare, "teacher-share", 0...1, "from 0 to 1")
        try check(learningRate, "learning-rate", 1e-12...1e6, "from 1e-12 to 1000000")
        try check(weightDecay, "weight-decay", 0...1e6, "from 0 to 1000000")
        try check(clip, "clip", 0...1e30, "from 0 to 1e30")
        try check(samplingExponent, "sampling-exponent", -4...4, "from -4 to 4")
        try check(augmentation, "augmentation", 0...10, "from 0 to 10")
        try check(epochs, "epochs", 1e-6...1e9, "from 0.000001 to 1000000000")
        func count(_ value: Int?, _ name: String, _ range: ClosedRange<Int>) throws {
            if let value, !range.contains(value) {
                throw ValidationError("--\(name) must be from \(range.lowerBound) to \(range.upperBound)")
            }
        }
        try count(batchSize, "batch-size", 1...1 << 16)
        try count(steps, "steps", 1...1 << 30)
        try count(warmUp, "warm-up", 0...1 << 30)
        try count(width, "width", 2...16384)
        try count(layers, "layers", 0...256)
        try count(heads, "heads", 1...16384)
        try count(lstmLayers, "lstm-layers", 1...16)
        do throws(SketchNetError) { try recipe.network.validate() } catch { throw ValidationError(error.message) }
    }

    /// The recipe that the options describe.
    var recipe: TrainingRecipe {
        var recipe = config.recipe
        func set<Value>(_ path: WritableKeyPath<TrainingRecipe, Value>, _ value: Value?) {
            if let value { recipe[keyPath: path] = value }
        }
        set(\.network.width, width)
        set(\.network.layers, layers)
        set(\.network.heads, heads)
        set(\.network.lstmLayers, lstmLayers)
        set(\.network.hiddenDropout, dropout)
        set(\.network.attentionDropout, attentionDropout)
        set(\.training.batchSize, batchSize)
        set(\.length, steps.map { .steps($0) } ?? epochs.map { .epochs($0) })
        set(\.training.schedule.peak, learningRate)
        set(\.training.schedule.floor, learningRateFloor)
        set(\.training.schedule.warmUpSteps, warmUp)
        recipe.keepsWarmUp = warmUp != nil
        set(\.training.optimiser.weightDecay, weightDecay)
        set(\.training.gradientClip, clip.map { $0 > 0 ? $0 : .infinity })
        set(\.training.labelSmoothing, labelSmoothing)
        set(\.training.averageDecay, average)
        set(\.training.samplingExponent, samplingExponent)
        set(\.training.validationShare, validation)
        set(\.training.teacherShare, teacherShare)
        if let augmentation {
            recipe.training.augmentation = recipe.training.augmentation.scaled(by: augmentation)
        }
        for argument in augment { recipe.training.augmentation[keyPath: argument.step.path] = argument.change }
        return recipe
    }
}

/// `TrainingRecipe` as an argument.
struct RecipeChoice: ExpressibleByArgument, CustomStringConvertible {
    let recipe: TrainingRecipe

    init(recipe: TrainingRecipe) { self.recipe = recipe }

    init?(argument: String) {
        guard let recipe = TrainingRecipe.named(argument) else { return nil }
        self.recipe = recipe
    }

    var description: String { recipe.name }
    static var allValueStrings: [String] { TrainingRecipe.all.map(\.name) }
}

/// `rotation=0.75,0.325`.
struct AugmentArgument {
    let step: AugmentationStep
    let change: SketchAugmentation.Step

    /// - Throws: `ValidationError`, which says what part is wrong.
    init(parsing argument: String) throws {
        guard let sign = argument.firstIndex(of: "=") else { throw Self.wrongForm }
        let name = argument[..<sign]
        guard let step = AugmentationStep(rawValue: String(name)) else {
            let known = AugmentationStep.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there is no random change '\(name)'; the changes are \(known)")
        }
        let parts = argument[argument.index(after: sign)...].split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }
        guard parts.count == 2, numbers.count == 2 else { throw Self.wrongForm }
        guard (0...1).contains(numbers[0]) else { throw ValidationError("the probability must be from 0 to 1") }
        guard numbers[1] >= 0, numbers[1] <= step.largestStrength else {
            let most = Counting.rounded(step.largestStrength, digits: 3)
            throw ValidationError("the strength of \(name) must be from 0 to \(most)")
        }
        self.step = step
        change = SketchAugmentation.Step(numbers[0], strength: numbers[1])
    }

    private static let wrongForm = ValidationError("give a name and two numbers, as in rotation=0.75,0.325")
}
