internal import Augmentation
internal import SketchModel
internal import Testing

@testable internal import SketchNet

/// Lines, angles, crosses, boxes and dots, each drawn a little unlike the others.
func shapes(_ count: Int, of classes: Int = 5) -> TrainingSet {
    let names = ["line", "angle", "cross", "box", "dots"]
    var set = TrainingSet(classes: Array(names.prefix(classes)))
    for index in 0..<count {
        var generator = SeededGenerator(seed: 7, stream: index)
        func at(_ x: Double, _ y: Double) -> Point {
            Point(x + 0.1 * generator.unit(), y + 0.1 * generator.unit())
        }
        let kind = index % classes
        let strokes: [[Point]] =
            switch kind {
            case 0: [[at(0, 0), at(1, 0)]]
            case 1: [[at(0, 0), at(1, 0), at(1, 1)]]
            case 2: [[at(0, 0), at(1, 1)], [at(1, 0), at(0, 1)]]
            case 3: [[at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)]]
            default: [[at(0, 0)], [at(1, 0)], [at(0, 1)]]
            }
        _ = set.append(Sketch(strokes: strokes, metadata: SketchMetadata(label: names[kind])))
    }
    return set
}

func trainer(_ set: TrainingSet, workers: Int = 1, batch: Int = 40, seed: UInt64 = 1) throws -> Trainer {
    var configuration = TrainingConfiguration()
    configuration.batchSize = batch
    configuration.workers = workers
    configuration.seed = seed
    configuration.validationShare = 0.2
    configuration.schedule = LearningRateSchedule(peak: 1e-2, floor: 0.1, warmUpSteps: 3, steps: 40)
    configuration.averageDecay = 0.8
    // So little that some shapes can be learnt in 40 steps.
    configuration.augmentation = SketchAugmentation().scaled(by: 0.4)
    let shape = SketchNetConfiguration(
        width: 8,
        layers: 1,
        heads: 2,
        classes: set.classes.count,
        lstmLayers: 1,
        hiddenDropout: 0.02
    )
    let weights = try SketchNetWeights<Float>(shape, seed: 1)
    return try Trainer(configuration, network: SketchNetwork(shape, weights: weights), set: set)
}

@Suite struct TrainingTests {
    @Test func lossFallsOnShapes() throws {
        let trainer = try trainer(shapes(100))
        var losses: [Double] = []
        try trainer.run { report in
            losses.append(report.loss)
            return true
        }
        #expect(losses.count == 40 && losses.suffix(5).reduce(0, +) < 0.75 * losses.prefix(5).reduce(0, +))
        let evaluation = trainer.evaluate()
        #expect(evaluation.count == 20 && evaluation.topOne > 0.6 && evaluation.topFive == 1)
    }

    /// Three parts, the last one short.
    @Test func resultDoesNotDependOnTheWorkers() throws {
        let states = try [1, 2, 3].map { workers in
            let trainer = try trainer(shapes(60), workers: workers, batch: 150)
            for _ in 0..<3 { _ = try trainer.takeStep() }
            return (trainer.state, trainer.evaluate())
        }
        #expect(states.allSatisfy { $0.0 == states[0].0 && $0.1 == states[0].1 })
    }

    @Test func goesOnUntilToldToStop() throws {
        let trainer = try trainer(shapes(20))
        try trainer.run { $0.step < 1 }
        #expect(trainer.step == 2)
    }

    @Test func divergenceLeavesTheWeights() throws {
        let trainer = try trainer(shapes(20))
        var state = trainer.state
        state.weights = state.weights.map { $0 == 0 ? 3e38 : 3e38 * ($0 < 0 ? -1 : 1) }
        try trainer.restore(state)
        #expect(throws: TrainingError.diverged(step: 0)) { try trainer.takeStep() }
        #expect(trainer.state == state)
    }

    @Test func aTeacherIsAsked() throws {
        struct Teacher: SketchTeacher {
            let identity = "one"
            func answer(_ batch: StrokeBatch<Float>, sketches: [Int], worker: Int, probabilities: inout [Float]) {
                probabilities = (0..<batch.sketchCount).flatMap { _ in [1, 0, 0, 0, 0] as [Float] }
            }
        }
        let plain = try trainer(shapes(50))
        let taught = try Trainer(
            plain.configuration,
            network: plain.network,
            set: plain.set,
            teacher: Teacher()
        )
        for _ in 0..<30 { _ = try taught.takeStep() }
        // The teacher's share is greater, and it says the same of all.
        let evaluation = taught.evaluate()
        #expect(evaluation.topOne < 0.5)
    }

    @Test func splitIsStableDisjointAndEven() {
        let set = shapes(100)
        let (training, validation) = set.split(validationShare: 0.1, seed: 4)
        #expect((training + validation).sorted() == Array(0..<100))
        for kind in 0..<5 { #expect(validation.count { $0 % 5 == kind } == 2) }
        #expect(set.split(validationShare: 0.1, seed: 5).validation != validation)
        // In another order, the same drawings.
        var reversed = TrainingSet(classes: set.classes)
        for index in (0..<100).reversed() { _ = reversed.append(unpacked(set, index)) }
        #expect(reversed.count == 100)
        let again = reversed.split(validationShare: 0.1, seed: 4).validation.map { 99 - $0 }.sorted()
        #expect(again == validation)
    }

    private func unpacked(_ set: TrainingSet, _ index: Int) -> Sketch {
        let packed = set[index]
        let strokes = (0..<packed.strokeCount).map { stroke in
            packed.range(ofStroke: stroke).map { Point(Double(packed[$0].x), Double(packed[$0].y)) }
        }
        return Sketch(strokes: strokes, metadata: SketchMetadata(label: set.classes[Int(set.labels[index])]))
    }

    @Test func alikeDrawingsFallOnOneSide() {
        var set = TrainingSet(classes: ["a"])
        for index in 0..<30 {
            let sketch = Sketch(strokes: [[.zero, Point(1, Double(index / 3))]], metadata: SketchMetadata(label: "a"))
            _ = set.append(sketch)
        }
        let held = Set(set.split(validationShare: 0.4, seed: 1).validation)
        #expect(!held.isEmpty)
        for index in held { #expect((index / 3 * 3..<index / 3 * 3 + 3).allSatisfy { held.contains($0) }) }
    }

    @Test func samplerIsEvenAndReproducible() {
        let labels = (0..<100).map { Int32($0 < 90 ? 0 : 1) }
        var (even, asIs) = (
            SketchSampler(Array(0..<100), labels: labels, exponent: 0, seed: 1),
            SketchSampler(Array(0..<100), labels: labels, exponent: 1, seed: 1)
        )
        var again = even
        var (batch, other): ([Int], [Int]) = ([], [])
        even.draw(50, into: &batch)
        again.draw(50, into: &other)
        #expect(batch == other && batch.count { labels[$0] == 1 } == 25)
        // No drawing again before all others of its class.
        #expect(Set(batch.filter { labels[$0] == 0 }).count == 25)
        asIs.draw(50, into: &batch)
        #expect(batch.count { labels[$0] == 1 } == 5)
    }

    @Test func setRefusesWhatItCannotUse() {
        var set = TrainingSet(classes: ["a"])
        func add(_ strokes: [[Point]], _ label: String?) -> Bool {
            set.append(Sketch(strokes: strokes, metadata: SketchMetadata(label: label)))
        }
        #expect(!add([], "a") && !add([[]], "a") && !add([[.zero]], "b") && !add([[.zero]], nil))
        #expect(add([[], [.zero]], "a") && set.count == 1 && set[0].coordinates == [0, 0])
        #expect(!add([[Point(-1e308, 0), Point(1e308, 0)]], "a"))
        #expect(throws: TrainingError.self) { try trainer(TrainingSet(classes: ["a"])) }
    }
}
