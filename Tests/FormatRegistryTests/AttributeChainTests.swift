internal import FormatRegistry
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// What drawing programs say about strokes survives a journey through their formats.
@Suite struct AttributeChainTests {
    private let folder = TemporaryFolder()

    /// Two layers of coloured strokes, as a notebook's page has them.
    private func page() throws -> Sketch {
        var sketch = Sketch()
        let layers = ["ground", "sky"].map { sketch.addGroup(StrokeGroup(name: $0, isLayer: true)) }
        let strokes: [(points: [Point], colour: Colour, width: Double, layer: Int)] = [
            ([Point(10, 200), Point(90.5, 210.25), Point(180, 200)], Colour(rgb: 0x2f9e44), 2.26, 0),
            ([Point(60, 40), Point(80, 60)], Colour(red: 224, green: 49, blue: 49, alpha: 128), 8.5, 1),
            ([Point(70, 45), Point(75, 90), Point(60, 40)], Colour(rgb: 0x1971c2), 0.85, 1),
        ]
        for stroke in strokes {
            let attributes = StrokeAttributes(
                colour: stroke.colour,
                width: stroke.width,
                tool: .pen,
                group: layers[stroke.layer]
            )
            try sketch.appendStroke(stroke.points, attributes: attributes)
        }
        sketch.canvas = Canvas(width: 595.5, height: 842, unit: .point)
        return sketch
    }

    private func format(_ name: String) throws -> any SketchFormat {
        try #require(FormatRegistry.formats.first { $0.name == name })
    }

    private func passed(_ sketch: Sketch, through format: any SketchFormat) throws -> Sketch {
        let isFile = format.layout == .manySketches
        let path = folder(isFile ? "\(format.name).\(format.fileExtensions[0])" : format.name + "/")
        try FormatHarness.write([sketch], to: path, as: format)
        let result = FormatHarness.read(path: isFile ? path : path + "0." + format.fileExtensions[0], as: format)
        #expect(result.messages == [])
        return try #require(result.sketches.first)
    }

    /// The layers' names from the outermost to the innermost, per stroke.
    private func layers(_ sketch: Sketch) -> [[String?]] {
        (0..<sketch.strokeCount).map { sketch.groups(ofStroke: $0).map(\.name) }
    }

    /// Opacity is kept to a hundredth in Excalidraw, so that the alpha of 128 may come back as one of its neighbours.
    @Test func coloursWidthsAndLayersSurviveXournalToSVGToExcalidrawAndBack() throws {
        let start = try page()
        var sketch = start
        for name in ["xopp", "svg", "excalidraw", "xopp"] {
            sketch = try passed(sketch, through: format(name))
            #expect(sketch.points == start.points && sketch.strokeEnds == start.strokeEnds, "\(name)")
            for (stroke, (now, before)) in zip(sketch.attributes, start.attributes).enumerated() {
                let (colour, original) = try (#require(now.colour), #require(before.colour))
                #expect(
                    colour.red == original.red && colour.green == original.green && colour.blue == original.blue
                        && abs(Int(colour.alpha) - Int(original.alpha)) <= 1,
                    "\(name), stroke \(stroke)"
                )
                #expect(now.width == before.width, "\(name), stroke \(stroke)")
            }
            #expect(layers(sketch) == layers(start), "\(name)")
        }
        #expect(sketch.attributes.map(\.tool) == start.attributes.map(\.tool))
    }
}
