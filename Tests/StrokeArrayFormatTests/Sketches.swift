internal import SketchModel
internal import SketchStreams
internal import StrokeArrayFormat
internal import TestSupport
internal import Testing

/// Sketches and files for the tests of stroke arrays.
enum Sketches {
    static func make(_ strokes: [[(Double, Double)]], _ metadata: SketchMetadata = SketchMetadata()) -> Sketch {
        Sketch(strokes: strokes.map { $0.map { Point($0.0, $0.1) } }, metadata: metadata)
    }

    /// The drawings of `Fixtures/sketch-rnn/make.py`.
    static let first = make([[(0, 0), (10, 0), (10, 10)], [(3, 4), (5, -2)]])
    static let second = make([[(0, 0), (0, 300), (-300, 300)]])
    static let third = make([[(0, 0), (1, 1)], [(7, 7)], [(9, 9), (8, 8), (200, -131)]])

    /// Drawings of a few strokes with whole coordinates in 0…255.
    static func random(_ count: Int, seed: UInt64) -> [Sketch] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            var sketch = Sketch()
            for _ in 0...generator.index(below: 5) {
                for _ in 0...(1 + generator.index(below: 12)) {
                    sketch.points.append(
                        Point(Double(generator.index(below: 256)), Double(generator.index(below: 256)))
                    )
                }
                sketch.endStroke()
            }
            return sketch
        }
    }

    /// The sketch moved so that its first point is the origin.
    static func atOrigin(_ sketch: Sketch) -> Sketch {
        var moved = sketch
        if let first = sketch.points.first { moved.points = sketch.points.map { $0 - first } }
        return moved
    }

    /// Writes a file as the pipeline does, in chunks, and returns its bytes.
    static func write(
        _ sketches: [Sketch],
        as format: any SketchFormat,
        name: String = "out.npz",
        chunk: Int = 100
    ) throws -> (bytes: [UInt8], notes: [String], losses: LossReport) {
        let folder = TemporaryFolder()
        let path = folder.path + "/" + name
        var writer = try format.makeWriter(.stream(ByteSink(path: path, force: false)))
        var losses = LossReport()
        for start in stride(from: 0, to: sketches.count, by: chunk) {
            var consumer = writer.encoding.consumer()
            for var sketch in sketches[start..<min(start + chunk, sketches.count)] { try consumer.consume(&sketch) }
            losses.merge(try writer.write(consumer.finish()))
        }
        let notes = try writer.finish()
        losses.merge(writer.losses)
        return (try ByteSource(path: path).readToEnd(limit: 1 << 28), notes, losses)
    }

    static func format(_ name: String, _ options: [String: String] = [:]) throws -> any SketchFormat {
        name == "stroke-3" ? try Stroke3Format().taking(options) : try Stroke5Format().taking(options)
    }

    static func fault(_ work: () throws -> Void) -> String {
        do {
            try work()
            return "none"
        } catch let fault as Fault {
            return fault.reason.message + (fault.reason.advice.map { "; " + $0 } ?? "")
        } catch let reason as any FaultReason {
            return reason.message + (reason.advice.map { "; " + $0 } ?? "")
        } catch {
            return "\(error)"
        }
    }
}
