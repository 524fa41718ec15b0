internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct StatisticsTests {
    private var sketches: [Sketch] {
        var all: [Sketch] = []
        for (index, label) in ["cat", "cat", "dog", nil, "cat"].enumerated() {
            var sketch = Sketch(strokes: [[Point(Double(index), -1), Point(4, 9)], []])
            sketch.metadata.label = label
            sketch.metadata.recognized = index > 0
            if index == 2 {
                sketch.hasTimes = true
                sketch.times = [10, 250]
            }
            all.append(sketch)
        }
        return all
    }

    @Test func counts() {
        var statistics = SketchStatistics()
        for sketch in sketches { statistics.add(sketch) }
        #expect(statistics.sketches == 5)
        #expect(statistics.strokes == 10)
        #expect(statistics.points == 10)
        #expect(statistics.range == BoundingBox(minimum: Point(0, -1), maximum: Point(4, 9)))
        #expect(statistics.allLabels == ["cat": 3, "dog": 1])
        #expect(statistics.unlabelled == 1)
        #expect(statistics.recognized == 4)
        #expect(statistics.longestTime == 240)
    }

    @Test(arguments: 0...5)
    func partsAddUp(cut: Int) {
        var (whole, first, second) = (SketchStatistics(), SketchStatistics(), SketchStatistics())
        for sketch in sketches { whole.add(sketch) }
        for sketch in sketches[..<cut] { first.add(sketch) }
        for sketch in sketches[cut...] { second.add(sketch) }
        first.merge(second)
        #expect(first == whole)
    }

    @Test func quantiles() {
        var distribution = Distribution()
        #expect(distribution.quantile(0.5) == nil)
        for value in [1, 2, 3, 4, 100_000] { distribution.add(value) }
        #expect(distribution.quantile(0.5) == 3)
        #expect(distribution.quantile(0.8) == 4)
        #expect(distribution.quantile(1) == 100_000)
        #expect(distribution.mean == 20_002)
    }

    @Test func spooledSketchesComeBackWhole() throws {
        var spool = try SketchSpool()
        var sketch = Sketch(strokes: [[Point(0.1, -7)], [], [Point(1e300, 2)]])
        sketch.hasTimes = true
        sketch.times = [0, 4.5]
        sketch.hasPressures = true
        sketch.pressures = [0.25, 1]
        sketch.metadata = SketchMetadata(
            label: "käse",
            id: .max,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: -1),
            recognized: false
        )
        sketch.source = SketchSource(name: "x", index: 7, position: .bytes(offset: 3, record: nil))
        try spool.append(sketch)
        try spool.append(Sketch())
        let reader = try spool.reader()
        #expect(try reader.sketch(at: 1) == Sketch())
        #expect(try reader.sketch(at: 0) == sketch)
        #expect(try reader.sketch(at: 0).source == sketch.source)
    }
}
