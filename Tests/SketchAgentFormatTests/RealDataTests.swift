@testable internal import SketchAgentFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// SketchAgent's own annotated answers. The numbers were computed with NumPy.
@Suite(.realData) struct RealDataTests {
    @Test(arguments: [
        ("SuperAce100__SketchAgent__annotations.md", ["Car", "Tree", "Cactus"]),
        ("SuperAce100__SketchAgent__examples.json", ["Cactus", "Car", "Tree"]),
    ])
    func answers(file: String, labels: [String]) throws {
        let expected: [String: (strokes: Int, points: Int, x: Double, y: Double, name: String)] = [
            "Car": (19, 426, 118120.848, 137066.753, "front wheel"),
            "Tree": (6, 182, 50789.380, 53042.525, "trunk left"),
            "Cactus": (10, 298, 86042.707, 119617.777, "top middle branch"),
        ]
        let path = TestFiles.realData("samples/sketchagent/" + file)
        let result = FormatHarness.read(path: path, as: SketchAgentFormat())
        #expect(result.messages == [] && result.warnings == [])
        #expect(result.sketches.map(\.metadata.label) == labels)
        for sketch in result.sketches {
            let wanted = try #require(expected[sketch.metadata.label ?? ""])
            #expect(sketch.strokeCount == wanted.strokes && sketch.points.count == wanted.points)
            #expect(abs(sketch.points.reduce(0) { $0 + $1.x } - wanted.x) < 0.01)
            #expect(abs(sketch.points.reduce(0) { $0 + $1.y } - wanted.y) < 0.01)
            #expect(sketch.attributes.count == wanted.strokes && sketch.attributes[0].name == wanted.name)
        }
    }

    /// QuickDraw's drawings, written and read again. `CROQUIS_ALL` measures some of each category, for the README.
    @Test func drawingsThroughTheGrid() throws {
        let files =
            TestFiles.readsAll ? QuickDrawCategories.names : ["cat", "house", "bicycle", "octopus", "The Eiffel Tower"]
        let sketches = try files.flatMap { file in
            let text = try TestFiles.lines(TestFiles.realData("quickdraw/test/\(file).ndjson.gz"), sample: 40_000)
            return Self.drawings(text).prefix(TestFiles.readsAll ? 3 : 12)
        }
        #expect(sketches.count >= 50)
        let format = SketchAgentFormat()
        let grid = Grid(size: format.grid)
        var (means, largest, points, elements, strokes, vertices) = ([Double](), [Double](), 0, 0, 0, 0)
        for sketch in sketches {
            let encoder = SketchAgentEncoder(format, tally: FitTally())
            let bytes = try FormatHarness.encode([sketch], with: encoder).bytes
            let text = String(decoding: bytes, as: UTF8.self)
            let back = try #require(FormatHarness.read(bytes, name: "in", as: format).sketches.first)
            #expect(back.strokeCount == sketch.strokeCount && back.metadata.label == sketch.metadata.label)
            let again = try FormatHarness.encode([back], with: SketchAgentEncoder(format, tally: FitTally())).bytes
            #expect(again == bytes)
            let placement = try AnswerPlacement(sketch, on: grid)
            var error = FitError()
            for (stroke, read) in zip(sketch.strokes, back.strokes) {
                let drawn = Self.dense(stroke.map(placement.pixel))
                error += PolylineDistance.distances(drawn, to: read)
                error += PolylineDistance.distances(Self.dense(Array(read)), to: stroke.map(placement.pixel)[...])
            }
            means.append(error.sum / Double(error.count) / Grid.cell)
            largest.append(error.largest / Grid.cell)
            elements += text.split(separator: "<points>").count - 1
            points += text.split(separator: "'x").count - 1
            strokes += sketch.strokeCount
            vertices += sketch.points.count
        }
        largest.sort()
        let mean = means.reduce(0, +) / Double(means.count)
        print(
            "\(sketches.count) drawings: mean \(mean), largest: mean \(largest.reduce(0, +) / Double(largest.count)),",
            "95 % \(largest[largest.count * 95 / 100]), most \(largest[largest.count - 1]); per stroke:",
            "\(Double(vertices) / Double(strokes)) points in, \(Double(points) / Double(strokes)) cells,",
            "\(Double(elements) / Double(strokes)) elements"
        )
        #expect(mean < 0.25 && largest[largest.count * 95 / 100] < 0.8 && largest[largest.count - 1] < 1)
    }

    /// The drawings of NDJSON in QuickDraw's simplified form, without its module.
    private static func drawings(_ text: [UInt8]) -> [Sketch] {
        text.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let line = String(decoding: line, as: UTF8.self)
            guard let start = line.firstRange(of: "\"drawing\":")?.upperBound else { return nil }
            let strokes = line[start...].split(separator: "]]").compactMap { stroke -> [Point]? in
                let lists = stroke.split(separator: "]").map { $0.split { !$0.isNumber }.compactMap { Double($0) } }
                guard lists.count == 2, lists[0].count == lists[1].count else { return nil }
                return zip(lists[0], lists[1]).map { Point($0, $1) }
            }
            return Sketch(strokes: strokes, metadata: SketchMetadata(label: "drawing"))
        }
    }

    /// A polyline with points at most a tenth of a cell apart.
    private static func dense(_ line: [Point]) -> [Point] {
        var points = Array(line.prefix(1))
        for (start, end) in zip(line, line.dropFirst()) {
            let count = max(1, Int(((end - start).length / (0.1 * Grid.cell)).rounded(.up)))
            points += (1...count).map { start + (end - start) * (Double($0) / Double(count)) }
        }
        return points
    }
}
