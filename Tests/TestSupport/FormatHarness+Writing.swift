package import SketchModel
package import SketchStreams

extension FormatHarness {
    /// Writes sketches through a format's writer, a few at a time, as the pipeline does.
    /// - Parameter perChunk: how many sketches share an encoder; the bytes must not depend on it.
    /// - Returns: what could not be kept.
    @discardableResult
    package static func write(
        _ sketches: [Sketch],
        to path: String,
        as format: any SketchFormat,
        perChunk: Int = 4
    ) throws -> LossReport {
        let names = try FileNamePattern("{index}", fileExtension: format.fileExtensions[0])
        let output = try SketchOutput(path: path, layout: format.layout, fileNames: names, force: true)
        var writer = try format.openWriter(output)
        var losses = LossReport()
        var next = 0
        while next < sketches.count {
            var consumer = writer.encoding.consumer()
            for index in next..<min(next + perChunk, sketches.count) {
                var sketch = sketches[index]
                sketch.source.index = index
                try consumer.consume(&sketch)
            }
            next += perChunk
            losses.merge(try writer.write(consumer.finish()))
        }
        _ = try writer.finish()
        losses.merge(writer.losses)
        return losses
    }
}
