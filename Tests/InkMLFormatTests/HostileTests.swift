@testable internal import InkMLFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged and malicious files, and the fault of each.
@Suite struct HostileTests {
    @Test(arguments: [
        ("boolean-trace", "1:50: error: the channel 'X' needs a number, not T or F"),
        (
            "too-few-values",
            "1:55: error: the point has 1 value for 2 regular channels; "
                + "compare the trace with the channels of its traceFormat"
        ),
        (
            "too-many-values",
            "1:59: error: the point has more than 2 values, one for each channel; "
                + "compare the trace with the channels of its traceFormat"
        ),
        ("letters", "1:57: error: expected a value of a channel, found 'x'"),
        ("cut-prefix", "1:58: error: expected a value of a channel, but the trace ends"),
        ("huge-number", "1:61: error: the number is too large"),
        ("huge-difference", "1:58: error: the number is too large"),
        ("nothing-to-repeat", "1:50: error: '*' repeats a value, but the channel 'X' has none before it"),
        ("element-in-trace", "1:53: error: the trace contains an element 'b'"),
        ("no-y", "1:43: error: the traceFormat doesn't have both X and Y among its regular channels"),
        ("intermittent-y", "1:43: error: the traceFormat doesn't have both X and Y among its regular channels"),
        ("two-x", "1:75: error: the traceFormat has two channels 'X'"),
        ("no-channel-name", "1:94: error: the channel has no name"),
        (
            "channel-type",
            "1:75: error: the channel 'Y' has the type 'float', not integer, decimal, double or boolean"
        ),
        ("channel-maximum", "1:75: error: max='many' is not a number"),
        (
            "no-context",
            "1:43: error: contextRef='#ctx1' refers to nothing in this file; references to other files are not followed"
        ),
        ("context-loop", "1:56: error: contextRef refers back to itself"),
        ("continuation", "1:43: error: continuation='last' is not begin, middle or end"),
        ("continues-nothing", "1:43: error: the trace continues another, but there is none before it"),
        (
            "prior-trace",
            "1:68: error: priorRef='#b' refers to nothing in this file; references to other files are not followed"
        ),
        ("other-root", "1:1: error: the root element is 'svg', not 'ink'"),
        ("other-namespace", "1:1: error: the root element 'ink' is in the namespace 'urn:other', not InkML's"),
        ("cut", "1:58: error: not well-formed XML: unclosed token"),
        ("second-root-cut", "2:18: error: not well-formed XML: mismatched tag"),
        ("external-entity", "2:50: error: refers to an external entity, which is never read"),
    ])
    func eachFileIsRefusedAtItsFault(name: String, message: String) {
        let path = TestFiles.fixture("hostile/inkml/\(name).inkml")
        let result = FormatHarness.read(path: path, as: InkMLFormat())
        #expect(result.messages == [path + ":" + message])
        #expect(result.sketches.isEmpty)
    }

    /// A fault in one ink doesn't keep the others from being read.
    @Test func otherInksAreRead() {
        let text = "<ink><trace>1 2</trace></ink><ink><trace>1</trace></ink><ink><trace>3 4</trace></ink>"
        let result = FormatHarness.read(text, name: "in", as: InkMLFormat())
        #expect(result.sketches.map(\.points) == [[Point(1, 2)], [Point(3, 4)]])
        #expect(result.faults.map(\.position) == [.text(line: 1, column: 42)])
    }

    /// What is long in one dimension or another takes time and memory in proportion to its length.
    @Test func largeFilesAreBounded() {
        func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
        let format = InkMLFormat()
        let channels = (0..<1000).map { "<channel name='c\($0)'/>" }.joined()
        let files = [
            "<ink><trace>" + repeated("1 1,", 200_000) + "</trace></ink>",
            "<ink>" + repeated("<trace/>", 50_000) + "</ink>",
            repeated("<ink/>", 10_000),
            repeated("<ink/>", 70_000),
            "<ink>" + repeated("<ink/>", 10_000) + "</ink>",
            "<ink><traceFormat>\(channels)</traceFormat></ink>",
            "<ink>" + repeated("<traceGroup>", 200) + "<trace>1 1</trace>" + repeated("</traceGroup>", 200) + "</ink>",
            "<ink><traceGroup id='g'>" + repeated("<trace/>", 20_000) + "</traceGroup>"
                + repeated("<traceView traceDataRef='g'/>", 500) + "</ink>",
            "<ink>" + repeated("<traceView traceDataRef='g'/>", 100_000) + "</ink>",
        ]
        let results = files.map { FormatHarness.read($0, name: "in", as: format) }
        #expect(results[0].sketches.first?.points.count == 200_000)
        #expect(results[1].sketches.first?.strokeCount == 50_000)
        #expect(results[2].sketches.count == 10_000)
        #expect(results[3].messages == ["in:1:1: error: there are more than 65536 inks"])
        #expect(results[4].sketches.count == 10_000)
        #expect(results[5].messages == ["in:1:5541: error: the traceFormat has more than 256 channels"])
        #expect(results[6].sketches.first?.groups.count == 200)
        #expect(results[7].faults.map { $0.reason as? InkMLError } == [.tooManyReferences(limit: 1 << 22)])
        #expect(results[8].warnings.count == 64)
    }

    @Test(arguments: 0..<4) func everyMutantIsReadOrRefused(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { HostileTests.mutate(seed) }
        }
    }

    private static func mutate(_ seed: Int) {
        let names = [
            "mathwriting-style", "crohme-style", "onenote-style", "powerpoint-style", "word-style", "two-inks",
        ]
        let seeds = names.map { TemporaryFolder.read(path: TestFiles.fixture("inkml/\($0).inkml")) ?? [] }
        #expect(!seeds.contains { $0.isEmpty })
        let tokens = [
            "'", "\"", "!", "*", "?", "#f", ":", ",", "-", "T", "1e999", "<ink>", "</ink>", "<trace>", "</trace>", "<",
            "/>", "contextRef=\"#ctx0\"", "continuation=\"end\"", "<traceGroup>", "</traceGroup>", "&#49;", "&lt;",
        ]
        var mutator = Mutator(seed: UInt64(seed), tokens: tokens)
        let format = InkMLFormat()
        for round in 0..<Mutator.rounds(6000) {
            let mutant = mutator.mutate(seeds[round % 6], other: seeds[round / 6 % 6])
            let result = FormatHarness.read(mutant, name: "in", as: format)
            var isHealthy = result.sketches.allSatisfy(isSound)
            for fault in result.faults {
                guard case .text(let line, let column) = fault.position else {
                    isHealthy = false
                    continue
                }
                isHealthy = isHealthy && line > 0 && column > 0 && !(fault.reason is UnexpectedError)
            }
            #expect(isHealthy, "\(String(decoding: mutant, as: UTF8.self)): \(result.messages)")
            _ = format.recognises(prefix: mutant, fileName: "a.inkml")
        }
    }

    private static func isSound(_ sketch: Sketch) -> Bool {
        PointChannel.allCases.allSatisfy { channel in
            let count = sketch.channels.contains(PointChannelSet(channel)) ? sketch.points.count : 0
            return sketch[channel].count == count && sketch[channel].allSatisfy(\.isFinite)
        } && sketch.points.allSatisfy(\.isFinite) && sketch.strokeEnds.last ?? 0 == sketch.points.count
            && sketch.attributes.count <= sketch.strokeCount && sketch.pressures.allSatisfy { (0...1).contains($0) }
            && sketch.attributes.allSatisfy { $0.group.map { sketch.groups.indices.contains($0) } ?? true }
    }

    @Test func everyCutIsReadOrRefused() throws {
        for name in ["onenote-style", "word-style", "crohme-style"] {
            let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("inkml/\(name).inkml")))
            for length in stride(from: 0, to: bytes.count - 1, by: 7) {
                let result = FormatHarness.read(Array(bytes[..<length]), name: "cut", as: InkMLFormat())
                #expect(result.sketches.isEmpty && result.faults.count == 1)
            }
        }
    }
}
