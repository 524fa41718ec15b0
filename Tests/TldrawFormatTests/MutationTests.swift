internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import TldrawFormat

/// Damaged input gives only sketches, and faults with a position.
@Suite struct MutationTests {
    private static let files = ["objects", "halves", "paths", "first"]

    @Test(arguments: 0..<4) func everyMutantIsReadOrRefused(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { MutationTests.mutate(seed) }
        }
    }

    private static func mutate(_ seed: Int) {
        let seeds = files.map { TemporaryFolder.read(path: TestFiles.fixture("tldraw/\($0).tldr")) ?? [] }
        #expect(!seeds.contains { $0.isEmpty })
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"", "\"path\":", "1e999", "1e308", "-", "null", "{}", "\"shape:2\"", "AHwA",
            "=", "\"dim\":2", "\"group\"", "\"parentId\":", "\"line\"", "\"cubic\"", "0",
        ]
        var mutator = Mutator(seed: UInt64(seed), tokens: tokens)
        for round in 0..<Mutator.rounds(4000) {
            let mutant = mutator.mutate(seeds[round % 4], other: seeds[round / 4 % 4])
            let result = FormatHarness.read(mutant, name: "in", as: TldrawFormat())
            var isHealthy = true
            for sketch in result.sketches {
                isHealthy = isHealthy && sketch.points.allSatisfy(\.isFinite)
                isHealthy = isHealthy && sketch.strokeEnds.last ?? 0 == sketch.points.count
                for channel in PointChannel.allCases {
                    let has = sketch.channels.contains(PointChannelSet(channel))
                    isHealthy = isHealthy && sketch[channel].count == (has ? sketch.points.count : 0)
                }
                isHealthy = isHealthy && sketch.pressures.allSatisfy { (0...1).contains($0) }
                isHealthy = isHealthy && sketch.attributes.count <= sketch.strokeCount
                isHealthy = isHealthy && sketch.attributes.allSatisfy { $0.group ?? 0 < max(1, sketch.groups.count) }
                isHealthy = isHealthy && sketch.groups.enumerated().allSatisfy { $1.parent ?? -1 < $0 }
                isHealthy = isHealthy && sketch.attributes.allSatisfy { $0.width?.isFinite ?? true }
            }
            for fault in result.faults {
                guard case .text(let line, let column) = fault.position else {
                    isHealthy = false
                    continue
                }
                isHealthy = isHealthy && line > 0 && column > 0 && !(fault.reason is UnexpectedError)
            }
            #expect(isHealthy, "\(String(decoding: mutant, as: UTF8.self)): \(result.messages)")
            _ = TldrawFormat().recognises(prefix: mutant, fileName: "a.json")
        }
    }
}
