internal import CEmbeddedModel
package import Rasteriser
package import SketchModel
internal import SketchNet

/// A convolutional network that recognises the picture of a sketch, to complement one that reads its strokes.
///
/// A sketch is drawn as large as fits the picture, so its position and size don't matter; nor do the order, direction
/// and number of its strokes.
package struct RasterNetwork: Sendable {
    /// The names of the classes, in the order of the logits; no two are the same.
    package let labels: [String]
    /// How the pictures are drawn.
    package let style: RenderStyle
    /// The factor for the logits before softmax if this network is used by itself: the reciprocal of the temperature.
    package let ownWeight: Double
    /// The factors for the logits of the stroke network and of this one if both are used; the products are added.
    package let mixture: (strokes: Double, raster: Double)

    package let network: ConvolutionalNetwork

    /// Reads a network written by `Tests/Peers/network/train_raster.py`.
    /// - Parameter name: the file's name, for errors.
    package init(_ bytes: [UInt8], name: String = "raster network") throws(Fault) {
        let file = try RasterNetworkFile(bytes, name: name, kind: "raster")
        (labels, network, style) = (file.labels, file.network, file.style)
        func weight(_ key: String) throws(Fault) -> Double {
            guard let text = file.metadata[key] else { return 1 }
            guard let value = Double(text), value > 0, value < 1_000 else {
                let reason = RasterNetworkError.badMetadata(key: key, "it isn't a number above 0 and below 1000")
                throw Fault(source: name, reason: reason)
            }
            return value
        }
        ownWeight = try weight("raster.weight")
        mixture = (try weight("raster.mixture.strokes"), try weight("raster.mixture.raster"))
    }

    /// Whether the metadata of a safetensors file marks it as a raster network, valid or not.
    package static func isOne(_ bytes: [UInt8]) -> Bool { RasterNetworkFile.isOne(bytes, kind: "raster") }

    /// A number that is the same for the same weights.
    package var fingerprint: UInt64 {
        let layers = network.convolutions.map(\.layer) + [network.hidden, network.last]
        return layers.flatMap { $0.weights + $0.biases }.fingerprint
    }

    /// The network built into the program, read on first use. RASTER.md describes its training data and its accuracy.
    /// - Throws: if the program was built with a file that isn't a raster network.
    package static var embedded: RasterNetwork {
        get throws(Fault) { try readOnce.get() }
    }

    private static let readOnce = Result { () throws(Fault) in
        let bytes = UnsafeBufferPointer(start: croquis_embedded_raster(), count: croquis_embedded_raster_count())
        return try RasterNetwork(Array(bytes), name: "the embedded raster network")
    }
}
