internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TableFormat
internal import TestSupport

/// Tables of the fixtures, and what they are made of.
enum Tables {
    static func format(_ name: String) -> any SketchFormat {
        name.hasSuffix("parquet") ? ParquetFormat() : ArrowFormat()
    }

    static func read(_ name: String) -> ReadResult {
        FormatHarness.read(path: TestFiles.fixture("tables/\(name)"), as: format(name))
    }

    /// The twelve drawings with whole coordinates, without the places that they were read from.
    static let simple = drawings("sketches.ndjson")
    /// The same with times and fractions.
    static let raw = drawings("sketches-raw.ndjson")

    private static func drawings(_ name: String) -> [Sketch] {
        FormatHarness.read(path: TestFiles.fixture("quickdraw/\(name)"), as: QuickDrawRawFormat()).sketches
    }

    /// A sketch with everything that the model holds.
    static func full() throws -> Sketch {
        var sketch = Sketch()
        sketch.metadata = SketchMetadata(
            label: "crème brûlée",
            id: .max,
            countryCode: "FR",
            timestamp: Timestamp(microseconds: -1),
            recognized: false
        )
        sketch.canvas = Canvas(origin: Point(-1, 0.5), width: 210, height: 297, unit: .millimetre)
        let layer = sketch.addGroup(StrokeGroup(name: "ink", isLayer: true))
        let group = sketch.addGroup(StrokeGroup(parent: layer))
        let channels: [PointChannel: [Double]] = [
            .time: [0, 16.5], .pressure: [0.25, 1], .tilt: [0, 0.1], .azimuth: [6, 0.3],
        ]
        var attributes = StrokeAttributes(colour: Colour(rgb: 0xff8000), width: 2.5, name: "a \"b\"", part: "wing")
        attributes.tool = .highlighter
        attributes.group = group
        try sketch.appendStroke([Point(0.1, -3), Point(1e6, 2)], channels: channels, attributes: attributes)
        let empty: [PointChannel: [Double]] = [.time: [], .pressure: [], .tilt: [], .azimuth: []]
        try sketch.appendStroke([], channels: empty)
        return sketch
    }
}
