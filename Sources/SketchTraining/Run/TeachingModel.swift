package import RasterNet
package import SketchModel
package import SketchNet

/// A trained network that another one learns from.
package enum TeachingModel: Sendable {
    /// A stroke network.
    case strokes(SketchNetModel)
    /// A raster network, which gets pictures of what the student sees.
    case raster(RasterNetwork)

    /// Reads a file of either kind, which its metadata determine.
    /// - Parameter name: the file's name, for errors.
    package init(_ bytes: [UInt8], name: String) throws(Fault) {
        self =
            try RasterNetwork.isOne(bytes)
            ? .raster(RasterNetwork(bytes, name: name)) : .strokes(SketchNetModel(bytes, name: name))
    }

    /// The classes, in the order of the logits.
    package var labels: [String] {
        switch self {
        case .strokes(let model): model.labels
        case .raster(let network): network.labels
        }
    }

    /// Distinguishes it from other models.
    var mark: String {
        switch self {
        case .strokes(let model): "\(model.network.configuration) \(model.network.weights.fingerprint)"
        case .raster(let network): "pictures \(network.fingerprint)"
        }
    }
}
