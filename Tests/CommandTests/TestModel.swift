internal import Foundation
internal import SketchNet
internal import TestSupport

/// Models with weights that make their answers known.
enum TestModel {
    static let labels = ["cat", "house", "smiley face", "star", "t-shirt", "The Mona Lisa"]

    /// The bytes of a model that takes every drawing for the first label, each label being e times as likely as the next;
    /// or, where it looks, of one whose answers depend on the drawing.
    /// - Parameter weight: all weights of the classifier, where it is given.
    static func bytes(labels: [String] = labels, looks: Bool = false, weight: Float? = nil) throws -> [UInt8] {
        let configuration = SketchNetConfiguration(width: 16, layers: 2, heads: 2, classes: labels.count)
        var weights = try SketchNetWeights<Float>(configuration, seed: 5)
        for (name, scale) in [("vit.fc.weight", looks ? 20 : 0), ("vit.embeddings.location_embeddings.weight", 20)] {
            weights[name] = weights[name].map { ArraySlice($0.map { $0 * Float(scale) }) }
        }
        if let weight {
            weights["vit.fc.weight"] = ArraySlice(repeating: weight, count: configuration.width * labels.count)
        }
        if !looks { weights["vit.fc.bias"] = ArraySlice(labels.indices.map { -2 * Float($0) }) }
        let network = try SketchNetwork(configuration, weights: weights)
        return try SketchNetModel(network: network, labels: labels, temperature: 2).encoded(as: .float32)
    }

    /// A raster network of random weights that knows `cat`, `house`, `smiley face` and `star`.
    static func rasterBytes() throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: TestFiles.fixture("network/raster.safetensors"))))
    }
}
