internal import InkMessageFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged input gives only sketches, and faults with a position.
@Suite struct InkMutationTests {
    private static func fixture(_ name: String) -> [UInt8] {
        guard let source = try? ByteSource(path: TestFiles.fixture("ink/" + name)) else { return [] }
        return (try? source.readToEnd(limit: 1 << 20)) ?? []
    }

    private static func expectHealthy(_ result: ReadResult, _ bytes: [UInt8]) {
        var isHealthy = result.sketches.count + result.faults.count == 1
        for sketch in result.sketches {
            isHealthy = isHealthy && sketch.strokeEnds.last ?? 0 == sketch.points.count
            isHealthy = isHealthy && sketch.points.allSatisfy(\.isFinite)
            isHealthy = isHealthy && zip(sketch.strokeEnds, sketch.strokeEnds.dropFirst()).allSatisfy { $0 <= $1 }
            for channel in PointChannel.allCases where sketch.channels.contains(PointChannelSet(channel)) {
                isHealthy = isHealthy && sketch[channel].count == sketch.points.count
                isHealthy = isHealthy && sketch[channel].allSatisfy(\.isFinite)
            }
            isHealthy = isHealthy && sketch.pressures.allSatisfy { 0...1 ~= $0 }
        }
        for fault in result.faults {
            guard case .bytes(let offset, _) = fault.position else {
                isHealthy = false
                continue
            }
            isHealthy = isHealthy && (0...bytes.count).contains(offset) && !(fault.reason is UnexpectedError)
        }
        #expect(isHealthy, "\(bytes): \(result.messages)")
    }

    @Test(arguments: 0..<4) func damagedFiles(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { InkMutationTests.damageFiles(seed) }
        }
    }

    private static func damageFiles(_ seed: Int) {
        let strokes = ["house.ink", "mouse.ink", "plain.binarypb", "increments.binarypb"].map(fixture)
        let models = ["house-3.0.uim", "house-3.1.uim", "parts-3.1.uim", "house.will"].map(fixture)
        #expect(!(strokes + models).contains([]))
        var mutator = Mutator(seed: UInt64(seed), tokens: ["\u{a}", "\u{12}", "\u{1a}", "\u{7f}", "\u{0}", "UINK"])
        for round in 0..<Mutator.rounds(4000) {
            let ink = mutator.mutate(strokes[round % 4], other: strokes[round / 4 % 4])
            expectHealthy(FormatHarness.read(ink, name: "in", as: GoogleInkFormat()), ink)
            _ = GoogleInkFormat().recognises(prefix: ink, fileName: "")
            let model = mutator.mutate(models[round % 4], other: models[round / 4 % 4])
            expectHealthy(FormatHarness.read(model, name: "in", as: UIMFormat()), model)
        }
    }

    @Test func everyCutIsReadOrRefused() {
        for name in ["house.ink", "increments.binarypb"] {
            let bytes = Self.fixture(name)
            for length in bytes.indices {
                let cut = Array(bytes[..<length])
                Self.expectHealthy(FormatHarness.read(cut, name: "in", as: GoogleInkFormat()), cut)
            }
        }
        for name in ["house-3.0.uim", "house-3.1.uim", "house.will"] {
            let bytes = Self.fixture(name)
            for length in bytes.indices {
                let cut = Array(bytes[..<length])
                Self.expectHealthy(FormatHarness.read(cut, name: "in", as: UIMFormat()), cut)
            }
        }
    }
}
