import Croquis
import CroquisNetworks
internal import TestSupport
internal import Testing

/// The libraries as a Swift package sees them.
@Suite struct LibraryTests {
    private let folder = TemporaryFolder()
    private static let cats = TestFiles.fixture("quickdraw/cat.ndjson")

    @Test func readsAnyFormat() async throws {
        let cats = try await Sketch.read(Self.cats)
        #expect(cats.count > 1 && cats.allSatisfy { $0.metadata.label == "cat" })
        let one = try await Sketch.read(TestFiles.fixture("svg/cat.svg"), [.fit(255)])
        #expect(one.count == 1 && one[0].boundingBox?.longerSide == 255)
        let labelled = try await Sketch.read(Self.cats, options: ReadOptions(.quickdraw, label: "tiger"))
        #expect(labelled.allSatisfy { $0.metadata.label == "tiger" })
    }

    @Test func aFaultHasItsPlace() async throws {
        folder.write("{\"word\":\"cat\",\"drawing\":[]}\n{\"word\":\n", to: "bad.ndjson")
        let fault = await #expect(throws: Fault.self) { try await Sketch.read(folder("bad.ndjson")) }
        #expect(fault?.place.contains("bad.ndjson:2:") == true)
        await #expect(throws: Fault.self) { try await Sketch.read(folder("none.ndjson")) }
    }

    @Test func aStreamGivesWhatReadingGives() async throws {
        let all = try await Sketch.read(Self.cats)
        var streamed: [Sketch] = []
        for try await sketch in Sketch.stream(Self.cats) { streamed.append(sketch) }
        #expect(streamed == all)
        var first: Sketch?
        for try await sketch in Sketch.stream(Self.cats, [.skip(1)]) {
            first = sketch
            break
        }
        #expect(first == all[1])
        await #expect(throws: Fault.self) { for try await _ in Sketch.stream(folder("none.ndjson")) {} }
    }

    @Test func aCancelledTaskEndsAConversion() async throws {
        let line = try #require(TemporaryFolder.read(path: Self.cats)?.split(separator: 10).first)
        folder.write(Array(repeatElement(Array(line) + [10], count: 40_000).joined()), to: "many.ndjson")
        let (input, output) = (folder("many.ndjson"), folder("many.npz"))
        let task = Task { try await Sketch.convert(input, to: output) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(folder.read("many.npz") == nil)
    }

    @Test func convertingSaysWhatIsLost() async throws {
        let done = try await Sketch.convert(Self.cats, to: folder("cats.bin"), [.take(2)])
        #expect(done.read >= 2 && done.written == 2)
        #expect(done.losses.sorted.contains { $0.loss == .label && $0.count == 2 })
        await #expect(throws: Fault.self) { try await Sketch.convert(Self.cats, to: folder("cats.bin")) }
        let again = try await Sketch.convert(Self.cats, to: folder("cats.bin"), replaces: true)
        #expect(again.written == again.read)
    }

    @Test func writtenSketchesAreReadBack() async throws {
        let cats = try await Sketch.read(Self.cats)
        try await Sketch.write(cats, to: folder("cats.ndjson"))
        #expect(try await Sketch.read(folder("cats.ndjson")) == cats)
        try await Sketch.write(cats, to: folder("svg/"), format: .svg(precision: 1))
        #expect(try await Sketch.read(folder("svg")).count == cats.count)
    }

    @Test func transformsAreReadFromText() async throws {
        let typed = try await Sketch.read(Self.cats, [.simplify(4), .fit(100, padding: 5), .shuffle, .take(3)])
        let texts = try ["simplify:4", "fit:100,padding=5", "shuffle", "take:3"].map { try Transform($0) }
        #expect(try await Sketch.read(Self.cats, texts) == typed)
        #expect(throws: Fault.self) { try Transform("simplfy:4") }
    }

    @Test func picturesAreDrawn() async throws {
        let cat = try #require(try await Sketch.read(Self.cats).first)
        let raster = try cat.raster(.google28)
        #expect(raster.width == 28 && raster.pixels.count == 784 && raster.pixels.contains { $0 > 200 })
        let png = try PNGFile(cat.png(.thumb.resized(width: 64, height: 64)).bytes)
        #expect(png.width == 64)
        #expect(throws: Fault.self) { try cat.png(RenderStyle.google28.resized(width: 0, height: 28)) }
    }

    @Test func theNetworksAnswer() async throws {
        let owl = try #require(try await Sketch.read(TestFiles.fixture("drawings/owl.svg")).first)
        let answer = try Classifier.embedded.classify(owl)
        #expect(answer.best.label == "owl" && answer.isConfident && answer.predictions.count == 345)
        #expect(abs(answer.predictions.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
        let few = try Classifier.embedded.choosing(among: ["bird", "owl"])
        #expect(try few.classify([owl, owl]).map(\.best.label) == ["owl", "owl"])
        #expect(throws: Fault.self) { try Classifier.embedded.choosing(among: ["brid"]) }
        #expect(throws: Fault.self) { try Classifier.embedded.classify(Sketch()) }

        let explanation = try Explainer.embedded.explain(owl)
        let contributions = explanation.contributions()
        #expect(contributions.count == owl.strokeCount && contributions.contains { ($0 ?? 0) > 0 })
    }

    @Test func strokesComeBack() async throws {
        let owl = try #require(try await Sketch.read(TestFiles.fixture("drawings/owl.svg")).first)
        let inverter = try Inverter.embedded
        let inversion = try inverter.recover(owl, label: "owl", seed: 7)
        #expect(inversion.sketch.strokeCount == owl.strokeCount && inversion.stepCount > 0)
        let (start, end) = (inversion.distance(atStep: 0), inversion.distance(atStep: inversion.resultStep))
        #expect(try #require(end) < #require(start))
        #expect(try inverter.recover(owl, label: "owl", seed: 7).sketch == inversion.sketch)
        #expect(throws: Fault.self) { try inverter.transfer(owl, to: "owl", label: "owl") }
        #expect(throws: Fault.self) { try inverter.transfer(owl, to: "brid", label: "owl") }
    }

    @Test func aNetworkIsTrained() async throws {
        let training = Training(.mini, steps: 4, width: 32)
        let classifier = try await training.run(
            on: TestFiles.fixture("quickdraw/sketches.ndjson"),
            to: folder("mine.safetensors")
        )
        let cat = try #require(try await Sketch.read(Self.cats).first)
        #expect(try #require(classifier).classify(cat).predictions.count == classifier?.labels.count)
    }

    @Test func aTrainingThatIsCancelledWhileReadingGivesNoClassifier() async throws {
        let (input, model) = (TestFiles.fixture("quickdraw/sketches.ndjson"), folder("none.safetensors"))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Training(.mini, steps: 4, width: 32).run(on: input, to: model)
        }
        #expect(try await task.value == nil)
        #expect(folder.names == [])
    }
}
