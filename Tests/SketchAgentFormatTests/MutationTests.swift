internal import SketchAgentFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged input gives only sketches, and faults and warnings with a position.
@Suite struct MutationTests {
    private static let files = ["answers.md", "careless.txt", "answers.json"]

    private static func isHealthy(_ result: ReadResult) -> Bool {
        result.sketches.allSatisfy { sketch in
            sketch.strokeCount > 0 && sketch.strokeEnds.last == sketch.points.count
                && sketch.points.allSatisfy { $0.isFinite && abs($0.x) < 1e6 && abs($0.y) < 1e6 }
                && sketch.attributes.count <= sketch.strokeCount
        }
            && (result.faults.map(\.position) + result.warnings.map(\.position)).allSatisfy {
                if case .text(let line, let column) = $0 { line > 0 && column > 0 } else { false }
            } && !result.faults.contains { $0.reason is UnexpectedError }
    }

    @Test(arguments: 0..<4) func everyMutantIsReadOrRefused(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { MutationTests.mutate(seed) }
        }
    }

    private static func mutate(_ seed: Int) {
        let seeds = files.map { TemporaryFolder.read(path: TestFiles.fixture("sketchagent/" + $0)) ?? [] }
        #expect(!seeds.contains { $0.isEmpty })
        let tokens = [
            "<strokes>", "</strokes>", "<s1>", "</s1>", "<points>", "</points>", "<t_values>", "</t_values>", "<id>",
            "<thinking>", "</thinking>", "<concept>", "x1y1", "x50y50,", "1e999", "-", "0.5,", "&#0;", "\\n", "\"",
            "<s999999999>", ", continued",
        ]
        var mutator = Mutator(seed: UInt64(seed), tokens: tokens)
        for round in 0..<Mutator.rounds(1600) {
            let mutant = mutator.mutate(seeds[round % 3], other: seeds[round / 3 % 3])
            let result = FormatHarness.read(mutant, name: "in", as: SketchAgentFormat())
            #expect(isHealthy(result), "\(String(decoding: mutant, as: UTF8.self)): \(result.messages)")
            _ = SketchAgentFormat().recognises(prefix: mutant, fileName: "a.md")
        }
    }

    @Test(arguments: files) func everyCutIsReadOrRefused(file: String) throws {
        let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("sketchagent/" + file)))
        for length in stride(from: 0, through: bytes.count, by: 7) {
            let result = FormatHarness.read(Array(bytes[..<length]), name: "in", as: SketchAgentFormat())
            #expect(Self.isHealthy(result) && result.sketches.count + result.faults.count >= 1)
        }
    }

    /// Texts that are long in one way each.
    @Test(arguments: [
        ("<strokes><s1><points>", "x1y50,", "</points></s1></strokes>"),
        ("<strokes><s1><points>x1y1</points><t_values>", "0.5,", "</t_values></s1></strokes>"),
        ("<strokes>", "<s1><points>x9y9</points></s1>", "</strokes>"),
        ("", "<thinking>", "<strokes><s1><points>x1y1</points></s1></strokes>"),
        ("<strokes><s1><points>x1y1</points></s1></strokes>", "<", ""),
        ("<strokes><s1><points>x1y1</points></s1></strokes>", "<  ", ""),
        ("<strokes><s1><points>x1y1</points></s1></strokes>", "<concept>", ""),
        ("", "<strokes><s1><points>x1y1</points></s1></strokes>", ""),
        ("<strokes><s1><points>x1y1</points><id>", "&", "</id></s1></strokes>"),
        ("<strokes><s1><points>x1y1", "?", "</points></s1></strokes>"),
        ("[\"<strokes><s1><points>x1y1</points></s1></strokes>", "\\n", "\"]"),
    ])
    func longTextsTakeLittle(start: String, middle: String, end: String) async {
        await #expect(processExitsWith: .success) { [start, middle, end] in
            PeakMemory.expectBounded {
                let text = start + String(repeating: middle, count: 400_000 / middle.utf8.count) + end
                let result = FormatHarness.read(text, name: "in", as: SketchAgentFormat())
                #expect(MutationTests.isHealthy(result) && !result.sketches.isEmpty)
            }
        }
    }
}
