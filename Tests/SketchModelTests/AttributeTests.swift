internal import SketchModel
internal import Testing

struct SketchBuildingTests {
    @Test func strokesAreAppendedWhole() throws {
        var sketch = Sketch()
        let group = sketch.addGroup(StrokeGroup(name: "Ink", isLayer: true))
        try sketch.appendStroke(
            [Point(0, 0), Point(1, 2)],
            channels: [.time: [0, 5], .tilt: [0.1, 0.2]],
            attributes: StrokeAttributes(colour: .black, group: group)
        )
        try sketch.appendStroke([Point(3, 3)], channels: [.time: [9], .tilt: [0.3]])
        #expect(sketch.strokeEnds == [2, 3] && sketch.times == [0, 5, 9] && sketch.tilts == [0.1, 0.2, 0.3])
        #expect(sketch.hasTimes && sketch.hasTilts && !sketch.hasPressures && !sketch.hasAzimuths)
        #expect(sketch.attributes(ofStroke: 0).colour == .black)
        #expect(sketch.attributes(ofStroke: 1) == .none && sketch.attributes(ofStroke: 7) == .none)
        #expect(sketch.groups(ofStroke: 0).map(\.name) == ["Ink"])
    }

    /// Invalid values are refused, and leave the sketch unchanged.
    @Test func statesThatCannotBeAreRefused() throws {
        var sketch = Sketch(strokes: [[Point(0, 0), Point(1, 1)]])
        let before = sketch
        #expect(throws: SketchError.channelLength(.time, values: 1, points: 2)) {
            try sketch.setChannel(.time, to: [1])
        }
        #expect(throws: SketchError.otherChannels(.times, of: [])) {
            try sketch.appendStroke([Point(2, 2)], channels: [.time: [1]])
        }
        #expect(throws: SketchError.channelLength(.pressure, values: 0, points: 1)) {
            var empty = Sketch()
            try empty.appendStroke([Point(2, 2)], channels: [.pressure: []])
        }
        #expect(throws: SketchError.notFinite) { try sketch.appendStroke([Point(.nan, 2)]) }
        #expect(throws: SketchError.notFinite) { try sketch.mapPoints { Point($0.x / 0, $0.y) } }
        #expect(throws: SketchError.noSuchGroup(3)) {
            try sketch.appendStroke([Point(2, 2)], attributes: StrokeAttributes(group: 3))
        }
        #expect(sketch == before)
        try sketch.setChannel(.time, to: [1, 2])
        #expect(sketch.hasTimes)
        try sketch.setChannel(.time, to: nil)
        #expect(sketch == before)
    }

    @Test func aPointWithoutValuesEndsTheChannels() throws {
        var sketch = Sketch()
        try sketch.appendStroke([Point(0, 0)], channels: [.time: [0]])
        sketch.append(Point(1, 1))
        sketch.endStroke()
        #expect(!sketch.hasTimes && sketch.times.isEmpty && sketch.strokeEnds == [1, 2])
    }

    @Test func groupsWithoutAParentThatIsThereAreOutermost() {
        var sketch = Sketch(strokes: [[Point(0, 0)]])
        let outer = sketch.addGroup(StrokeGroup(name: "a", parent: 9))
        let inner = sketch.addGroup(StrokeGroup(name: "b", parent: outer))
        sketch.setAttributes(StrokeAttributes(group: inner), ofStroke: 0)
        #expect(sketch.groups(ofStroke: 0).map(\.name) == ["a", "b"])
        sketch.setAttributes(StrokeAttributes(group: 5), ofStroke: 0)
        #expect(sketch.groups(ofStroke: 0).isEmpty)
        sketch.setAttributes(StrokeAttributes(part: "x"), ofStroke: 3)
        #expect(sketch.attributes.count == 1)
    }

    @Test func strokesAreKeptWithAllThatBelongsToThem() throws {
        var sketch = Sketch()
        for stroke in 0..<4 {
            let points = (0..<stroke).map { Point(Double(stroke), Double($0)) }
            try sketch.appendStroke(
                points,
                channels: [.pressure: points.map { $0.y / 10 }],
                attributes: stroke < 3 ? StrokeAttributes(part: "\(stroke)") : .none
            )
        }
        var kept = sketch
        kept.keepStrokes([false, true, false, true])
        #expect(kept.strokes.map { $0.map(\.x) } == [[1], [3, 3, 3]])
        #expect(kept.pressures == [0, 0, 0.1, 0.2])
        #expect((0..<2).map { kept.attributes(ofStroke: $0).part } == ["1", nil])
        kept = sketch
        kept.keepStrokes([false, false, true])
        #expect(kept.strokeEnds == [2, 5])
        #expect((0..<2).map { kept.attributes(ofStroke: $0).part } == ["2", nil])
        kept.keepStrokes([false, false])
        #expect(kept.points.isEmpty && kept.strokeEnds.isEmpty && kept.pressures.isEmpty)
    }

    @Test func attributesCountForEquality() {
        let plain = Sketch(strokes: [[Point(0, 0)], [Point(1, 1)]])
        var other = plain
        other.setAttributes(.none, ofStroke: 1)
        #expect(other == plain)
        other.setAttributes(StrokeAttributes(width: 2), ofStroke: 0)
        #expect(other != plain)
        other = plain
        other.canvas = Canvas(width: 3, height: 4)
        #expect(other != plain)
        other.removeAll()
        #expect(other == Sketch())
    }

    @Test func whatAFormatHasNoRoomForIsCounted() throws {
        var sketch = Sketch()
        try sketch.appendStroke([Point(0, 0)], channels: [.tilt: [1], .azimuth: [2]])
        let group = sketch.addGroup(StrokeGroup(name: "g"))
        sketch.setAttributes(
            StrokeAttributes(colour: .black, width: 1, name: "n", part: "p", tool: .pen, group: group),
            ofStroke: 0
        )
        sketch.canvas = Canvas(width: 1, height: 1)
        var losses = LossReport()
        losses.addAttributes(of: sketch)
        losses.addAttributes(of: Sketch(strokes: [[Point(0, 0)]]))
        #expect(
            losses.sorted.map(\.loss.name) == [
                "azimuthsDropped", "canvasDropped", "coloursDropped", "groupsDropped", "namesDropped", "partsDropped",
                "tiltsDropped", "toolsDropped", "widthsDropped",
            ]
        )
        #expect(losses.sorted.allSatisfy { $0.count == 1 })
    }
}

struct ColourTextTests {
    @Test(arguments: [
        ("#1f2", Colour(rgb: 0x11ff22)), ("#11ff22", Colour(rgb: 0x11ff22)), ("#AbCdEf", Colour(rgb: 0xabcdef)),
        ("#0008", Colour(red: 0, green: 0, blue: 0, alpha: 0x88)),
        ("#01020304", Colour(red: 1, green: 2, blue: 3, alpha: 4)),
    ])
    func isRead(text: String, colour: Colour) { #expect(Colour(hexadecimal: text) == colour) }

    @Test(arguments: ["", "#", "#12", "#12345", "#1234567", "112233", "#12345g", "#123456789"])
    func isRefused(text: String) { #expect(Colour(hexadecimal: text) == nil) }

    @Test func isWritten() {
        #expect(Colour(rgb: 0x00a0ff).hexadecimal == "#00a0ff")
        #expect(Colour(red: 255, green: 0, blue: 1, alpha: 9).hexadecimal == "#ff000109")
    }
}
