internal import ArrayFiles
internal import Rasteriser
internal import SketchModel
internal import SketchStreams
internal import SketchTransforms
internal import TestSupport

@testable internal import SketchPictures

/// What the tests write arrays and shards with.
enum ArrayWriting {
    static let style: RenderStyle = {
        var style = RenderStyle()
        (style.width, style.height) = (7, 5)
        style.placement = .fit(padding: 1)
        style.line = LineStyle(width: .pixels(1))
        return style
    }()

    /// Drawings with these labels, each another line.
    static func sketches(_ labels: [String?]) -> [Sketch] {
        labels.enumerated().map { index, label in
            var sketch = Sketch(
                strokes: [[Point(0, 0), Point(20, Double(3 * index))]],
                metadata: SketchMetadata(label: label, id: index % 2 == 0 ? UInt64.max - UInt64(index) : nil)
            )
            sketch.source.index = index
            return sketch
        }
    }

    /// The pictures' pixels, one after another.
    static func pixels(_ sketches: [Sketch], _ style: RenderStyle = style) throws -> [UInt8] {
        var drawer = try SketchDrawer(style)
        var raster = try drawer.makeRaster()
        return sketches.flatMap { sketch in
            drawer.draw(sketch, into: &raster)
            return raster.pixels
        }
    }

    @discardableResult
    static func write(
        _ sketches: [Sketch],
        to path: String,
        _ kind: PictureKind,
        _ options: PictureOptions = PictureOptions(),
        force: Bool = false,
        perChunk: Int = 3
    ) throws -> [String] {
        let made = try ArrayPictures.writer(path: path, kind: kind, style: style, options: options, force: force)
        guard var writer = made else { throw LineFormat.Refusal(message: "no writer for \(kind)") }
        try hand(sketches, to: &writer, perChunk: perChunk)
        return try writer.finish()
    }

    /// Hands sketches over as the pipeline does.
    static func hand(_ sketches: [Sketch], to writer: inout any SketchWriter, perChunk: Int = 3) throws {
        var workspace = TransformWorkspace()
        for case .filter(var step) in writer.steps {
            for sketch in sketches { _ = step.keeps(sketch, using: &workspace) }
        }
        for start in stride(from: 0, to: sketches.count, by: perChunk) {
            var consumer = writer.encoding.consumer()
            for var sketch in sketches[start..<min(start + perChunk, sketches.count)] { try consumer.consume(&sketch) }
            _ = try writer.write(consumer.finish())
        }
    }

    /// The header of a `.npy` file, and what follows it.
    static func array(_ bytes: [UInt8]) throws -> (header: ArrayHeader, data: [UInt8]) {
        var header: [UInt8] = []
        let parsed = try ArrayHeader(MemberStream(BytesInMemory(bytes)), into: &header)
        return (parsed, Array(bytes[header.count...]))
    }

    static func member(_ name: String, of archive: [UInt8]) throws -> [UInt8] {
        let archive = try ZipArchive(BytesInMemory(archive))
        guard let member = archive.members.first(where: { $0.name == name }) else { return [] }
        let stream = try archive.open(member)
        var bytes: [UInt8] = []
        while try stream.read(1 << 16, into: &bytes) > 0 {}
        return bytes
    }

    static func unzipped(_ path: String) throws -> [UInt8] { try ByteSource(path: path).readToEnd(limit: 1 << 24) }

    /// The message of what `work` throws.
    static func fault(_ work: () throws -> Void) -> String {
        do {
            try work()
            return "none"
        } catch let fault as Fault {
            return fault.reason.message
        } catch let reason as any FaultReason {
            return reason.message
        } catch {
            return "\(error)"
        }
    }
}
