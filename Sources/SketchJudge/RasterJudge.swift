internal import CEmbeddedModel
internal import RasterNet
package import Rasteriser
package import SketchModel

/// A small convolutional network that recognises the picture of a sketch. It has nothing in common with the stroke
/// network except the drawings it was trained on, so it is fit to judge what that network made of a sketch.
///
/// A sketch is drawn as large as fits the picture, so its overall position and size don't matter. The order of strokes
/// doesn't matter, either.
package struct RasterJudge: Sendable {
    /// The names of the classes, in the order of probabilities; no two are the same.
    package let labels: [String]
    /// The number of features of a sketch.
    package var featureCount: Int { network.featureCount }

    let network: ConvolutionalNetwork
    /// How the pictures are drawn.
    package let style: RenderStyle

    /// This batch size keeps the memory of the largest layer at a few megabytes.
    private static let batchSize = 32

    /// Reads a judge written by `Tests/Peers/network/train_judge.py`.
    /// - Parameter name: the file's name, for errors.
    package init(_ bytes: [UInt8], name: String = "judge") throws(Fault) {
        let file = try RasterNetworkFile(bytes, name: name, kind: "judge")
        (labels, network, style) = (file.labels, file.network, file.style)
    }

    /// The judge built into the program, read on first use.
    /// - Throws: if the program was built with a file that isn't a judge.
    package static var embedded: RasterJudge {
        get throws(Fault) { try readOnce.get() }
    }

    private static let readOnce = Result { () throws(Fault) in
        let bytes = UnsafeBufferPointer(start: croquis_embedded_judge(), count: croquis_embedded_judge_count())
        return try RasterJudge(Array(bytes), name: "the embedded judge")
    }

    /// Judges sketches in any units. A sketch without points is an empty picture.
    /// - Returns: one judgement per sketch.
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
