internal import PNGImage
public import Rasteriser
public import SketchModel
internal import SketchPictures
internal import SketchStreams

extension Sketch {
    /// The sketch as a PNG file, its label and id inside.
    /// - Throws: `Fault` if nothing can be drawn in that style.
    public func png(_ style: RenderStyle = RenderStyle()) throws(Fault) -> PictureFile {
        var bytes: [UInt8] = []
        do {
            var pictures = try PNGPictures(style)
            try pictures.encode(self, into: &bytes)
        } catch {
            throw Fault(source, error: error)
        }
        return PictureFile(bytes: bytes)
    }

    /// The sketch as pixels.
    /// - Throws: `Fault` if nothing can be drawn in that style.
    public func raster(_ style: RenderStyle = RenderStyle()) throws(Fault) -> Raster {
        do {
            var drawer = try SketchDrawer(style)
            try style.placement.check(self)
            var raster = try drawer.makeRaster()
            drawer.draw(self, into: &raster)
            return raster
        } catch {
            throw Fault(source, reason: error)
        }
    }
}

/// The bytes of a picture's file.
public struct PictureFile: Sendable {
    public let bytes: [UInt8]

    /// Writes the file. Its name appears once it is complete.
    /// - Throws: `Fault` if the file can't be written, or exists and `replaces` is false.
    public func write(to path: String, replaces: Bool = false) throws(Fault) {
        let sink = try ByteSink(path: path, force: replaces)
        try sink.write(bytes)
        try sink.finish()
    }
}
