internal import CEmbeddedModel
internal import RasterNet
package import Rasteriser
package import SketchModel

/// A small convolutional network that tells what a picture of a sketch shows. It has nothing in common with the network
/// that knows strokes but the drawings it was trained on, so it is fit to judge what that one made of a sketch.
///
/// A sketch is drawn as large as fits the picture, so where it is as a whole, and how large, does not matter. The order
/// of strokes does not matter either.
package struct RasterJudge: Sendable {
    /// The names of the classes, in the order of probabilities; each is there once.
    package let labels: [String]
    /// How many numbers a sketch's features are.
    package var featureCount: Int { network.featureCount }

    let network: ConvolutionalNetwork
    /// How the pictures are drawn.
    package let style: RenderStyle

    /// As many pictures at once keep the memory of the largest layer at some megabytes.
    private static let batchSize = 32

    /// Reads a judge that `Tests/Peers/network/train_judge.py` wrote.
    /// - Parameter name: the file's name, for faults.
    package init(_ bytes: [UInt8], name: String = "judge") throws(Fault) {
        let file = try RasterNetworkFile(bytes, name: name, kind: "judge")
        (labels, network, style) = (file.labels, file.network, file.style)
    }

    /// The judge that is a part of the program, read when it is first asked for.
    /// - Throws: where the program was built with a file that is no judge.
    package static var embedded: RasterJudge {
        get throws(Fault) { try readOnce.get() }
    }

    private static let readOnce = Result { () throws(Fault) in
        let bytes = UnsafeBufferPointer(start: croquis_embedded_judge(), count: croquis_embedded_judge_count())
        return try RasterJudge(Array(bytes), name: "the embedded judge")
    }

    /// Judges sketches in any units. One without points is an empty picture.
    /// - Returns: a judgement for each.
    package func judge(_ sketches: [Sketch]) throws(RasterError) -> [Judgement] {
        var judgements: [Judgement] = []
        judgements.reserveCapacity(sketches.count)
        var canvas = try SketchCanvas(style)
        var memory = ConvolutionalNetwork.Memory()
        for start in stride(from: 0, to: sketches.count, by: Self.batchSize) {
            var pictures: [UInt8] = []
            for sketch in sketches[start..<min(start + Self.batchSize, sketches.count)] {
                pictures += try canvas.draw(sketch).pixels
            }
            let (features, logits) = network.forward(pictures, in: &memory)
            for picture in 0..<logits.count / labels.count {
                judgements.append(
                    Judgement(
                        logits: logits[picture * labels.count..<(picture + 1) * labels.count],
                        features: features[picture * featureCount..<(picture + 1) * featureCount]
                    )
                )
            }
        }
        return judgements
    }

    /// The probabilities of all labels, for each sketch.
    package func probabilities(of sketches: [Sketch]) throws(RasterError) -> [[Double]] {
        try judge(sketches).map(\.probabilities)
    }
}
