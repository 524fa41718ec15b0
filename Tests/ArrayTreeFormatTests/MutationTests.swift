internal import ArrayTreeFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged files give one sketch or one fault, with its position.
@Suite struct MutationTests {
    private static let files = [
        "quickdraw-414k/coordinate_files/train/cat/1.npy", "quickdraw-414k/coordinate_files/train/cat/2.npy",
        "quickdraw-414k/coordinate_files/test/owl/3.npy", "quickdraw-414k/coordinate_files/test/owl/4.npy",
        "fs-coco/vector_sketches/1/000000000049.npy", "fs-coco/vector_sketches/2/000000000064.npy",
    ]

    @Test(arguments: 0..<4) func everyMutantIsReadOrRefused(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { MutationTests.mutate(seed) }
        }
    }

    private static func mutate(_ seed: Int) {
        let seeds = files.map { TemporaryFolder.read(path: TestFiles.fixture("data-sets/" + $0)) ?? [] }
        #expect(!seeds.contains { $0.isEmpty })
        let tokens = [
            "(9, 4)", "(9, 3)", "(99999999999, 4)", "|O", "<f8", ">u2", "|b1", "<U9", "True", "t", "b", "(", "]",
        ]
        var mutator = Mutator(seed: UInt64(seed), tokens: tokens)
        for round in 0..<Mutator.rounds(2500) {
            let mutant = mutator.mutate(seeds[round % seeds.count], other: seeds[(round * 5 + seed) % seeds.count])
            for format: any SketchFormat in [QuickDraw414kFormat(), FSCOCOFormat()] {
                let result = FormatHarness.read(mutant, name: "in", as: format)
                var isHealthy = result.sketches.count + result.faults.count == 1
                for sketch in result.sketches {
                    isHealthy = isHealthy && sketch.points.allSatisfy(\.isFinite)
                    isHealthy = isHealthy && sketch.strokeEnds.last ?? 0 == sketch.points.count
                }
                for fault in result.faults {
                    isHealthy = isHealthy && !(fault.reason is UnexpectedError)
                    switch fault.position {
                    case .file: break
                    case .bytes(let offset, nil): isHealthy = isHealthy && (0...mutant.count).contains(offset)
                    default: isHealthy = false
                    }
                }
                #expect(isHealthy, "\(mutant): \(result.messages)")
                _ = format.recognises(prefix: mutant, fileName: "a.npy")
            }
        }
    }
}
