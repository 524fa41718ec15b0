internal import Croquis
public import SketchModel
internal import SketchNet
internal import SketchRecognition
internal import SketchStreams
internal import SketchTraining
public import SketchTransforms

/// Trains a classifier on labelled sketches, on all cores. A training that was ended goes on from its checkpoint.
public struct Training: Sendable {
    /// The shape of the network, and how it is trained.
    public enum Recipe: String, Sendable, CaseIterable {
        /// Width 192, 6 layers: as the network in the library.
        case small
        /// Width 128, 4 layers, half as many steps: much faster.
        case mini
    }

    public var recipe: Recipe
    /// As many as the recipe says without it.
    public var steps: Int?
    /// The network's width, a multiple of its heads; the recipe's without it.
    public var width: Int?
    /// The only labels that are learned, in the order of the answers; all that the sketches have without it.
    public var labels: [String]?

    public init(_ recipe: Recipe = .mini, steps: Int? = nil, width: Int? = nil, labels: [String]? = nil) {
        (self.recipe, self.steps, self.width, self.labels) = (recipe, steps, width, labels)
    }

    /// Trains, and writes the model's file, a log and a curve beside it.
    /// - Parameters:
    ///   - input: a file or a directory of labelled sketches.
    ///   - model: the file to write.
    ///   - replaces: whether an existing model may be replaced.
    ///   - transforms: run on each sketch, in this order.
    ///   - options: the input's format, labels and seed.
    ///   - progress: told after each step how many are done.
    /// - Returns: the classifier; `nil` if the task was cancelled, in which case the same call goes on later.
    /// - Throws: `Fault`.
    public func run(
        on input: String,
        to model: String,
        _ transforms: [Transform] = [],
        replaces: Bool = false,
        options: ReadOptions = ReadOptions(),
        progress: (Int) -> Void = { _ in }
    ) async throws -> Classifier? {
        let pipeline = try options.pipeline([input], transforms)
        var files = TrainingFiles(model: model)
        files.replaces = replaces
        do {
            let memory = PhysicalMemory.size / 2
            let (sketches, _) = try await LabelledSketches.read(pipeline, classes: labels, memory: memory)
            let training = try TrainingRun(
                trainingRecipe(options),
                sketches: sketches.set,
                files: files,
                memory: memory
            )
            let outcome = try training.run(isToStop: { Task.isCancelled }) { event in
                if case .stepped(let state) = event { progress(state.step) }
            }
            guard case .finished = outcome else { return nil }
        } catch is CancellationError {
            return nil
        } catch {
            throw Fault(SketchSource(name: model), error: error)
        }
        return try Classifier(contentsOf: model)
    }

    private func trainingRecipe(_ options: ReadOptions) -> TrainingRecipe {
        var trained: TrainingRecipe = recipe == .small ? .small : .mini
        if let steps { trained.length = .steps(max(1, steps)) }
        if let width { trained.network.width = width }
        trained.training.seed = options.seed
        trained.training.workers = max(1, options.jobs)
        return trained
    }
}
