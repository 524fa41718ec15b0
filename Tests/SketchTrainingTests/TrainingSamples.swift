internal import Augmentation
internal import SketchModel
internal import SketchNet
internal import TestSupport

@testable internal import SketchTraining

/// Lines, angles and crosses, each drawn a little unlike the others.
func shapes(_ count: Int) -> TrainingSet {
    var set = TrainingSet()
    for index in 0..<count { _ = set.append(shape(index)) }
    set.sortClasses()
    return set
}

func shape(_ index: Int) -> Sketch {
    var generator = SeededGenerator(seed: 7, stream: index)
    func at(_ x: Double, _ y: Double) -> Point { Point(x + 0.1 * generator.unit(), y + 0.1 * generator.unit()) }
    let kinds: [(String, [[Point]])] = [
        ("line", [[at(0, 0), at(1, 0)]]),
        ("Angle", [[at(0, 0), at(1, 0), at(1, 1)]]),
        ("cross", [[at(0, 0), at(1, 1)], [at(1, 0), at(0, 1)]]),
    ]
    let (label, strokes) = kinds[index % 3]
    return Sketch(strokes: strokes, metadata: SketchMetadata(label: label))
}

/// A recipe that learns three shapes in a moment.
func quickRecipe(steps: Int = 40, workers: Int = 1) -> TrainingRecipe {
    var recipe = TrainingRecipe.small
    recipe.name = "quick"
    recipe.network = SketchNetConfiguration(
        width: 16,
        layers: 1,
        heads: 2,
        classes: 1,
        lstmLayers: 1,
        hiddenDropout: 0.05
    )
    recipe.training.batchSize = 80
    recipe.training.schedule.peak = 1e-2
    recipe.training.averageDecay = 0.8
    // Cut or joined, an angle is two lines or a part of a cross.
    recipe.training.augmentation = SketchAugmentation().scaled(by: 0.4)
    recipe.training.augmentation.cutting = .never
    recipe.training.augmentation.joining = .never
    recipe.training.augmentation.stray = .never
    recipe.training.augmentation.shuffling = .never
    recipe.training.validationShare = 0.2
    recipe.training.workers = workers
    recipe.length = .steps(steps)
    return recipe
}

func run(
    _ folder: TemporaryFolder,
    _ recipe: TrainingRecipe = quickRecipe(),
    set: TrainingSet = shapes(180),
    models: TrainingRun.Models = TrainingRun.Models(),
    pace: TrainingRun.Pace = TrainingRun.Pace(),
    change: (inout TrainingFiles) -> Void = { _ in }
) throws -> TrainingRun {
    var files = TrainingFiles(model: folder("model.safetensors"))
    change(&files)
    return try TrainingRun(recipe, sketches: set, models: models, files: files, pace: pace, memory: 1 << 30)
}

/// Trains to the end.
func finished(_ run: TrainingRun) throws -> TrainingResult? {
    if case .finished(let result) = try run.run() { return result }
    return nil
}
