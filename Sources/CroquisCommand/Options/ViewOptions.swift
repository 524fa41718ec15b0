internal import ArgumentParser
internal import RasterNet
internal import SketchModel
package import SketchRecognition
internal import SketchStreams

/// What a drawing is recognised by.
struct ViewOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Look at the strokes, at their picture (raster), or at both (default: both; with --model, strokes).",
            valueName: "view"
        )
    )
    var view: RecognitionView?

    @Option(
        help: ArgumentHelp(
            "The network for pictures, written by train_raster.py (default: the built-in one).",
            valueName: "file"
        ),
        completion: .file()
    )
    var rasterModel: String?

    func validate() throws {
        if rasterModel != nil, view == .strokes {
            throw ValidationError("--raster-model needs --view raster or both")
        }
    }

    /// Reads the network for pictures, if one is asked for.
    /// - Parameter model: the strokes' model, if it isn't the built-in one; its labels may differ.
    func raster(besides model: String?) throws(Fault) -> RasterNetwork? {
        if let rasterModel {
            return try RasterNetwork(ByteSource(path: rasterModel).readToEnd(limit: 1 << 28), name: rasterModel)
        }
        if view == .strokes || view == nil && model != nil { return nil }
        return try RasterNetwork.embedded
    }
}

extension RecognitionView: ExpressibleByArgument {}
