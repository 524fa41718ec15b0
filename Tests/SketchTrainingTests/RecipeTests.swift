internal import Augmentation
internal import SketchModel
internal import SketchNet
internal import Testing

@testable internal import SketchTraining

@Suite struct RecipeTests {
    @Test func stepsEpochsAndWarmUp() throws {
        var recipe = TrainingRecipe.small
        let (network, training) = try recipe.settled(classes: 345, trainingCount: 1000)
        #expect(network.classes == 345 && network.width == 192 && network.layers == 6 && network.heads == 6)
        #expect(training == TrainingConfiguration())
        #expect(training.batchSize == 128 && training.schedule.steps == 40_000 && training.schedule.peak == 1e-3)
        #expect(network.hiddenDropout == 0.1)
        recipe.length = .epochs(2.5)
        #expect(try recipe.settled(classes: 2, trainingCount: 1000).training.schedule.steps == 20)
        #expect(try recipe.settled(classes: 2, trainingCount: 1000).training.schedule.warmUpSteps == 2)
        recipe.keepsWarmUp = true
        #expect(try recipe.settled(classes: 2, trainingCount: 1000).training.schedule.warmUpSteps == 1000)
        recipe.length = .epochs(1e300)
        #expect(throws: TrainingError.self) { try recipe.settled(classes: 2, trainingCount: 1000) }
        let base = try TrainingRecipe.base.settled(classes: 345, trainingCount: 24_150_000)
        #expect(base.training.schedule.steps == 966_000 && base.network.tokens == .packed && base.network.width == 768)
    }

    @Test func allRecipesHold() throws {
        for recipe in TrainingRecipe.all {
            let (network, training) = try recipe.settled(classes: 3, trainingCount: 1000)
            try network.validate()
            try training.validate()
            #expect(TrainingRecipe.named(recipe.name) == recipe && recipe.summary.count <= 54)
        }
        let mini = TrainingRecipe.mini
        #expect(mini.network.hiddenDropout == 0.1 && mini.length == .steps(20_000))
        #expect(TrainingRecipe.named("what") == nil)
    }

    @Test func augmentationIsScaled() {
        let usual = SketchAugmentation()
        #expect(usual.scaled(by: 1) == usual && usual.scaled(by: 0).rotation == .never)
        let strong = usual.scaled(by: 10)
        for step in AugmentationStep.allCases {
            #expect(strong[keyPath: step.path].probability <= 1)
            #expect(strong[keyPath: step.path].strength <= step.largestStrength)
        }
    }

    @Test func logReadsWhatItWrote() throws {
        var log = TrainingLog()
        var interval = LogInterval(start: 1.5)
        interval.add(loss: 1.0 / 3, accuracy: 0.5, gradientNorm: 1e-9, learningRate: 1e-4, sketches: 10)
        interval.add(loss: 123_456.789, accuracy: 1, gradientNorm: 0, learningRate: 2e-4, sketches: 10)
        #expect(LogInterval(interval.text) == interval)
        log.append(interval.row(step: 2, seconds: 3.5, validation: nil))
        log.append(
            interval.row(
                step: 4,
                seconds: 4,
                validation: TrainingLog.Validation(loss: 0.1, topOne: 1, topFive: 1, balancedTopOne: 0.25)
            )
        )
        let text = log.text
        #expect(
            text.hasSuffix(
                "2\t0.0002\t61728.6\t0.75\t5e-10\t\t\t\t\t10\t3.5\n4\t0.0002\t61728.6\t0.75\t5e-10\t0.1\t1\t1\t0.25\t8\t4\n"
            )
        )
        #expect(try #require(TrainingLog(text)).text == text)
        for broken in ["", "a\n", TrainingLog.header + "1\t2\n", TrainingLog.header + "x" + "\t1" + "\n"] {
            #expect(TrainingLog(broken) == nil)
        }
        #expect(LogInterval("1 2 3") == nil && LogInterval("1 2 3 4 5 6 x") == nil)
    }
}
