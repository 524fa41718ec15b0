internal import CEmbeddedModel
package import Rasteriser
package import SketchModel
internal import SketchNet

/// A convolutional network that tells what the picture of a sketch shows, to be asked beside one that reads its strokes.
///
/// A sketch is drawn as large as fits the picture; neither its place and size nor the order, direction and number of its
/// strokes matter.
package struct RasterNetwork: Sendable {
    /// The names of the classes, in the order of the logits; each is there once.
    package let labels: [String]
    /// How the pictures are drawn.
    package let style: RenderStyle
    /// What the logits are multiplied by before softmax where this network is asked alone: one over the temperature.
    package let ownWeight: Double
    /// What the logits of the strokes' network and of this one are multiplied by, and then added, where both are asked.
    package let mixture: (strokes: Double, raster: Double)

    package let network: ConvolutionalNetwork

    /// Reads a network that `Tests/Peers/network/train_raster.py` wrote.
    /// - Parameter name: the file's name, for faults.
    package init(_ bytes: [UInt8], name: String = "raster network") throws(Fault) {
        let file = try RasterNetworkFile(bytes, name: name, kind: "raster")
        (labels, network, style) = (file.labels, file.network, file.style)
        func weight(_ key: String) throws(Fault) -> Double {
            guard let text = file.metadata[key] else { return 1 }
            guard let value = Double(text), value > 0, value < 1_000 else {
                let reason = RasterNetworkError.badMetadata(key: key, "it is no number above 0 and below 1000")
                throw Fault(source: name, reason: reason)
            }
            return value
        }
        ownWeight = try weight("raster.weight")
        mixture = (try weight("raster.mixture.strokes"), try weight("raster.mixture.raster"))
    }

    /// Whether the metadata of a safetensors file say that it is one, read or not.
    package static func isOne(_ bytes: [UInt8]) -> Bool { RasterNetworkFile.isOne(bytes, kind: "raster") }

    /// A number that is the same for the same weights.
    package var fingerprint: UInt64 {
        let layers = network.convolutions.map(\.layer) + [network.hidden, network.last]
        return layers.flatMap { $0.weights + $0.biases }.fingerprint
    }

    /// The network that is a part of the program, read when it is first asked for. RASTER.md says what it was trained on,
    /// and how well it recognises.
    /// - Throws: where the program was built with a file that is none.
    package static var embedded: RasterNetwork {
        get throws(Fault) { try readOnce.get() }
    }

    private static let readOnce = Result { () throws(Fault) in
        let bytes = UnsafeBufferPointer(start: croquis_embedded_raster(), count: croquis_embedded_raster_count())
        return try RasterNetwork(Array(bytes), name: "the embedded raster network")
    }
}
