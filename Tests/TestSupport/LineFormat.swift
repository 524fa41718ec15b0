package import SketchModel
package import SketchStreams

/// A format for tests of the pipeline: a sketch a line, a letter or word for the label, then `x,y` points, with `|`
/// between strokes: `cat 0,0 1,1 | 2,2`. A line that begins with `!` is a fault.
package struct LineFormat: SketchFormat {
    package var name: String { "lines" }
    package var summary: String { "a sketch a line, for tests" }
    package var fileExtensions: [String] { ["lines"] }
    package var holds: String { "points and labels" }
    package var layout: FileLayout
    package var linesPerChunk: Int

    package init(layout: FileLayout = .manySketches, linesPerChunk: Int = 3) {
        self.layout = layout
        self.linesPerChunk = linesPerChunk
    }

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        fileName.hasSuffix(".lines") ? .possible : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        let text = String(decoding: try source.readToEnd(limit: 1 << 24), as: UTF8.self)
        return Reader(lines: text.split(separator: "\n").map(String.init), perChunk: linesPerChunk)
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { Encoder() }
    }

    package struct Refusal: FaultReason {
        package var message: String
        package init(message: String) { self.message = message }
    }

    struct Reader: SketchReader {
        var lines: [String]
        var perChunk: Int
        var next = 0
        var notes: [String] { ["read \(lines.count) lines"] }

        mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
            guard next < lines.count else { return nil }
            defer { next += perChunk }
            return Chunk(lines: Array(lines[next..<min(next + perChunk, lines.count)]))
        }
    }

    struct Chunk: SketchChunk {
        var lines: [String]
        /// Large, so that every chunk is a task of its own.
        var byteCount: Int { 1 << 20 }

        func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
            for (index, line) in lines.enumerated() {
                let position = SourcePosition.text(line: index + 1, column: 1)
                visitor.sketch.removeAll()
                visitor.sketch.source.position = position
                if line.hasPrefix("!") {
                    try visitor.refuse(Refusal(message: "bad line '\(line)'"), at: position)
                    continue
                }
                let words = line.split(separator: " ")
                visitor.sketch.metadata.label = words[0] == "?" ? nil : String(words[0])
                for word in words.dropFirst() {
                    let numbers = word.split(separator: ",").compactMap { Double($0) }
                    if numbers.count == 2 {
                        visitor.sketch.points.append(Point(numbers[0], numbers[1]))
                    } else {
                        visitor.sketch.endStroke()
                    }
                }
                visitor.sketch.endStroke()
                try visitor.visit()
            }
            return SourceExtent(lines: lines.count, sketches: lines.count)
        }
    }

    struct Encoder: SketchEncoder {
        var losses = LossReport()

        mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
            let sketch = copy sketch
            if sketch.metadata.label == "unwritable" { throw Refusal(message: "cannot be written") }
            if sketch.metadata.id != nil { losses.add(.id) }
            let strokes = sketch.strokes.map { $0.map { "\(Int($0.x)),\(Int($0.y))" }.joined(separator: " ") }
            bytes += Array("\(sketch.metadata.label ?? "?") \(strokes.joined(separator: " | "))\n".utf8)
        }
    }
}
