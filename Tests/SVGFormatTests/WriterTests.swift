internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// What is written, and that it reads back the same.
struct WriterTests {
    private static func write(_ sketch: Sketch, _ format: SVGFormat = SVGFormat()) throws -> (String, LossReport) {
        let (bytes, losses) = try FormatHarness.encode([sketch], with: RealDataTests.encoder(format))
        return (String(decoding: bytes, as: UTF8.self), losses)
    }

    private static let cat = SketchMetadata(
        label: "cat",
        id: 18_446_744_073_709_551_615,
        countryCode: "GB",
        timestamp: Timestamp(microseconds: 1_488_400_896_700_340),
        recognized: true
    )

    @Test func document() throws {
        var sketch = Sketch(
            strokes: [
                [Point(0, 0), Point(255, 10), Point(12.5, 200)], [Point(5, 5)], [], [Point(-1e-9, 7), Point(3, 3)],
            ],
            metadata: Self.cat
        )
        sketch.hasTimes = true
        sketch.times = [0, 16, 33.5, 100, 200, 216]
        let expected = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="-13 -12 280 224" fill="none" stroke="black" stroke-width="3" \
            stroke-linecap="round" stroke-linejoin="round" data-word="cat" data-countrycode="GB" \
            data-timestamp="2017-03-01 20:41:36.70034 UTC" data-recognized="true" data-key-id="18446744073709551615">
            <title>cat</title>
            <path d="M0,0 L255,10 12.5,200" data-t="0 16 33.5"/>
            <path d="M5,5h0" data-points="1" data-t="100"/>
            <path d="" data-points="0" data-t=""/>
            <path d="M-1e-09,7 L3,3" data-t="200 216"/>
            </svg>

            """
        let (text, losses) = try Self.write(sketch)
        #expect(text == expected)
        #expect(losses.isEmpty)
        #expect(try RealDataTests.roundTrip(sketch) == sketch)
    }

    @Test(arguments: [
        [], [[]], [[], []], [[Point(5, 5)]], [[Point(5, 5), Point(5, 5)]], [[Point(5, 5), Point(5, 5), Point(5, 5)]],
        [[Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 0)]], [[Point(1, 1)], [Point(1, 1)]],
        [[Point(0, 0), Point(0, 0), Point(1, 1), Point(1, 1)]], [[Point(0.1, 1e-300), Point(1e22, 123_456.789)]],
        [[Point(-1, -1), Point(-2, -2)]], [[Point(1e99, -1e99), Point(0, 0)]],
    ])
    func strokesComeBack(strokes: [[Point]]) throws {
        for hasTimes in [false, true] {
            var sketch = Sketch(strokes: strokes)
            sketch.hasTimes = hasTimes && !strokes.isEmpty
            sketch.hasPressures = sketch.hasTimes
            if sketch.hasTimes {
                sketch.times = sketch.points.indices.map { Double($0) * 16.25 }
                sketch.pressures = sketch.points.indices.map { Double($0) / 7 }
            }
            #expect(try RealDataTests.roundTrip(sketch) == sketch)
        }
    }

    /// −0 is written and read, as it is in NDJSON.
    @Test func negativeZeros() throws {
        let sketch = Sketch(strokes: [[Point(-0.0, 0), Point(0, -0.0), Point(1, 1)]])
        #expect(try Self.write(sketch).0.contains("M-0,0 L0,-0 1,1"))
        let back = try #require(try RealDataTests.roundTrip(sketch))
        #expect(back.points.map { [$0.x.sign, $0.y.sign] } == sketch.points.map { [$0.x.sign, $0.y.sign] })
    }

    @Test(arguments: [
        "cat", "", "a<b>&\"c'", "]]>", "<!--", "café ☕️ 猫", "tab\tline\nreturn\r", " spaces ", "50%", "%41",
        "bell\u{7}", "nul\u{0}", "100%\u{1}", "\u{fffe}", "&amp;",
    ])
    func labels(label: String) throws {
        let sketch = Sketch(
            strokes: [[Point(0, 0), Point(1, 1)]],
            metadata: SketchMetadata(label: label, countryCode: label)
        )
        let back = try RealDataTests.roundTrip(sketch)
        #expect(back?.metadata.label == label)
        #expect(back?.metadata.countryCode == label)
    }

    @Test func charactersThatXMLCannotHold() throws {
        let sketch = Sketch(strokes: [], metadata: SketchMetadata(label: "50%\u{7}"))
        let text = try Self.write(sketch).0
        #expect(text.contains(#"data-word-percent="50%25%07""#))
        #expect(text.contains("<title>50%\u{fffd}</title>"))
    }

    @Test func timestampsOutsideTheForm() throws {
        let metadata = SketchMetadata(timestamp: Timestamp(microseconds: .max))
        let (text, losses) = try Self.write(Sketch(strokes: [], metadata: metadata))
        #expect(!text.contains("data-timestamp"))
        #expect(losses.counts == [.timestamp: 1])
    }

    @Test func precision() throws {
        var format = try SVGFormat().taking("precision=1", for: .writing)
        let rounded = Sketch(strokes: [[Point(0.25, 0.35), Point(1e300, -7)]])
        let (text, losses) = try Self.write(rounded, format)
        #expect(text.contains("M0.2,0.4 L1e+300,-7"))
        #expect(losses.counts == [.rounding: 1])
        let exact = try Self.write(Sketch(strokes: [[Point(0.5, 1), Point(2, 3)]]), format)
        #expect(exact.1.isEmpty)
        format.precision = 0
        #expect(try Self.write(rounded, format).0.contains("M0,0 L1e+300,-7"))
    }

    @Test(
        arguments: [
            ([Point(0, 0), Point(255, 255)], nil, #"viewBox="-12 -12 279 279""#, #"stroke-width="3""#),
            ([Point(0, 0), Point(255, 255)], 0, #"viewBox="0 0 255 255""#, #"stroke-width="3""#),
            ([Point(10, 10), Point(20, 20)], 1.5, #"viewBox="8.5 8.5 13 13""#, #"stroke-width="0.1""#),
            (
                [Point(0, 0), Point(0.01, 0)], nil, #"viewBox="-0.0004 -0.0004 0.0108 0.0008""#,
                #"stroke-width="0.0001""#
            ),
            ([Point(0, 0), Point(52_000, 0)], nil, #"viewBox="-2000 -2000 56000 4000""#, #"stroke-width="500""#),
            ([Point(7, 7)], nil, #"viewBox="3 3 8 8""#, #"stroke-width="1""#),
            ([], nil, #"viewBox="-4 -4 8 8""#, #"stroke-width="1""#),
            ([Point(-1e308, 0), Point(1e308, 0)], nil, #"viewBox="0 0 1 1""#, #"stroke-width="1""#),
        ] as [([Point], Double?, String, String)]
    )
    func canvas(points: [Point], padding: Double?, viewBox: String, width: String) throws {
        var format = SVGFormat()
        format.padding = padding
        let text = try Self.write(Sketch(strokes: [points]), format).0
        #expect(text.contains(viewBox), "\(text)")
        #expect(text.contains(width), "\(text)")
    }

    /// If an editor has changed the paths, the channels no longer fit, and are left out.
    @Test func channelsThatNoLongerFit() {
        let result = Reading.body(
            "<path d='M0 0h1' data-t='1 2 3'/><path d='M0 0h1' data-points='1'/><path d='M0 0' data-points='0'/>"
        )
        #expect(Reading.text(result.sketches.first) == "0,0 1,0 | 0,0 1,0 | ")
        #expect(result.sketches.first?.hasTimes == false)
        #expect(result.sketches.first?.times == [])
        #expect(result.losses.counts == [.times: 1])
        #expect(Reading.body("<path d='M0 0h1' data-t='1 x'/>").losses.counts == [.times: 1])
        #expect(Reading.body("<path d='M0 0h1' data-pressure='1'/>").losses.counts == [.pressures: 1])
    }

    @Test func recordsThatCannotBeRead() {
        let result = Reading.read(
            "<svg data-key-id='-1' data-recognized='yes' data-timestamp='now' data-word='cat' data-word-percent='%'><path stroke='red' d='M0 0h1'/></svg>"
        )
        #expect(result.sketches.first?.metadata == SketchMetadata(label: "cat"))
        #expect(
            Reading.warnings(result) == [
                "1:1: data-timestamp cannot be read and is left out",
                "1:1: data-recognized cannot be read and is left out",
                "1:1: data-key-id cannot be read and is left out",
            ]
        )
    }

    @Test(arguments: [
        ("tolerance=0", FormatDirection.reading), ("tolerance=-1", .reading), ("tolerance=nan", .reading),
        ("tolerance=x", .reading), ("tolerance=1/0", .reading), ("tolerance=1/1000001", .reading),
        ("fill=maybe", .reading), ("precision=-1", .writing), ("precision=16", .writing), ("precision=1.5", .writing),
        ("padding=-1", .writing), ("padding=inf", .writing), ("precision=2", .reading), ("fill=skip", .writing),
    ])
    func wrongOptions(text: String, direction: FormatDirection) {
        #expect(throws: Fault.self) { try SVGFormat().taking(text, for: direction) }
    }

    @Test func options() throws {
        let reading = try SVGFormat().taking("tolerance=0.5,fill=outline", for: .reading)
        #expect(reading.tolerance == .units(0.5) && reading.fill == .outline)
        #expect(try SVGFormat().taking("tolerance=1/4096", for: .reading).tolerance == .ofCanvas(1 / 4096))
        let writing = try SVGFormat().taking("precision=2,padding=8", for: .writing)
        #expect(writing.precision == 2 && writing.padding == 8)
    }

    @Test func largePicturesNeedFinerCurves() {
        #expect(SVGFormat().adapted(toPictureSide: 256).tolerance == nil)
        #expect(SVGFormat().adapted(toPictureSide: 1024).tolerance == .ofCanvas(1 / 4096))
        var given = SVGFormat()
        given.tolerance = .units(3)
        #expect(given.adapted(toPictureSide: 1024).tolerance == .units(3))
    }
}
