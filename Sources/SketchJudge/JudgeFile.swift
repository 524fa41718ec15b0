internal import ArrayFiles
internal import Rasteriser
internal import SketchModel

/// A judge's safetensors file. Its metadata say how pictures are drawn, and what the classes are called:
///
///     judge.labels    ["airplane",…], in the order of the logits
///     judge.side      the pictures' sides in pixels
///     judge.line      the line's width in pixels
///     judge.padding   clear pixels around the drawing
///
/// Its tensors are laid out as PyTorch has them, batch norm being a part of the convolutions already.
struct JudgeFile {
    let labels: [String]
    let network: ConvolutionalNetwork
    let style: RenderStyle

    /// What a picture may take, so that no file makes the program take much memory.
    private static let sides = 8...64
    private static let mostOutputs = (convolution: 512, hidden: 4_096, last: 65_536)

    init(_ bytes: [UInt8], name: String) throws(Fault) {
        do throws(ArrayFault) {
            let file = try TensorFile.open(BytesInMemory(bytes))
            let side = try Self.side(file.metadata)
            style = try Self.style(file.metadata, side: side)
            labels = try Self.labels(file.metadata)
            network = try Self.network(JudgeTensors(file), side: side)
            guard labels.count == network.last.outputs else {
                let reason = RasterJudgeError.wrongLabelCount(labels: labels.count, classes: network.last.outputs)
                throw ArrayFault(reason)
            }
        } catch {
            let position = error.offset.map { SourcePosition.bytes(offset: $0, record: nil) }
            throw Fault(source: name, position: position ?? .file, reason: error.reason)
        }
    }

    // MARK: Metadata

    private static func text(_ key: String, _ metadata: [String: String]) throws(ArrayFault) -> String {
        guard let text = metadata[key] else { throw ArrayFault(RasterJudgeError.missingMetadata(key: key)) }
        return text
    }

    private static func side(_ metadata: [String: String]) throws(ArrayFault) -> Int {
        let key = "judge.side"
        guard let side = Int(try text(key, metadata)), sides.contains(side) else {
            let why = "it is no whole number from \(sides.lowerBound) to \(sides.upperBound)"
            throw ArrayFault(RasterJudgeError.badMetadata(key: key, why))
        }
        return side
    }

    private static func style(_ metadata: [String: String], side: Int) throws(ArrayFault) -> RenderStyle {
        func pixels(_ key: String, below limit: Double) throws(ArrayFault) -> Double {
            guard let value = Double(try text(key, metadata)), value >= 0, value < limit else {
                throw ArrayFault(RasterJudgeError.badMetadata(key: key, "it is no number from 0 and below \(limit)"))
            }
            return value
        }
        var style = RenderStyle()
        (style.width, style.height) = (side, side)
        style.line = LineStyle(width: .pixels(try pixels("judge.line", below: Double(side))))
        style.placement = .fit(padding: try pixels("judge.padding", below: Double(side) / 2))
        style.background = .black
        style.engine = .fast
        return style
    }

    private static func labels(_ metadata: [String: String]) throws(ArrayFault) -> [String] {
        let key = "judge.labels"
        var reader = JSONReader(Array(try text(key, metadata).utf8)) { RasterJudgeError.badMetadata(key: key, $0) }
        var labels: [String] = []
        do throws(ArrayFault) {
            try reader.forEachValue { (reader) throws(ArrayFault) in labels.append(try reader.string()) }
            try reader.expectEnd(of: "the list")
        } catch { throw ArrayFault(error.reason) }
        var known: Set<String> = []
        for (index, label) in labels.enumerated() {
            guard label.contains(where: { !$0.isWhitespace }) else {
                throw ArrayFault(RasterJudgeError.emptyLabel(index: index))
            }
            guard known.insert(label).inserted else { throw ArrayFault(RasterJudgeError.duplicateLabel(label)) }
        }
        return labels
    }

    // MARK: Network

    private static func network(_ tensors: JudgeTensors, side: Int) throws(ArrayFault) -> ConvolutionalNetwork {
        var (convolutions, channels, left): ([ConvolutionalNetwork.Layer], Int, Int) = ([], 1, side)
        repeat {
            let name = "convolution\(convolutions.count + 1)"
            var layer = try tensors.layer(name, inputs: [channels, 3, 3], most: mostOutputs.convolution)
            layer.weights = channelsLast(layer.weights, channels: channels, pixels: 9)
            convolutions.append(layer)
            (channels, left) = (layer.outputs, ConvolutionalNetwork.halved(left))
        } while left > 1 && tensors.has("convolution\(convolutions.count + 1)")
        let pixels = left * left
        var hidden = try tensors.layer("dense1", inputs: [channels * pixels], most: mostOutputs.hidden)
        hidden.weights = channelsLast(hidden.weights, channels: channels, pixels: pixels)
        let last = try tensors.layer("dense2", inputs: [hidden.outputs], most: mostOutputs.last)
        try tensors.checkNoOthers(convolutions: convolutions.count)
        return ConvolutionalNetwork(side: side, convolutions: convolutions, hidden: hidden, last: last)
    }

    /// Rows that go through channels and then pixels, as PyTorch has them, made to go through pixels and then channels.
    private static func channelsLast(_ weights: [Float], channels: Int, pixels: Int) -> [Float] {
        var result: [Float] = []
        result.reserveCapacity(weights.count)
        for row in stride(from: 0, to: weights.count, by: channels * pixels) {
            for pixel in 0..<pixels {
                for channel in 0..<channels { result.append(weights[row + channel * pixels + pixel]) }
            }
        }
        return result
    }
}
