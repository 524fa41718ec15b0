internal import ArrayFiles
internal import SketchModel
internal import SketchStreams
internal import StrokeArrayFormat
internal import TestSupport
internal import Testing

/// Whatever the bytes are, the result is sketches or a fault with its position, and no more of either than there are
/// bytes.
struct MutationTests {
    private static let files = [
        "python2.npz", "python3-protocol2.npz", "python3-protocol5.npz", "numpy2.npz", "zip64.npz", "objects.npy",
        "dense-little-f2.npy",
        "dense-fortran.npy", "dense.npz", "single.npy", "python2-protocol0.npz", "python3-protocol0.npz",
        "labels-text.npz", "labels-objects.npz", "labels-numbers.npz", "labels-members.npz",
    ]

    /// The files, and the members of the archives, since their checksums would stop nearly every mutant.
    private static func seeds() throws -> [[UInt8]] {
        var seeds: [[UInt8]] = []
        for file in files {
            let bytes = try ByteSource(path: TestFiles.fixture("sketch-rnn/" + file)).readToEnd(limit: 1 << 20)
            seeds.append(bytes)
            guard file.hasSuffix("z") else { continue }
            let archive = try ZipArchive(BytesInMemory(bytes))
            for member in archive.members where member.name != "test.npy" {
                var content: [UInt8] = []
                let stream = try archive.open(member)
                while try stream.read(1 << 16, into: &content) > 0 {}
                seeds += [content, content]
            }
        }
        return seeds
    }

    @Test(arguments: 0..<8) func everyMutantIsReadOrRefused(part: Int) async {
        await #expect(processExitsWith: .success) { [part] in
            try PeakMemory.expectBounded { try MutationTests.mutate(part) }
        }
    }

    private static func mutate(_ part: Int) throws {
        let seeds = try Self.seeds()
        var mutator = Mutator(
            seed: UInt64(part),
            tokens: [
                "t", "b", "(", "]", "a", "e", "R", ".", "q\u{1}", "h\u{1}", "'shape': (9, 9, 5), ", "<f8", "|O",
                "p1\n", "g1\n", "I9\n", "S'\\x00'\n", "V\\u00e4\n", "<U9", "|S9", "'shape': (99,), ",
                "PK\u{1}\u{2}",
            ]
        )
        for round in 0..<Mutator.rounds(2500) {
            let mutant = mutator.mutate(seeds[round % seeds.count], other: seeds[(round * 7 + part) % seeds.count])
            let result = FormatHarness.read(mutant, name: "mutant", as: Stroke3Format())
            #expect(result.sketches.count < 1 << 17)
            #expect(
                result.sketches.allSatisfy {
                    $0.points.allSatisfy(\.isFinite) && $0.strokeEnds.last ?? 0 == $0.points.count
                }
            )
            #expect(!result.messages.contains { $0.contains("\n") || !$0.hasPrefix("mutant") })
            #expect(!result.faults.contains { $0.reason is UnexpectedError })
        }
    }
}
