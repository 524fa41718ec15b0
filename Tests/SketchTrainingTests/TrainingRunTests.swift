internal import SketchModel
internal import SketchNet
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import SketchTraining

@Suite struct TrainingRunTests {
    private let folder = TemporaryFolder()

    @Test func learnsShapesAndWritesAllFiles() throws {
        let result = try #require(try finished(try run(folder)))
        #expect(try #require(result.evaluation).topOne > 0.95)
        #expect(folder.names == ["model.safetensors", "model.svg", "model.tsv"])
        let model = try SketchNetModel(try #require(folder.read("model.safetensors")))
        #expect(model.labels == ["Angle", "cross", "line"])
        #expect(model.temperature == result.model.temperature && model.temperature != 1)
        #expect(model.network.weights.values == result.model.network.weights.values)
        #expect(model.metadata["steps"] == "40" && model.metadata["trainingSketches"] == "144")
        #expect(model.metadata["validationTop1"] == "\(try #require(result.evaluation).topOne)")
        #expect(model.metadata["recipe"]?.hasPrefix("quick: width 16, 1 layers, 2 heads, ") == true)
        #expect(folder.text("model.svg")?.hasSuffix("</svg>\n") == true)
    }

    /// A run that was killed, after the log had gone on from the checkpoint.
    @Test(arguments: [1, 17, 39])
    func goesOnToTheSameFile(step: Int) throws {
        _ = try finished(try run(folder))
        let whole = folder.read("model.safetensors")
        let other = TemporaryFolder()
        let first = try run(other)
        let outcome = try first.run(isToStop: { first.trainer.step == step })
        guard case .stopped(step) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(other.names == ["model.safetensors.checkpoint", "model.tsv"])
        other.write((other.text("model.tsv") ?? "") + "99\tgarbage\n", to: "model.tsv")
        var steps: [Int] = []
        let outcome2 = try run(other, quickRecipe(workers: 2)).run(tell: { event in
            if case .goesOn(let step) = event { steps.append(step) }
        })
        guard case .finished = outcome2 else {
            Issue.record("\(outcome2)")
            return
        }
        #expect(steps == [step])
        #expect(other.read("model.safetensors") == whole)
        #expect(other.names == ["model.safetensors", "model.svg", "model.tsv"])
        // All but the times are the same.
        func rows(_ folder: TemporaryFolder) -> [[Substring]] {
            (folder.text("model.tsv") ?? "").split(separator: "\n").map { $0.split(separator: "\t").dropLast(2) }
        }
        #expect(rows(other) == rows(folder) && rows(folder).count == 41)
    }

    @Test func aKilledRunHasACheckpointFromTheStart() throws {
        var steps = 0
        _ = try run(folder).run(tell: { event in if case .stepped = event { steps += 1 } })
        #expect(steps == 40)
        let other = TemporaryFolder()
        var pace = TrainingRun.Pace()
        pace.checkpointEvery = .zero
        var seen = 0
        _ = try run(other, pace: pace).run(tell: { event in
            guard case .stepped(let progress) = event, progress.step == 5 else { return }
            seen = other.names.contains("model.safetensors.checkpoint") ? progress.step : 0
            // What a kill would leave behind.
            other.write(other.read("model.safetensors.checkpoint") ?? [], to: "kept")
        })
        #expect(seen == 5)
        let third = TemporaryFolder()
        third.write(other.read("kept") ?? [], to: "model.safetensors.checkpoint")
        _ = try run(third).run()
        #expect(third.read("model.safetensors") == folder.read("model.safetensors"))
    }

    @Test func aCheckpointIsAModel() throws {
        let first = try run(folder)
        _ = try first.run(isToStop: { first.trainer.step == 10 })
        let model = try SketchNetModel(try #require(folder.read("model.safetensors.checkpoint")))
        #expect(model.labels == ["Angle", "cross", "line"] && model.network.configuration.width == 16)
        #expect(model.network.weights.values == first.trainer.averagedNetwork.weights.values)
    }

    private func fault(_ body: () throws -> Void) -> String {
        do { try body() } catch let fault as Fault { return fault.description } catch { return "\(error)" }
        return "none"
    }

    @Test func checkpointsOfOtherRunsAreRefused() throws {
        let first = try run(folder)
        _ = try first.run(isToStop: { first.trainer.step == 3 })
        let path = folder("model.safetensors.checkpoint")
        let advice = "; begin anew with --restart, or name another file with --checkpoint"
        let other = path + ": error: is of a training with other options or other sketches" + advice
        #expect(fault { _ = try run(folder, quickRecipe(steps: 41)).run() } == other)
        #expect(fault { _ = try run(folder, set: shapes(183)).run() } == other)
        var wider = quickRecipe()
        wider.network.width = 18
        #expect(fault { _ = try run(folder, wider).run() } == other)
        let bytes = folder.read("model.safetensors.checkpoint") ?? []
        folder.write(Array(bytes.prefix(bytes.count / 2)), to: "model.safetensors.checkpoint")
        let broken = fault { _ = try run(folder).run() }
        #expect(broken.hasPrefix(path + ": error: is no checkpoint of this training: ") && broken.hasSuffix(advice))
        #expect(try finished(try run(folder) { $0.restarts = true }) != nil)
    }

    @Test func existingFilesAreRefused() throws {
        let files = TrainingFiles(model: folder("model.safetensors"))
        func refusal(_ change: (inout TrainingFiles) -> Void = { _ in }) -> String {
            var files = files
            change(&files)
            return fault { try files.check() }
        }
        #expect(refusal() == "none")
        let exists = ": error: exists already; give another name, or --force to replace it"
        for name in ["model.safetensors", "model.tsv", "model.svg"] {
            let other = TemporaryFolder()
            other.write("x", to: name)
            let files = TrainingFiles(model: other("model.safetensors"))
            #expect(fault { try files.check() } == other(name) + exists)
        }
        #expect(
            refusal { $0.curve = "a.gif" } == "a.gif: error: the name does not tell what to draw; name it .svg or .png"
        )
        #expect(
            refusal { $0.model = "-" }
                == "-: error: a training writes files, not to standard output; name the model with -o FILE"
        )
        #expect(
            refusal { $0.log = $0.model }.hasSuffix(
                "error: two files would have this name; name them with --checkpoint, --log and --curve"
            )
        )
        // Found out before the sketches are read, not when the model is written.
        #expect(
            refusal { ($0.model, $0.log) = (folder("none/model.safetensors"), nil) }
                .hasPrefix(folder("none/model.safetensors") + ": error: cannot be created: ")
        )
        #expect(
            refusal { ($0.model, $0.replaces) = (folder.path, true) }
                .hasPrefix(folder.path + ": error: cannot be created: it is there, and no regular file")
        )
        #expect(folder.names.isEmpty)
        // The log of a run that was stopped.
        folder.write("x", to: "model.tsv")
        folder.write("x", to: "model.safetensors.checkpoint")
        #expect(refusal() == "none")
    }

    @Test(arguments: [
        "9223372036854775807 0 0 0 1 0 0", "1 0 0 0 9223372036854775807 0 0", "-1 0 0 0 1 0 0", "1 0 0 0 1 0",
    ])
    func intervalsOutOfRange(text: String) { #expect(LogInterval(text) == nil) }

    @Test func intervalsGoOnAsTheyWere() {
        var interval = LogInterval(start: 1.5)
        for step in 1...3 {
            interval.add(loss: 1 / Double(step), accuracy: 0.1, gradientNorm: 2, learningRate: 1e-3, sketches: 80)
        }
        #expect(LogInterval(interval.text) == interval)
    }

    @Test func answersThatAreNoNumbersAreFaults() throws {
        let (shape, training) = try quickRecipe(steps: 0).settled(classes: 3, trainingCount: 144)
        var weights = try SketchNetWeights<Float>(shape, seed: 1)
        weights["vit.fc.weight"] = ArraySlice(repeating: 3e38, count: 48)
        let trainer = try Trainer(training, network: SketchNetwork(shape, weights: weights), set: shapes(180))
        let text = fault {
            _ = try TrainingResult.finishing(trainer, storage: .float32, name: "m", description: [:])
        }
        #expect(text == "m: error: the training diverged in step 0: lower the learning rate")
    }

    @Test func resultDoesNotDependOnTheWorkers() throws {
        let files = try [1, 2, 3].map { workers in
            let folder = TemporaryFolder()
            _ = try run(folder, quickRecipe(steps: 6, workers: workers)).run()
            return folder.read("model.safetensors")
        }
        #expect(files[0] != nil && files.allSatisfy { $0 == files[0] })
    }

    @Test func withoutValidation() throws {
        var recipe = quickRecipe(steps: 2)
        recipe.training.validationShare = 0
        let result = try #require(try finished(try run(folder, recipe) { ($0.log, $0.curve) = (nil, nil) }))
        #expect(result.evaluation == nil && result.model.temperature == 1)
        #expect(folder.names == ["model.safetensors"])
    }

    @Test func largeNetworksAreRefused() throws {
        var recipe = quickRecipe()
        recipe.network.width = 16384
        recipe.network.layers = 256
        #expect(throws: TrainingRunError.self) { try run(folder, recipe) }
        recipe.network.heads = 3
        #expect(throws: SketchNetError.badConfiguration("the heads divide the width")) { try run(folder, recipe) }
    }

    @Test func divergenceKeepsTheCheckpoint() throws {
        var recipe = quickRecipe(steps: 400)
        recipe.training.schedule.peak = 1e30
        recipe.training.gradientClip = .infinity
        let message = fault { _ = try run(folder, recipe).run() }
        #expect(message.contains("error: the training diverged in step "), "\(message)")
        #expect(folder.names.contains("model.safetensors.checkpoint") && !folder.names.contains("model.safetensors"))
    }
}
