internal import Platform
internal import SketchModel
internal import SketchStreams
internal import SketchTransforms
internal import TestSupport
internal import Testing

/// Collects labels and indices in the order in which the pipeline passes them on.
private struct Collector: SketchConsumer {
    private var seen: [String] = []

    mutating func consume(_ sketch: inout Sketch) throws {
        if sketch.metadata.label == "unwritable" { throw LineFormat.Refusal(message: "cannot be written") }
        seen.append("\(sketch.metadata.label ?? "?")#\(sketch.source.index)")
    }

    consuming func finish() -> [String] { seen }
}

private struct Reverser: GatheringTransform {
    mutating func observe(_ sketch: Sketch) -> Bool { true }
    mutating func plan(count: Int, seed: UInt64) -> GatheringPlan { GatheringPlan(order: (0..<count).reversed()) }
}

private struct Numbered: SketchTransform {
    var needsIndex: Bool { true }

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        sketch.source.index % 2 == 0
    }
}

private struct Dropping: SketchTransform {
    var label: String

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        if sketch.metadata.label == "untransformable" { throw LineFormat.Refusal(message: "cannot be transformed") }
        return sketch.metadata.label != label
    }
}

@Suite struct PipelineTests {
    private let folder = TemporaryFolder()

    private func run(
        _ files: [(name: String, text: String)],
        _ steps: [TransformStep] = [],
        workers: Int = 2,
        policy: ErrorPolicy = .stop,
        needsIndex: Bool = false,
        format: LineFormat = LineFormat()
    ) async throws -> (labels: [String], report: PipelineReport, faults: [String]) {
        for file in files { folder.write(file.text, to: file.name) }
        var pipeline = SketchPipeline(
            inputs: files.map { SketchInput(path: folder($0.name), isPartOfTree: files.count > 1) },
            formats: FormatChoice(formats: [format]),
            transforms: steps
        )
        pipeline.workers = workers
        pipeline.policy = policy
        let faults = Locked<[String]>([])
        var events = SketchPipeline.Events()
        let prefix = folder.path + "/"
        events.fault = { fault in
            faults.withLock { $0.append(String(fault.description.dropFirst(prefix.count))) }
        }
        var labels: [String] = []
        let report = try await pipeline.run(
            needsIndex: needsIndex,
            events: events,
            makeConsumer: { Collector() },
            collect: { labels += $0 }
        )
        return (labels, report, faults.withLock { $0 })
    }

    private func lines(_ labels: some Sequence<String>) -> String { labels.map { $0 + " 0,0 1,1\n" }.joined() }

    @Test(arguments: [1, 2, 3, 8])
    func keepsOrderWhateverTheWorkers(workers: Int) async throws {
        let text = lines((0..<200).map { "s\($0)" })
        let result = try await run([("a.lines", text)], workers: workers, needsIndex: true)
        #expect(result.labels == (0..<200).map { "s\($0)#\($0)" })
        #expect(result.report.read == 200)
        #expect(result.report.kept == 200)
        #expect(result.report.formats == ["lines": 1])
        #expect(result.report.notes.map(\.text) == ["read 200 lines"])
    }

    @Test func indexCountsOverAllInputs() async throws {
        let result = try await run(
            [("a.lines", lines(["a", "b", "c", "d"])), ("b.lines", lines(["e"]))],
            needsIndex: true
        )
        #expect(result.labels == ["a#0", "b#1", "c#2", "d#3", "e#4"])
    }

    @Test func indexIsThatOfTheInputAfterFilters() async throws {
        let steps: [TransformStep] = [.each(Dropping(label: "b")), .each(Numbered())]
        let result = try await run([("a.lines", lines(["a", "b", "c", "d", "e"]))], steps)
        #expect(result.labels == ["a#0", "c#2", "e#4"])
    }

    @Test func stopsAtTheFirstFaultWithItsPlace() async throws {
        let text = lines(["a", "b", "c", "d"]) + "!e\n" + lines(["f"]) + "!g\n"
        let error = await #expect(throws: Fault.self) { try await run([("a.lines", text)]) }
        #expect(error?.description == folder("a.lines") + ":5:1: error: bad line '!e'")
    }

    @Test func whatComesBeforeAFaultIsHandedOn() async throws {
        folder.write(lines(["a", "b", "c", "d"]) + "!e\n", to: "a.lines")
        let pipeline = SketchPipeline(
            inputs: [SketchInput(path: folder("a.lines"))],
            formats: FormatChoice(formats: [LineFormat()])
        )
        var labels: [String] = []
        await #expect(throws: Fault.self) {
            _ = try await pipeline.run(makeConsumer: { Collector() }, collect: { labels += $0 })
        }
        #expect(labels == ["a#0", "b#1", "c#2", "d#0"])
    }

    @Test(arguments: [false, true])
    func skipsAndReportsEveryFault(ordered: Bool) async throws {
        let text = lines(["a", "untransformable", "b", "unwritable"]) + "!x\n" + lines(["c"])
        let result = try await run(
            [("a.lines", text)],
            [.each(Dropping(label: "none"))],
            policy: .skip,
            needsIndex: ordered
        )
        #expect(result.labels.map { $0.prefix(1) } == ["a", "b", "c"])
        #expect(result.report.faults == 3)
        #expect(
            Set(result.faults) == [
                "a.lines:2:1: error: cannot be transformed",
                "a.lines:4:1: error: cannot be written",
                "a.lines:5:1: error: bad line '!x'",
            ]
        )
    }

    @Test func missingInputIsSkippedOrStops() async throws {
        folder.write(lines(["b"]), to: "b.lines")
        var pipeline = SketchPipeline(
            inputs: [SketchInput(path: folder("none.lines")), SketchInput(path: folder("b.lines"))],
            formats: FormatChoice(formats: [LineFormat()])
        )
        let error = await #expect(throws: Fault.self) {
            _ = try await pipeline.run(makeConsumer: { Collector() }, collect: { _ in })
        }
        #expect(error?.reason.kind == .noInput)
        pipeline.policy = .skip
        var labels: [String] = []
        let report = try await pipeline.run(makeConsumer: { Collector() }, collect: { labels += $0 })
        #expect(labels == ["b#0"])
        #expect(report.faults == 1)
    }

    @Test func takeSkipAndGatherRunInTheOrderTyped() async throws {
        let text = lines((0..<50).map { "s\($0)" })
        let steps: [TransformStep] = [.skip(2), .take(5), .gather(Reverser()), .take(3), .each(Numbered())]
        let result = try await run([("a.lines", text)], steps)
        #expect(result.labels == ["s6#6", "s4#4"])
        #expect(result.report.kept == 2)
    }

    @Test func takeEndsTheReading() async throws {
        let text = lines((0..<100_000).map { "s\($0)" })
        let result = try await run([("a.lines", text)], [.take(4)])
        #expect(result.labels == ["s0#0", "s1#1", "s2#2", "s3#3"])
        #expect(result.report.read < 1000)
    }

    @Test(arguments: [1, 2, 8])
    func whatLiesBehindATakeDoesNotCount(workers: Int) async throws {
        let text = lines((0..<11).map { "s\($0)" }) + "!bad\n" + lines((11..<500).map { "s\($0)" })
        let result = try await run([("a.lines", text)], [.take(11)], workers: workers)
        #expect(result.labels.count == 11)
        #expect(result.report.faults == 0)
        #expect(result.report.read == 11)
        let error = await #expect(throws: Fault.self) {
            try await run([("a.lines", text)], [.take(12)], workers: workers)
        }
        #expect(error?.description == folder("a.lines") + ":12:1: error: bad line '!bad'")
        let skipping = try await run([("a.lines", text)], [.take(12)], workers: workers, policy: .skip)
        #expect(skipping.labels.count == 12)
        #expect(skipping.report.faults == 1)
        #expect(skipping.report.read == 12)
    }

    @Test func whatAnOrderedStepRefusesCounts() async throws {
        let text = lines(["a", "untransformable", "b"])
        let steps: [TransformStep] = [.gather(Reverser()), .each(Dropping(label: "none")), .skip(0)]
        let result = try await run([("a.lines", text)], steps, policy: .skip)
        #expect(result.labels == ["b#2", "a#0"])
        #expect(result.report.faults == 1)
        #expect(result.faults == ["a.lines:2:1: error: cannot be transformed"])
    }

    @Test func whatComesBeforeAFaultGoesOutInOrderToo() async throws {
        folder.write(lines((0..<20).map { "s\($0)" }) + "!bad\n" + lines(["t"]), to: "a.lines")
        let pipeline = SketchPipeline(
            inputs: [SketchInput(path: folder("a.lines"))],
            formats: FormatChoice(formats: [LineFormat()]),
            transforms: [.skip(1)]
        )
        var labels: [String] = []
        await #expect(throws: Fault.self) {
            _ = try await pipeline.run(makeConsumer: { Collector() }, collect: { labels += $0 })
        }
        #expect(labels.count == 19)
    }

    @Test func nothingInNothingOut() async throws {
        let result = try await run([("a.lines", "")], [.gather(Reverser())])
        #expect(result.labels.isEmpty)
        #expect(result.report.read == 0)
    }

    @Test func labelsComeFromTheInputWhereTheRecordHasNone() async throws {
        let file = try await run([("cat.lines", lines(["?", "dog"]))])
        #expect(file.labels == ["cat#0", "dog#1"])
        #expect(file.report.labels == [.file: 1])
        let tree = try await run(
            [("owl/1.lines", lines(["?"])), ("owl/2.lines", lines(["?"]))],
            format: LineFormat(layout: .oneSketch)
        )
        #expect(tree.labels == ["owl#0", "owl#0"])
        #expect(tree.report.labels == [.folder: 2])
    }

    @Test(arguments: [1, 2, 5])
    func encodedBytesDoNotDependOnTheWorkers(workers: Int) async throws {
        folder.write(lines((0..<100).map { "s\($0)" }), to: "a.lines")
        var pipeline = SketchPipeline(
            inputs: [SketchInput(path: folder("a.lines"))],
            formats: FormatChoice(formats: [LineFormat()]),
            transforms: [.each(Numbered())]
        )
        pipeline.workers = workers
        for name in ["out\(workers).lines", "out\(workers).lines.gz"] {
            let sink = try ByteSink(path: folder(name), force: false)
            let report = try await pipeline.run(into: try LineFormat().makeWriter(.stream(sink)))
            #expect(report.kept == 50 && report.outputNotes == [])
            var bytes: [UInt8] = []
            _ = try ByteSource(path: folder(name)).read(1 << 20, into: &bytes)
            let expected = stride(from: 0, to: 100, by: 2).map { "s\($0) 0,0 1,1\n" }.joined()
            #expect(String(decoding: bytes, as: UTF8.self) == expected)
        }
    }

    @Test(arguments: [1, 4])
    func labelsLookedForInVainAreTold(workers: Int) async throws {
        let text = lines((0..<30).map { $0 % 2 == 0 ? "cat" : "dog" })
        let looking = try TransformCatalogue.steps(parsing: ["label:cta,dog"])
        let result = try await run([("a.lines", text)], looking, workers: workers)
        #expect(result.labels.count == 15)
        #expect(result.report.missingLabels.map(\.name) == ["cta"])
        #expect(result.faults.count == 1 && result.report.faults == 0)
        // After an ordered step too, but not if the input isn't read to its end.
        let behind = try TransformCatalogue.steps(parsing: ["skip:1", "label:cta"])
        #expect(try await run([("a.lines", text)], behind, workers: workers).report.missingLabels.count == 1)
        let cut = try TransformCatalogue.steps(parsing: ["take:3", "label:cta"])
        #expect(try await run([("a.lines", text)], cut, workers: workers).report.missingLabels.isEmpty)
    }

    @Test func samplesOfLabelsComeThroughThePipeline() async throws {
        let text = lines((0..<90).map { ["cat", "dog", "owl"][$0 % 3] })
        let steps = try TransformCatalogue.steps(parsing: ["sample:4/label"])
        let result = try await run([("a.lines", text)], steps)
        #expect(result.labels.count == 12)
        #expect(result.labels.count { $0.hasPrefix("owl#") } == 4)
        let more = try await run([("a.lines", text)], try TransformCatalogue.steps(parsing: ["sample:40/label"]))
        #expect(more.report.notes.contains { $0.text.hasPrefix("sample:40/label: 3 labels have fewer sketches") })
    }
}
