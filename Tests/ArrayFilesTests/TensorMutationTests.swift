internal import ArrayFiles
internal import SketchModel
internal import TestSupport
internal import Testing

/// Whatever the bytes are, the result is tensors of the declared shapes, or a fault of one line.
struct TensorMutationTests {
    private static let files = [
        "weights.bin", "training.bin", "legacy.bin", "weights.safetensors", "floats.safetensors",
    ]

    /// The members of a checkpoint, reassembled with the pickle that `mutate` makes, so that its checksum is right.
    private static func checkpoint(_ bytes: [UInt8], mutate: ([UInt8]) -> [UInt8]) throws -> [UInt8] {
        let archive = try ZipArchive(BytesInMemory(bytes))
        var members: [(String, [UInt8])] = []
        for member in archive.members {
            let content = try Reading.everything(archive.open(member))
            members.append((member.name, member.name.hasSuffix("data.pkl") ? mutate(content) : content))
        }
        return TorchCheckpointBytes.archive(members)
    }

    private static func check(_ bytes: [UInt8]) {
        do {
            let file = try TensorFile.open(BytesInMemory(bytes))
            #expect(file.tensors.count < bytes.count)
            #expect(Set(file.names).count == file.tensors.count)
            for tensor in file.tensors.prefix(40) {
                do {
                    guard tensor.type.isFloat else { continue }
                    #expect(try file.floats(of: tensor.name).count == tensor.elementCount())
                    #expect(try tensor.byteCount() <= bytes.count)
                } catch {
                    #expect(!error.reason.message.contains { $0.isNewline })
                }
            }
        } catch {
            let reason = error.reason
            #expect(!reason.message.contains { $0.isNewline } && reason.message.utf8.count < 2000)
            #expect(reason is TensorFileError || reason is ArrayFileError)
        }
    }

    @Test(arguments: 0..<4) func everyMutantIsReadOrRefused(part: Int) async {
        await #expect(processExitsWith: .success) { [part] in
            try PeakMemory.expectBounded { try TensorMutationTests.mutate(part) }
        }
    }

    private static func mutate(_ part: Int) throws {
        let seeds = try Self.files.map { try Reading.fixture("network/" + $0) }
        var mutator = Mutator(
            seed: UInt64(part),
            tokens: [
                "t", "}", "(", "u", "s", "Q", "R", ".", "q\u{1}", "h\u{1}", "h\u{2}", "K\u{7f}", "{", "}", "[", "]",
                "\"shape\":[", "\"data_offsets\":[0,8]", "99999999999", "\\u00e9", "\"__metadata__\":{", "PK\u{1}\u{2}",
            ]
        )
        for round in 0..<Mutator.rounds(1500) {
            let seed = seeds[round % seeds.count]
            let other = seeds[(round * 7 + part) % seeds.count]
            check(mutator.mutate(seed, other: other))
            if round % seeds.count < 2 {
                check(try Self.checkpoint(seed) { mutator.mutate($0, other: other) })
            } else if round % seeds.count > 2 {
                // Mutations of the header alone, with a matching length.
                let length = Int(seed[0]) + Int(seed[1]) << 8
                let text = mutator.mutate(Array(seed[8..<(8 + length)]), other: seeds[3])
                var mutant: [UInt8] = []
                LittleEndian.append(text.count, count: 8, to: &mutant)
                check(mutant + text + seed[(8 + length)...])
            }
        }
    }
}
