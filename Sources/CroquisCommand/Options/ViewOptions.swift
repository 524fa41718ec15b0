package import ArgumentParser
internal import RasterNet
internal import SketchModel
package import SketchRecognition
internal import SketchStreams

/// What of a drawing is looked at.
struct ViewOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What is looked at: the strokes, their picture, or both. The default is both, and strokes with --model.",
            valueName: "strokes|raster|both"
        )
    )
    var view: RecognitionView?

    @Option(
        help: ArgumentHelp(
            "The network that looks at pictures: a file that train_raster.py wrote. The default is the one in the program.",
            valueName: "file"
        ),
        completion: .file()
    )
    var rasterModel: String?

    func validate() throws {
        if rasterModel != nil, view == .strokes {
            throw ValidationError("--raster-model goes with --view raster or both")
        }
    }

    /// Reads the network of pictures, if one is asked for.
    /// - Parameter model: the strokes' model, if it is not the one in the program, whose labels may be others.
    func raster(besides model: String?) throws(Fault) -> RasterNetwork? {
        if let rasterModel {
            return try RasterNetwork(ByteSource(path: rasterModel).readToEnd(limit: 1 << 28), name: rasterModel)
        }
        if view == .strokes || view == nil && model != nil { return nil }
        return try RasterNetwork.embedded
    }
}

extension RecognitionView: ExpressibleByArgument {}
