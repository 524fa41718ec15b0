internal import QuickDrawFormat
internal import SketchModel
internal import TestSupport
internal import Testing
internal import TextNotation

@Suite struct NDJSONWritingTests {
    private func sketch(_ strokes: [[Point]], _ metadata: SketchMetadata = SketchMetadata()) -> Sketch {
        Sketch(strokes: strokes, metadata: metadata)
    }

    @Test func keysHaveTheOfficialOrder() throws {
        let metadata = SketchMetadata(
            label: "é \"\u{1}",
            id: .max,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: 1_488_400_896_707_250),
            recognized: false
        )
        let text = try QuickDraw.text([sketch([[Point(1, 2)], []], metadata)], as: QuickDrawRawFormat())
        #expect(
            text == #"{"word":"é \"\u0001","countrycode":"DE","timestamp":"2017-03-01 20:41:36.70725 UTC","#
                + #""recognized":false,"key_id":"18446744073709551615","drawing":[[[1],[2]],[[],[]]]}"# + "\n"
        )
        #expect(QuickDraw.read(text).sketches.first?.metadata == metadata)
    }

    @Test func absentKeysAreLeftOut() throws {
        #expect(try QuickDraw.text([sketch([])], as: QuickDrawFormat()) == "{\"drawing\":[]}\n")
        #expect(try QuickDraw.text([sketch([])], as: QuickDrawRawFormat()) == "{\"drawing\":[]}\n")
    }

    @Test func rawKeepsNumbersAndTimes() throws {
        var drawing = sketch([[Point(0.1, -0.0), Point(1e300, 1_000_000)], [], [Point(.leastNonzeroMagnitude, 1 / 3)]])
        drawing.times = [0, 16.5, 99]
        drawing.hasTimes = true
        let text = try QuickDraw.text([drawing], as: QuickDrawRawFormat())
        #expect(
            text
                == "{\"drawing\":[[[0.1,1e+300],[-0,1000000],[0,16.5]],[[],[],[]],[[5e-324],[0.3333333333333333],[99]]]}\n"
        )
        #expect(QuickDraw.read(text).sketches == [drawing])
    }

    @Test func simplifiedRoundsHalvesToEven() throws {
        var drawing = sketch([[Point(0.5, 1.5), Point(2.5, -0.5), Point(-1.5, 254.51), Point(7, 1e20)]])
        drawing.times = [0, 1, 2, 3]
        drawing.hasTimes = true
        drawing.pressures = [0, 0, 0, 0]
        drawing.hasPressures = true
        let (bytes, losses) = try QuickDraw.encode([drawing, sketch([[Point(3, 4)]])], as: QuickDrawFormat())
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "{\"drawing\":[[[0,2,-2,7],[2,0,255,1e+20]]]}\n{\"drawing\":[[[3],[4]]]}\n"
        )
        #expect(losses.counts == [.rounding: 1, .times: 1, .pressures: 1])
    }

    @Test func yearsOfFiveDigitsAreLeftOut() throws {
        let metadata = SketchMetadata(timestamp: Timestamp(microseconds: 253_402_300_800_000_000))
        let (bytes, losses) = try QuickDraw.encode([sketch([], metadata)], as: QuickDrawRawFormat())
        #expect(String(decoding: bytes, as: UTF8.self) == "{\"drawing\":[]}\n")
        #expect(losses.counts == [.timestamp: 1])
    }

    /// The fast way to write strokes against the plain one.
    @Test func bothWaysGiveTheSameBytes() throws {
        var generator = SeededGenerator(seed: 7)
        let odd: [Double] = [
            0, 9, 10, 99, 100, 999, 1000, -1, -0.0, 0.5, -0.5, 1e9, 0x1p53 - 1, 0x1p53, -1e300, 1 / 3,
            -.leastNormalMagnitude,
        ]
        for round in 0..<500 {
            let strokes = (0..<generator.index(below: 5)).map { _ in
                (0..<generator.index(below: 6)).map { _ in
                    func number() -> Double {
                        generator.index(below: 40) == 0 && round > 200
                            ? odd[generator.index(below: odd.count)] : Double(generator.index(below: 1000))
                    }
                    return Point(number(), number())
                }
            }
            var drawing = sketch(strokes)
            if round % 3 == 0 {
                drawing.times = drawing.points.indices.map { Double($0) * 17.25 }
                drawing.hasTimes = true
            }
            for form in [NDJSONEncoder.Form.raw, .simplified] {
                let fast = try FormatHarness.encode([drawing, drawing], with: NDJSONEncoder(form: form))
                let plain = plainStrokes(of: drawing, form)
                let line = "{\"drawing\":[\(plain.text)]}\n"
                #expect(String(decoding: fast.bytes, as: UTF8.self) == line + line)
                #expect(fast.losses.counts[.rounding] == (plain.isRounded ? 2 : nil))
            }
            let spaced = plainStrokes(of: drawing, .raw).text.replacing(",", with: ", ")
            #expect(try QuickDraw.text([drawing], as: KaggleCSVFormat()) == ",\"[\(spaced)]\",,,,\n")
        }
    }

    /// The strokes number by number, and whether a coordinate was rounded.
    private func plainStrokes(of sketch: Sketch, _ form: NDJSONEncoder.Form) -> (text: String, isRounded: Bool) {
        var isRounded = false
        func text(_ value: Double) -> String {
            var bytes: [UInt8] = []
            DecimalText.append(value, to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        func coordinate(_ value: Double) -> String {
            guard form == .simplified else { return text(value) }
            let whole = value.rounded(.toNearestOrEven)
            if whole != value { isRounded = true }
            return text(whole == 0 ? 0 : whole)
        }
        let strokes = (0..<sketch.strokeCount).map { stroke in
            let range = sketch.range(ofStroke: stroke)
            var lists = [range.map { coordinate(sketch.points[$0].x) }, range.map { coordinate(sketch.points[$0].y) }]
            if form == .raw, sketch.hasTimes { lists.append(range.map { text(sketch.times[$0]) }) }
            return "[" + lists.map { "[" + $0.joined(separator: ",") + "]" }.joined(separator: ",") + "]"
        }
        return (strokes.joined(separator: ","), isRounded)
    }
}
