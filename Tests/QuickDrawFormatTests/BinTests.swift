internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct BinTests {
    /// A stroke of two points and one of none.
    static let record: [UInt8] = [
        1, 2, 3, 4, 5, 6, 7, 8, 0x44, 0x45, 1, 0x80, 0x33, 0xb7, 0x58, 2, 0, 2, 0, 10, 20, 255, 0, 0, 0,
    ]

    private func read(_ bytes: [UInt8]) -> ReadResult {
        FormatHarness.read(bytes, name: "in.bin", as: QuickDrawBinFormat())
    }

    private func write(_ sketches: Sketch...) throws -> (bytes: [UInt8], losses: LossReport) {
        try QuickDraw.encode(sketches, as: QuickDrawBinFormat())
    }

    @Test func recordsAreRead() throws {
        let result = read(Self.record + Self.record)
        #expect(result.messages == [])
        #expect(result.sketches.count == 2)
        let sketch = try #require(result.sketches.last)
        #expect(sketch.points == [Point(10, 255), Point(20, 0)])
        #expect(sketch.strokeEnds == [2, 2])
        #expect(sketch.metadata.id == 0x0807_0605_0403_0201)
        #expect(sketch.metadata.countryCode == "DE")
        #expect(sketch.metadata.recognized == true)
        #expect(sketch.metadata.timestamp == Timestamp(microseconds: 0x58b7_3380 * 1_000_000))
        #expect(sketch.metadata.label == nil)
        #expect(sketch.source.position == .bytes(offset: 25, record: 1))
    }

    @Test func recordsAreKept() throws {
        let (bytes, losses) = try write(read(Self.record).sketches[0])
        #expect(bytes == Self.record)
        #expect(losses.isEmpty)
    }

    @Test func whatIsAbsentStaysAbsent() throws {
        let (bytes, losses) = try write(Sketch(strokes: [[Point(1, 2)]]))
        #expect(bytes == Array(repeating: 0, count: 15) + [1, 0, 1, 0, 1, 2])
        #expect(losses.counts.map { "\($0.key.name) \($0.value)" } == ["recognizedInvented 1"])
        #expect(read(bytes).sketches.map(\.metadata) == [SketchMetadata(recognized: false)])
    }

    @Test func lossesAreCounted() throws {
        var sketch = Sketch(strokes: [[Point(0.5, 254.5), Point(-0.5, 255.4)]])
        sketch.metadata = SketchMetadata(
            label: "cat",
            id: 0,
            countryCode: "DEU",
            timestamp: Timestamp(microseconds: 1_500_000),
            recognized: true
        )
        sketch.times = [0, 1]
        sketch.hasTimes = true
        sketch.pressures = [0, 1]
        sketch.hasPressures = true
        let (bytes, losses) = try write(sketch)
        #expect(bytes[17...] == [2, 0, 0, 0, 254, 255])
        #expect(
            losses.counts == [
                .label: 1, .id: 1, .countryCode: 1, .timestampFraction: 1, .rounding: 1, .times: 1, .pressures: 1,
            ]
        )
        for microseconds in [-1, 0, 999_999, 4_294_967_296_000_000] as [Int64] {
            sketch.metadata.timestamp = Timestamp(microseconds: microseconds)
            #expect(try write(sketch).losses.counts[.timestamp] == 1)
        }
    }

    @Test func whatCannotBeHeldIsRefused() {
        func message(_ sketch: Sketch) -> String? {
            do {
                _ = try write(sketch)
                return nil
            } catch let reason as any FaultReason {
                return reason.message + "; " + (reason.advice ?? "")
            } catch { return "\(error)" }
        }
        let fit = "which is all that .bin holds; make it fit with the transform quickdraw or fit:255"
        #expect(message(Sketch(strokes: [[Point(256, 0)]])) == "the coordinate 256.0 is outside 0…255, \(fit)")
        #expect(message(Sketch(strokes: [[Point(0, -0.51)]])) == "the coordinate -0.51 is outside 0…255, \(fit)")
        #expect(message(Sketch(strokes: [[Point(255.5, 0)]])) == "the coordinate 255.5 is outside 0…255, \(fit)")
        #expect(message(Sketch(strokes: [[Point(1e300, 0)]])) == "the coordinate 1e+300 is outside 0…255, \(fit)")
        #expect(
            message(Sketch(strokes: [[], Array(repeating: .zero, count: 65536)]))
                == "stroke 2 has 65536 points, but .bin holds at most 65535; drop points with the transform simplify:2"
        )
        #expect(
            message(Sketch(strokes: Array(repeating: [], count: 65536)))
                == "there are 65536 strokes, but .bin holds at most 65535; leave such sketches out with the transform strokes:0..65535"
        )
        #expect(message(Sketch(strokes: [Array(repeating: .zero, count: 65535)])) == nil)
        #expect(message(Sketch(strokes: Array(repeating: [], count: 65535))) == nil)
    }

    @Test func cutRecordsAreRefused() {
        let cut = "fetch the file again, or keep only what came before"
        let messages: [(Int, String)] = [
            (
                1,
                "in.bin:@25 (record 2): error: the file ends after 1 of the 17 bytes that a record begins with; \(cut)"
            ),
            (
                16,
                "in.bin:@25 (record 2): error: the file ends after 16 of the 17 bytes that a record begins with; \(cut)"
            ),
            (
                17,
                "in.bin:@42 (record 2): error: the file ends in stroke 1 of 2: it takes 2 bytes, and 0 are left; \(cut)"
            ),
            (
                20,
                "in.bin:@42 (record 2): error: the file ends in stroke 1 of 2: it takes 6 bytes, and 3 are left; \(cut)"
            ),
            (
                24,
                "in.bin:@48 (record 2): error: the file ends in stroke 2 of 2: it takes 2 bytes, and 1 are left; \(cut)"
            ),
        ]
        for (length, message) in messages {
            let result = read(Self.record + Self.record[..<length])
            #expect(result.messages == [message])
            #expect(result.sketches.count == 1)
        }
    }

    @Test func badHeadersAreRefused() {
        var record = Self.record
        record[10] = 2
        record[25 - 1] = 0
        let damaged = "the file is damaged before this place, or is not a QuickDraw .bin"
        let flag = read(Self.record + record + Self.record)
        #expect(flag.messages == ["in.bin:@25 (record 2): error: recognized is 2, not 0 or 1; \(damaged)"])
        #expect(flag.sketches.count == 2)
        for code in [[0, 65], [65, 0], [0x1f, 65], [65, 0x80]] as [[UInt8]] {
            var record = Self.record
            record.replaceSubrange(8..<10, with: code)
            #expect(
                read(record).messages == [
                    "in.bin:@0 (record 1): error: the country code is the bytes \(code[0]) and \(code[1]), "
                        + "not two ASCII characters; \(damaged)"
                ]
            )
        }
    }

    @Test func nothingGivesNothing() {
        #expect(read([]).sketches.isEmpty && read([]).messages.isEmpty)
    }
}
