// Runs a network on drawings in memory with croquis' library, and times it.
//
//     network forward MODEL DRAWINGS PASSES [LOGITS]    the first drawing alone, on one thread
//     network step MODEL DRAWINGS WORKERS               a training step on 256 of the drawings, after another
//     network step MODEL DRAWINGS WORKERS check         nothing is timed
//
// MODEL is a safetensors file, and DRAWINGS are in ±0.74 and have labels. `forward` prints the time of its fastest pass;
// LOGITS are those of all drawings, as 32-bit floats. `step` takes one step that does not count, then as many as there are
// whole batches, with dropout as the model says and without augmentation; `check` prints the loss of the first 256
// drawings without dropout, and the norm of its gradient.
import Drawings
import SketchModel
import SketchNet

func run(_ arguments: [String]) throws {
    guard arguments.count >= 5, let number = Int(arguments[4]) else {
        throw Failure("give forward MODEL DRAWINGS PASSES [LOGITS], or step MODEL DRAWINGS WORKERS [check]")
    }
    let model = try SketchNetModel(readBytes(arguments[2]))
    let (sketches, labels) = try readDrawings(arguments[3])
    switch arguments[1] {
    case "forward":
        let seconds = fastestPass(model.network, sketches[0], passes: number)
        if arguments.count > 5 { try write(logits(model.network, sketches), to: arguments[5]) }
        print("{\"stopwatchSeconds\": \(seconds), \"sketches\": 1}")
    case "step" where arguments.count > 5:
        let (loss, norm) = try gradient(model.network, Array(sketches.prefix(256)), Array(labels.prefix(256)))
        print("{\"loss\": \(loss), \"gradientNorm\": \(norm)}")
    case "step":
        let steps = sketches.count / 256
        let seconds = try time(steps: steps, workers: number, model, sketches, labels)
        print("{\"stopwatchSeconds\": \(seconds), \"sketches\": \(steps * 256)}")
    default: throw Failure("there is forward and step, not \(arguments[1])")
    }
}

func fastestPass(_ network: SketchNetwork<Float>, _ sketch: Sketch, passes: Int) -> Double {
    let workspace = SketchNetWorkspace<Float>()
    let clock = ContinuousClock()
    var fastest = Double.infinity
    for _ in 0..<passes {
        let begin = clock.now
        var batch = StrokeBatch<Float>()
        batch.append(sketch)
        network.forward(batch, in: workspace)
        fastest = min(fastest, (clock.now - begin) / .seconds(1))
    }
    return fastest
}

func logits(_ network: SketchNetwork<Float>, _ sketches: [Sketch]) -> [Float] {
    let workspace = SketchNetWorkspace<Float>()
    return sketches.flatMap { sketch in
        var batch = StrokeBatch<Float>()
        batch.append(sketch)
        network.forward(batch, in: workspace)
        return workspace.logits
    }
}

/// The loss of a batch, and the norm of its gradient by the weights, summed over parts as in training.
func gradient(_ network: SketchNetwork<Float>, _ sketches: [Sketch], _ labels: [Int]) throws -> (Double, Double) {
    let workspace = SketchNetWorkspace<Float>()
    var gradients = try SketchNetWeights<Float>(zerosFor: network.configuration)
    var total = 0.0
    var slopes: [Float] = []
    for start in stride(from: 0, to: sketches.count, by: TrainingConfiguration.partSize) {
        let part = start..<min(start + TrainingConfiguration.partSize, sketches.count)
        var batch = StrokeBatch<Float>()
        for sketch in sketches[part] { batch.append(sketch) }
        network.forward(batch, for: .training(dropoutSeed: nil), in: workspace)
        total += CrossEntropy(labelSmoothing: 0.1).evaluate(
            logits: workspace.logits,
            classes: network.configuration.classes,
            labels: Array(labels[part]),
            meanOver: sketches.count,
            gradients: &slopes
        )
        network.backward(batch, logitGradients: slopes, addingTo: &gradients, in: workspace)
    }
    return (total, gradients.values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot())
}

func time(
    steps: Int,
    workers: Int,
    _ model: SketchNetModel,
    _ sketches: [Sketch],
    _ labels: [Int]
) throws -> Double {
    var set = TrainingSet(classes: model.labels)
    for (sketch, label) in zip(sketches, labels) {
        var sketch = sketch
        sketch.metadata.label = model.labels[label]
        guard set.append(sketch) else { throw Failure("a drawing cannot be trained on") }
    }
    var configuration = TrainingConfiguration()
    configuration.workers = workers
    configuration.batchSize = 256
    configuration.validationShare = 0
    configuration.augmentation = .none
    // Each sketch is as likely, so that the steps see what there is.
    configuration.samplingExponent = 1
    let trainer = try Trainer(configuration, network: model.network, set: set)
    _ = try trainer.takeStep()
    let clock = ContinuousClock()
    let begin = clock.now
    for _ in 0..<steps { _ = try trainer.takeStep() }
    return (clock.now - begin) / .seconds(1)
}

program("network", run)
