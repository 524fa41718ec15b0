internal import Charts
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
        #expect(model.metadata["recipe"]?.hasPrefix("quick: width 16, 1 layer, 2 heads, 1 LSTM layer, ") == true)
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
        let advice = "; start again, or name another checkpoint"
        func other(_ what: String) -> String { path + ": error: belongs to a training with " + what + advice }
        #expect(fault { _ = try run(folder, quickRecipe(steps: 41)).run() } == other("other options"))
        #expect(fault { _ = try run(folder, set: shapes(183)).run() } == other("other sketches"))
        let both = fault { _ = try run(folder, quickRecipe(steps: 41), set: shapes(183)).run() }
        #expect(both == other("other options and other sketches"))
        // What the recipe does not tell.
        var split = quickRecipe()
        split.training.splitSeed = 1
        #expect(fault { _ = try run(folder, split).run() } == other("other options"))
        var wider = quickRecipe()
        wider.network.width = 18
        #expect(fault { _ = try run(folder, wider).run() } == other("other options"))
        let bytes = folder.read("model.safetensors.checkpoint") ?? []
        folder.write(Array(bytes.prefix(bytes.count / 2)), to: "model.safetensors.checkpoint")
        let broken = fault { _ = try run(folder).run() }
        #expect(broken.hasPrefix(path + ": error: isn't a checkpoint of this training: ") && broken.hasSuffix(advice))
        #expect(try finished(try run(folder) { $0.restarts = true }) != nil)
    }

    /// Whatever has no training's metadata stays as it is.
    @Test func onlyCheckpointsAreReplaced() throws {
        _ = try finished(try run(folder))
        let model = folder.read("model.safetensors") ?? []
        let refusal =
            ": error: exists, but isn't a training checkpoint; name another file"
        for content in [[], Array("nonsense".utf8), Array(model.prefix(9)), model] {
            let other = TemporaryFolder()
            other.write(content, to: "model.safetensors.checkpoint")
            for restarts in [false, true] {
                let name = other("model.safetensors.checkpoint")
                #expect(fault { _ = try run(other) { $0.restarts = restarts }.run() } == name + refusal)
                var files = TrainingFiles(model: other("model.safetensors"))
                (files.restarts, files.replaces) = (restarts, true)
                #expect(fault { try files.check() } == name + refusal)
            }
            #expect(other.read("model.safetensors.checkpoint") == content)
            #expect(other.names == ["model.safetensors.checkpoint"])
        }
    }

    /// Killed while it wrote its last files, the same command needs no leave to write them again.
    @Test func lastFilesAreWrittenAgain() throws {
        let other = TemporaryFolder()
        _ = try finished(try run(other))
        let whole = try #require(other.read("model.safetensors"))
        let files = TrainingFiles(model: folder("model.safetensors"))
        folder.write("x", to: "model.safetensors")
        #expect(fault { _ = try run(folder).run() } == files.model + exists)
        // The curve is there, and the checkpoint is of the last step; but this model is not the run's.
        #expect(folder.names == ["model.safetensors", "model.safetensors.checkpoint", "model.svg", "model.tsv"])
        #expect(folder.text("model.safetensors") == "x")
        #expect(fault { try files.check() } == files.model + exists)
        #expect(files.leftBehind == [try #require(files.curve)])
        folder.write(whole, to: "model.safetensors")
        #expect(fault { try files.check() } == "none")
        var begun = files
        begun.restarts = true
        #expect(fault { try begun.check() } == files.model + exists)
        var steps: [Int] = []
        _ = try run(folder).run(tell: { event in
            switch event {
            case .goesOn(let step): steps.append(step)
            case .stepped(let progress): steps.append(progress.step)
            case .evaluated: break
            }
        })
        #expect(steps == [40])
        #expect(folder.read("model.safetensors") == whole)
        #expect(folder.names == ["model.safetensors", "model.svg", "model.tsv"])
        // Beside a checkpoint of an earlier step a model is not the run's.
        let third = TemporaryFolder()
        let first = try run(third)
        _ = try first.run(isToStop: { first.trainer.step == 39 })
        third.write(whole, to: "model.safetensors")
        #expect(fault { try first.files.check() } == first.files.model + exists)
        #expect(fault { _ = try run(third).run() } == first.files.model + exists)
        #expect(third.read("model.safetensors") == whole)
    }

    @Test func outputsAreNoInputs() throws {
        var files = TrainingFiles(model: folder("model.safetensors"))
        files.replaces = true
        #expect(fault { try files.check(others: [files.model]) } == "none")
        folder.write("x", to: "model.safetensors")
        folder.write("x", to: "drawings/a.svg")
        folder.write("x", to: "drawings/b.txt")
        let refusal = ": error: is one of the input files, and would be overwritten; give another name"
        let other = folder("drawings/../model.safetensors")
        #expect(fault { try files.check(others: [other]) } == files.model + refusal)
        let named = [SketchInput(path: folder.path, isDirectory: true), SketchInput(path: other)]
        #expect(fault { try files.check(inputs: named, fileExtensions: ["svg"]) } == files.model + refusal)
        files = TrainingFiles(model: folder("m"))
        (files.replaces, files.curve) = (true, folder("drawings/a.svg"))
        let drawings = [SketchInput(path: folder("drawings"), isDirectory: true)]
        let curve = folder("drawings/a.svg")
        #expect(fault { try files.check(inputs: drawings, fileExtensions: ["svg"]) } == curve + refusal)
        #expect(fault { try files.check(inputs: drawings, fileExtensions: ["png"]) } == "none")
        (files.curve, files.log) = (nil, folder("drawings/b.txt"))
        #expect(fault { try files.check(inputs: drawings, fileExtensions: ["svg"]) } == "none")
    }

    @Test func placesAreFoundOutBefore() {
        func refusal(_ change: (inout TrainingFiles) -> Void) -> String {
            var files = TrainingFiles(model: folder("m"))
            change(&files)
            return fault { try files.check() }
        }
        folder.write("x", to: "a/b")
        let missing = ": error: cannot be created: No such file or directory"
        for path in [\TrainingFiles.model, \.checkpoint] {
            #expect(refusal { $0[keyPath: path] = folder("none/x") } == folder("none/x") + missing)
            let isFolder = refusal { $0[keyPath: path] = folder("a") }
            #expect(isFolder == folder("a") + ": error: cannot be created: it exists and is not a regular file")
        }
        #expect(refusal { $0.log = folder("none/x") } == folder("none/x") + missing)
        #expect(refusal { $0.curve = folder("none/x.svg") } == folder("none/x.svg") + missing)
        #expect(refusal { _ in } == "none" && folder.names == ["a/b"])
        folder.write("x", to: "m")
        let same =
            ": error: two files would have this name; name them differently"
        #expect(refusal { $0.log = folder("a/../m") } == folder("a/../m") + same)
    }

    private let exists = ": error: already exists; choose another name"

    @Test func existingFilesAreRefused() throws {
        let files = TrainingFiles(model: folder("model.safetensors"))
        func refusal(_ change: (inout TrainingFiles) -> Void = { _ in }) -> String {
            var files = files
            change(&files)
            return fault { try files.check() }
        }
        #expect(refusal() == "none")
        for name in ["model.safetensors", "model.tsv", "model.svg"] {
            let other = TemporaryFolder()
            other.write("x", to: name)
            let files = TrainingFiles(model: other("model.safetensors"))
            #expect(fault { try files.check() } == other(name) + exists)
        }
        #expect(
            refusal { $0.curve = "a.gif" }
                == "a.gif: error: the name doesn't say what kind of picture to draw; name it .svg or .png"
        )
        #expect(
            refusal { $0.model = "-" }
                == "-: error: a training cannot write to standard output; name a file"
        )
        #expect(
            refusal { $0.log = $0.model }.hasSuffix(
                "error: two files would have this name; name them differently"
            )
        )
        // Found out before the sketches are read, not when the model is written.
        #expect(
            refusal { ($0.model, $0.log) = (folder("none/model.safetensors"), nil) }
                .hasPrefix(folder("none/model.safetensors") + ": error: cannot be created: ")
        )
        #expect(
            refusal { ($0.model, $0.replaces) = (folder.path, true) }
                .hasPrefix(folder.path + ": error: cannot be created: it exists and is not a regular file")
        )
        #expect(folder.names.isEmpty)
        // The log of a run that was stopped.
        let first = try run(folder)
        _ = try first.run(isToStop: { first.trainer.step == 1 })
        #expect(folder.names == ["model.safetensors.checkpoint", "model.tsv"])
        #expect(refusal() == "none")
        // Another file is none.
        folder.write("step\tloss\n", to: "notes.tsv")
        #expect(refusal { $0.log = folder("notes.tsv") } == folder("notes.tsv") + exists)
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

    @Test func curvesAreOfWhatThereIs() throws {
        func names(_ share: Double, classes: Int) throws -> [String] {
            var recipe = quickRecipe(steps: 4)
            recipe.training.validationShare = share
            let folder = TemporaryFolder()
            _ = try run(folder, recipe).run()
            let log = try #require(TrainingLog(folder.text("model.tsv") ?? ""))
            return TrainingCurve.figure(log, classes: classes).svg.split(separator: ">")
                .filter { $0.hasPrefix("training") || $0.hasPrefix("validation") }
                .map { String($0.prefix { $0 != "<" }) }
        }
        let (own, first, five) = ("training, augmented", "validation, first", "validation, first five")
        #expect(try names(0, classes: 9) == [own, own])
        #expect(try names(0.2, classes: 5) == [own, first, own, "validation"])
        #expect(try names(0.2, classes: 6) == [own, first, five, own, "validation"])
    }

    @Test func largeNetworksAreRefused() throws {
        var recipe = quickRecipe()
        recipe.network.width = 16384
        recipe.network.layers = 256
        #expect(throws: TrainingRunError.self) { try run(folder, recipe) }
        recipe.network.heads = 3
        #expect(throws: SketchNetError.badConfiguration("the heads must divide the width")) { try run(folder, recipe) }
    }

    @Test func divergenceKeepsTheCheckpoint() throws {
        var recipe = quickRecipe(steps: 400)
        recipe.training.schedule.peak = 1e30
        recipe.training.gradientClip = .infinity
        let message = fault { _ = try run(folder, recipe).run() }
        #expect(
            message.hasPrefix(folder("model.safetensors") + ": error: the training diverged in step ")
                && message.hasSuffix("; start again with a lower learning rate"),
            "\(message)"
        )
        #expect(folder.names.contains("model.safetensors.checkpoint") && !folder.names.contains("model.safetensors"))
    }
}
