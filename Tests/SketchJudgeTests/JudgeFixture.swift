internal import Foundation
internal import SketchModel
internal import TestSupport

/// The small judge and the drawings of `Fixtures/network/judge.txt`, which PyTorch made.
enum JudgeFixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: TestFiles.fixture(name))))
    }

    /// A row of features and logits for each drawing.
    static func golden() throws -> [[Float]] {
        String(decoding: try bytes("network/judge.txt"), as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: " ").compactMap { Float($0) }
        }
    }

    static func sketches() throws -> [Sketch] {
        struct Line: Decodable {
            var word: String
            var drawing: [[[Double]]]
        }
        return try bytes("quickdraw/sketches.ndjson").split(separator: 0x0a).map { line in
            let read = try JSONDecoder().decode(Line.self, from: Data(line))
            let strokes = read.drawing.map { stroke in zip(stroke[0], stroke[1]).map { Point($0, $1) } }
            return Sketch(strokes: strokes, metadata: SketchMetadata(label: read.word))
        }
    }
}
