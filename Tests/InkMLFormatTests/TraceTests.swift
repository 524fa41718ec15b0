@testable internal import InkMLFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// The grammar of traces, formats and contexts.
@Suite struct TraceTests {
    private func read(_ content: String) -> ReadResult {
        FormatHarness.read("<ink>" + content + "</ink>", name: "in", as: InkMLFormat())
    }

    private func one(_ content: String) throws -> Sketch {
        let result = read(content)
        #expect(result.messages == [])
        return try #require(result.sketches.first)
    }

    @Test(arguments: [
        ("1 2,3 4", [Point(1, 2), Point(3, 4)]),
        ("\n 1\n2 ,\t3 4 , ", [Point(1, 2), Point(3, 4)]),
        ("1-2,-3-4,5 -.5", [Point(1, -2), Point(-3, -4), Point(5, -0.5)]),
        ("1 2,- 3 - 4", [Point(1, 2), Point(-3, -4)]),
        ("1e1 2.5E-1, +3 4.", [Point(10, 0.25), Point(3, 4)]),
        ("#FF #1a, ' #10 ! #0", [Point(255, 26), Point(271, 0)]),
        ("1 2, * 3, 4 *", [Point(1, 2), Point(1, 3), Point(4, 3)]),
        // The specification's own example, with commas and, as in a draft, without.
        ("1125 18432,'23'43,\"7\"-8,3-5", Self.example), ("1125 18432'23'43\"7\"-8 3-5", Self.example),
        // The last difference is repeated, and so is the last difference of differences.
        ("1 10,'2 '0,* 1,* 1", [Point(1, 10), Point(3, 10), Point(5, 11), Point(7, 12)]),
        ("0 0,'1'0,\"1 0,* 0,* 0", [Point(0, 0), Point(1, 0), Point(3, 0), Point(6, 0), Point(10, 0)]),
        // Each channel has its own prefix, which stays until the next; an explicit value starts anew.
        ("1 1,'1 5,1 6,!9 7,9 '1", [Point(1, 1), Point(2, 5), Point(3, 6), Point(9, 7), Point(9, 8)]),
        ("1 2, ? 3, 4 5", [Point(1, 2), Point(4, 5)]), ("", []), (" \n", []),
    ])
    func points(text: String, points: [Point]) throws {
        let sketch = try one("<trace>\(text)</trace>")
        #expect(sketch.points == points && sketch.strokeEnds == [points.count])
    }

    private static let example = [Point(1125, 18432), Point(1148, 18475), Point(1178, 18510), Point(1211, 18540)]

    @Test func pointsWithoutAPlaceAreCounted() {
        let losses = read("<trace>1 2, ? 3, 4 ?</trace>").losses
        #expect(losses.counts == [.inkPlacelessPoints: 2])
    }

    @Test func intermittentChannelsAreDroppedAndCounted() throws {
        let format = """
            <traceFormat><channel name="X"/><channel name="Y"/><intermittentChannels>
            <channel name="S1" type="boolean" default="F"/><channel name="S2" type="boolean"/>
            </intermittentChannels></traceFormat>
            """
        let text = "1125 18432,'23'43,\"7\"-8,3-5,7 -3,6 2,6 8,3 6 T,2 4*T,3 6,3-6 F F, 1 1:T, 1 1:TF"
        let result = read(format + "<trace>\(text)</trace>")
        #expect(result.messages == [] && result.losses.counts == [.inkChannels: 1])
        #expect(result.sketches.first?.points.count == 13)
        #expect(result.sketches.first?.points[..<4] == Self.example[...])
    }

    @Test func theOrderOfChannelsIsThatOfTheFormat() throws {
        let format = "<traceFormat><channel name='T' units='s'/><channel name='Z'/><channel name='Y'/>"
        let result = read(format + "<channel name='X'/></traceFormat><trace>5 9 2 1,5.5 9 4 3</trace>")
        let sketch = try #require(result.sketches.first)
        #expect(sketch.points == [Point(1, 2), Point(3, 4)] && sketch.times == [0, 500])
        #expect(result.losses.counts == [.inkChannels: 1])
    }

    /// Times without `respectTo` are of a clock of the device.
    @Test func timesBeginWithTheDrawing() throws {
        let channels = "<channel name='X'/><channel name='Y'/>"
        let traces = "<trace>1 2 1318096,3 4 1318106</trace><trace>5 6 1318200</trace>"
        let clock = try one("<traceFormat>\(channels)<channel name='T'/></traceFormat>" + traces)
        #expect(clock.times == [0, 10, 104])
        let far = read(
            "<traceFormat>\(channels)<channel name='T'/></traceFormat><trace>1 2 -1e308,1 2 1e308</trace>"
        )
        #expect(far.losses.counts == [.times: 1] && far.sketches.first?.channels == [])
        let moment = "<timestamp xml:id='t' time='1000'/>"
        let since = try one(
            moment + "<traceFormat>\(channels)<channel name='T' respectTo='#t'/></traceFormat>" + traces
        )
        #expect(since.times == [1_318_096, 1_318_106, 1_318_200])
        #expect(since.metadata.timestamp == Timestamp(microseconds: 1_000_000))
    }

    @Test func anglesAndForceHaveUnitsAndRanges() throws {
        func channels(_ text: String, _ values: String) throws -> ReadResult {
            read("<traceFormat><channel name='X'/><channel name='Y'/>\(text)</traceFormat><trace>0 0 \(values)</trace>")
        }
        func sketch(_ text: String, _ values: String) throws -> Sketch {
            try #require(try channels(text, values).sketches.first)
        }
        #expect(try sketch("<channel name='F' min='-1' max='3'/>", "1").pressures == [0.5])
        #expect(try sketch("<channel name='F' units='%'/>", "25").pressures == [0.25])
        #expect(try sketch("<channel name='F'/>", "0.25").pressures == [0.25])
        #expect(try channels("<channel name='F'/>", "25").losses.counts == [.pressures: 1])
        #expect(try channels("<channel name='F' max='10'/>", "11").losses.counts == [.pressures: 1])
        #expect(try sketch("<channel name='OA'/>", "-90").azimuths == [1.5 * .pi])
        #expect(try sketch("<channel name='OA' units='rad'/>", "6.25").azimuths == [6.25])
        #expect(try sketch("<channel name='OE' units='deg'/>", "60").tilts.map { ($0 * 180 / .pi).rounded() } == [30])
        #expect(try sketch("<channel name='OE'/>", "-90").tilts == [0])
        #expect(try channels("<channel name='OE'/>", "181").losses.counts == [.tilts: 1])
        let tilted = try sketch("<channel name='OTx'/><channel name='OTy'/>", "0 45")
        #expect(tilted.tilts.map { abs($0 - .pi / 4) < 1e-12 } == [true] && tilted.azimuths == [.pi / 2])
        #expect(try channels("<channel name='OTx'/>", "45").losses.counts == [.inkChannels: 1])
        #expect(try channels("<channel name='OTx'/><channel name='OTy'/>", "90 0").losses.counts.count == 2)
        #expect(try channels("<channel name='F'/>", "?").losses.counts == [.pressures: 1])
    }

    @Test func axesGetOneScaleAndDirection() throws {
        func points(_ x: String, _ y: String, _ properties: String = "") throws -> [Point] {
            let channels = "<channel name='X' \(x)/><channel name='Y' \(y)/>"
            let source = "<inkSource xml:id='s'><traceFormat>\(channels)</traceFormat><channelProperties>"
            let end = "</channelProperties></inkSource>"
            return try one("<context>\(source)\(properties)\(end)</context><trace>10 30</trace>").points
        }
        func resolution(_ channel: String, _ value: String) -> String {
            "<channelProperty channel='\(channel)' name='resolution' value='\(value)' units='1/cm'/>"
        }
        #expect(try points("units='cm'", "units='mm'") == [Point(10, 3)])
        #expect(try points("", "", resolution("X", "100") + resolution("Y", "300")) == [Point(10, 10)])
        #expect(try points("units='in'", "units='in'", resolution("X", "0")) == [Point(10, 30)])
        let step = "<channelProperty channel='X' name='resolution' value='0.5' units='mm'/>"
        #expect(try points("units='mm'", "units='mm'", step) == [Point(10, 60)])
        #expect(try points("units='dev'", "units='mm'") == [Point(10, 30)])
        #expect(try points("", "orientation='-ve'") == [Point(10, -30)])
        // Traces of other contexts are brought to the scale of the first.
        let contexts = ["cm", "mm"].map {
            "<context xml:id='\($0)'><traceFormat><channel name='X' units='\($0)'/>"
                + "<channel name='Y' units='\($0)'/></traceFormat></context>"
        }
        let traces = "<trace contextRef='#cm'>1 2</trace><trace contextRef='#mm'>10 20</trace>"
        #expect(
            try one("<definitions>\(contexts.joined())</definitions>" + traces).points == [Point(1, 2), Point(1, 2)]
        )
    }

    @Test func contextsAreInherited() throws {
        let text = """
            <definitions><traceFormat xml:id="yx"><channel name="Y"/><channel name="X"/></traceFormat>
            <brush xml:id="wide"><brushProperty name="width" value="4"/></brush>
            <brush xml:id="red" brushRef="#wide"><brushProperty name="color" value="#F00"/></brush>
            <context xml:id="base" traceFormatRef="#yx"/><context xml:id="c" contextRef="#base" brushRef="#red"/>
            </definitions>
            <trace>1 2</trace>
            <traceGroup contextRef="#c"><trace>1 2</trace><trace brushRef="#wide">1 2</trace>
            <trace contextRef="#DefaultContext">1 2</trace></traceGroup>
            <context contextRef="#base"/><trace>1 2</trace>
            """
        let sketch = try one(text)
        #expect(sketch.points == [Point(1, 2), Point(2, 1), Point(2, 1), Point(1, 2), Point(2, 1)])
        #expect(sketch.attributes.map(\.width) == [nil, 4, 4, nil])
        #expect(sketch.attributes.map(\.colour) == [nil, Colour(rgb: 0xFF0000), nil, nil])
    }

    /// Some programs define one context and never refer to it.
    @Test func theOnlyContextHoldsForAll() throws {
        let format = "<traceFormat><channel name='X'/><channel name='Y'/><channel name='T'/></traceFormat>"
        for definition in [format, "<context>\(format)</context>"] {
            let sketch = try one("<definitions>\(definition)</definitions><trace>1 2 3</trace>")
            #expect(sketch.points == [Point(1, 2)] && sketch.times == [0])
        }
    }

    @Test func continuationsBelongToTheirStroke() throws {
        let text = """
            <traceFormat><channel name="X"/><channel name="Y"/><channel name="F"/></traceFormat>
            <trace id="a" continuation="begin">1 1 0.1</trace><trace id="b">2 2 0.2,3 3 0.3</trace>
            <trace id="c" continuation="middle" priorRef="#a">4 4 0.4</trace>
            <trace continuation="end" priorRef="c">5 5 0.5</trace>
            """
        let sketch = try one(text)
        #expect(sketch.points.map(\.x) == [1, 4, 5, 2, 3] && sketch.strokeEnds == [3, 5])
        #expect(sketch.pressures == [0.1, 0.4, 0.5, 0.2, 0.3])
        #expect(sketch.attributes.map(\.name) == ["a", "b"])
    }

    @Test func tracesWithThePenUpAreCounted() throws {
        let result = read("<trace>1 2</trace><trace type='penUp'>3 4</trace><trace type='hover'>5</trace>")
        #expect(result.sketches.first?.points == [Point(1, 2)] && result.losses.counts == [.inkPenUps: 2])
    }

    @Test func viewsMayReferToGroupsAndBack() throws {
        let text = """
            <traceGroup id="g"><trace id="a">1 2</trace><trace id="b">3 4</trace></traceGroup>
            <traceView id="v"><annotation type="truth">$ x $</annotation><traceView traceDataRef="#c"/></traceView>
            <trace id="c">5 6</trace><trace id="d">7 8</trace>
            <traceView traceDataRef="#d" from="1" to="2"><annotation type="truth">y</annotation></traceView>
            <traceGroup><annotation type="truth">all</annotation><traceView traceDataRef="#g"/></traceGroup>
            <traceView traceDataRef="#nothing"/>
            """
        let result = read(text)
        let sketch = try #require(result.sketches.first)
        #expect(sketch.groups.map(\.name) == [nil, "x", "y", "all"])
        #expect(sketch.attributes.map(\.group) == [0, 0, 1, 2])
        #expect(sketch.attributes.map(\.part) == [nil, nil, "x", "y"])
        #expect(result.losses.counts == [.inkViewRanges: 1, .inkFurtherGroups: 1])
        #expect(result.warnings.map(\.text) == ["traceDataRef='nothing' refers to no trace"])
    }

    @Test func labelsAreTakenInOrder() throws {
        let truth = "<annotation type='truth'> $ a $\n</annotation>"
        let normalized = "<annotation type='normalizedLabel'>b</annotation>"
        let label = "<annotation type='label'>$c$</annotation>"
        #expect(try one(truth).metadata.label == "a")
        #expect(try one(normalized).metadata.label == "b")
        #expect(try one(normalized + truth).metadata.label == "a")
        #expect(try one(truth + label + normalized).metadata.label == "$c$")
        #expect(read("<annotation type='sampleId'>0123</annotation>").losses.counts == [.inkAnnotations: 1])
        let broken = read("<annotation type='recognized'>perhaps</annotation>")
        #expect(broken.losses.counts == [.recognized: 1])
        #expect(broken.warnings.map(\.text) == ["this annotation can't be read"])
    }

    @Test(arguments: [
        ("timeString='2011-02-22T00:21:40.232'", 1_298_334_100_232_000 as Int64?),
        ("timeString='2011-02-22T01:21:40.2320009+01:00'", 1_298_334_100_232_000),
        ("timeString='2011-02-21T19:21:40Z'", 1_298_316_100_000_000), ("time='1.5'", 1500),
        ("timeString='2011-02-30T00:00:00'", nil), ("time='1e300'", nil), ("timestampRef='#x'", nil),
    ])
    func timestamps(attribute: String, moment: Int64?) throws {
        let result = read("<definitions><timestamp xml:id='t' \(attribute)/></definitions>")
        #expect(result.sketches.first?.metadata.timestamp?.microseconds == moment)
        #expect(result.losses.counts == (moment == nil ? [.timestamp: 1] : [:]))
    }

    /// As the specification keeps an archive: the traces first, the views of them after.
    @Test func tracesMayBeDefined() throws {
        let text = """
            <definitions><traceGroup xml:id="g"><trace>1 2</trace></traceGroup><trace xml:id="t">3 4</trace></definitions>
            <traceGroup><annotation type="truth">x</annotation><traceView traceDataRef="#t"/></traceGroup>
            """
        let sketch = try one(text)
        #expect(sketch.points == [Point(1, 2), Point(3, 4)])
        #expect(sketch.attributes.map(\.part) == [nil, "x"] && sketch.attributes.map(\.group) == [0, 1])
    }

    /// The `...` that someone put in place of what they left out.
    @Test func strayTextIsIgnored() throws {
        let sketch = try one("...<trace id='0'>1 2</trace>...<traceGroup>... <trace id='2'>3 4</trace></traceGroup>")
        #expect(sketch.strokeCount == 2 && sketch.attributes(ofStroke: 1).name == "2")
    }
}
