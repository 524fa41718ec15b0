internal import ArrayFiles
package import Rasteriser
package import SketchModel

/// A raster network's safetensors file. Its metadata describe how pictures are drawn, and the names of the classes. For
/// a judge, the keys start with `judge` instead of `raster`:
///
///     raster.labels    ["airplane",…], in the order of the logits
///     raster.side      the pictures' sides in pixels
///     raster.line      the line's width in pixels
///     raster.padding   clear pixels around the drawing
///     raster.steps     ["stride",…], what each convolution does in addition; maximum if absent
///
/// Its tensors are laid out as in PyTorch, with batch norm folded into the convolutions.
package struct RasterNetworkFile {
    package let labels: [String]
    package let network: ConvolutionalNetwork
    package let style: RenderStyle
    package let metadata: [String: String]

    /// Limits the size of pictures, so that no file makes the program use much memory.
    private static let sides = 8...64
    private static let mostOutputs = (convolution: 512, hidden: 4_096, last: 65_536)

    /// - Parameter kind: the prefix of its keys.
    package init(_ bytes: [UInt8], name: String, kind: String) throws(Fault) {
        do throws(ArrayFault) {
            let file = try TensorFile.open(BytesInMemory(bytes))
            metadata = file.metadata
            let side = try Self.side(file.metadata, kind)
            style = try Self.style(file.metadata, kind, side: side)
            labels = try Self.labels(file.metadata, kind)
            let steps = try Self.steps(file.metadata, kind)
            network = try Self.network(RasterTensors(file), side: side, steps: steps)
            guard labels.count == network.last.outputs else {
                let reason = RasterNetworkError.wrongLabelCount(labels: labels.count, classes: network.last.outputs)
                throw ArrayFault(reason)
            }
        } catch {
            let position = error.offset.map { SourcePosition.bytes(offset: $0, record: nil) }
            throw Fault(source: name, position: position ?? .file, reason: error.reason)
        }
    }

    /// Whether a file has labels of that kind.
    package static func isOne(_ bytes: [UInt8], kind: String) -> Bool {
        let file = try? TensorFile.open(BytesInMemory(bytes))
        return file?.metadata[kind + ".labels"] != nil
    }

    // MARK: Metadata

    private static func text(_ key: String, _ metadata: [String: String]) throws(ArrayFault) -> String {
        guard let text = metadata[key] else { throw ArrayFault(RasterNetworkError.missingMetadata(key: key)) }
        return text
    }

    private static func side(_ metadata: [String: String], _ kind: String) throws(ArrayFault) -> Int {
        let key = kind + ".side"
        guard let side = Int(try text(key, metadata)), sides.contains(side) else {
            let why = "it isn't a whole number from \(sides.lowerBound) to \(sides.upperBound)"
            throw ArrayFault(RasterNetworkError.badMetadata(key: key, why))
        }
        return side
    }

    private static func style(
        _ metadata: [String: String],
        _ kind: String,
        side: Int
    ) throws(ArrayFault) -> RenderStyle {
        func pixels(_ key: String, below limit: Double) throws(ArrayFault) -> Double {
            guard let value = Double(try text(key, metadata)), value >= 0, value < limit else {
                throw ArrayFault(RasterNetworkError.badMetadata(key: key, "it isn't a number from 0 to below \(limit)"))
            }
            return value
        }
        var style = RenderStyle()
        (style.width, style.height) = (side, side)
        style.line = LineStyle(width: .pixels(try pixels(kind + ".line", below: Double(side))))
        style.placement = .fit(padding: try pixels(kind + ".padding", below: Double(side) / 2))
        style.background = .black
        style.engine = .fast
        return style
    }

    private static func list(_ key: String, _ metadata: [String: String]) throws(ArrayFault) -> [String] {
        var reader = JSONReader(Array(try text(key, metadata).utf8)) { RasterNetworkError.badMetadata(key: key, $0) }
        var values: [String] = []
        do throws(ArrayFault) {
            try reader.forEachValue { (reader) throws(ArrayFault) in values.append(try reader.string()) }
            try reader.expectEnd(of: "the list")
        } catch { throw ArrayFault(error.reason) }
        return values
    }

    private static func steps(
        _ metadata: [String: String],
        _ kind: String
    ) throws(ArrayFault) -> [ConvolutionalNetwork.Step] {
        let key = kind + ".steps"
        guard metadata[key] != nil else { return [] }
        var steps: [ConvolutionalNetwork.Step] = []
        for name in try list(key, metadata) {
            guard let step = ConvolutionalNetwork.Step(rawValue: name) else {
                throw ArrayFault(
                    RasterNetworkError.badMetadata(key: key, "'\(name.prefix(120))' isn't a convolution step")
                )
            }
            steps.append(step)
        }
        return steps
    }

    private static func labels(_ metadata: [String: String], _ kind: String) throws(ArrayFault) -> [String] {
        let labels = try list(kind + ".labels", metadata)
        var known: Set<String> = []
        for (index, label) in labels.enumerated() {
            guard label.contains(where: { !$0.isWhitespace }) else {
                throw ArrayFault(RasterNetworkError.emptyLabel(index: index))
            }
            guard known.insert(label).inserted else { throw ArrayFault(RasterNetworkError.duplicateLabel(label)) }
        }
        return labels
    }

    // MARK: Network

    /// - Parameter steps: what each convolution does in addition; if empty, each is followed by a maximum as long as
    ///   more than one pixel is left.
    private static func network(
        _ tensors: RasterTensors,
        side: Int,
        steps: [ConvolutionalNetwork.Step]
    ) throws(ArrayFault) -> ConvolutionalNetwork {
        var (convolutions, channels, left): ([ConvolutionalNetwork.Convolution], Int, Int) = ([], 1, side)
        repeat {
            let name = "convolution\(convolutions.count + 1)"
            let step = steps.isEmpty ? .maximum : steps[convolutions.count]
            let square = steps.isEmpty ? 3 : tensors.side(name) == 5 ? 5 : 3
            var layer = try tensors.layer(name, inputs: [channels, square, square], most: mostOutputs.convolution)
            guard step != .residual || layer.outputs == channels else {
                throw ArrayFault(
                    RasterNetworkError.wrongShape(
                        name + ".weight",
                        expected: [channels, channels, square, square].map(String.init).joined(separator: "×"),
                        found: [layer.outputs, channels, square, square]
                    )
                )
            }
            layer.weights = channelsLast(layer.weights, channels: channels, pixels: square * square)
            convolutions.append(ConvolutionalNetwork.Convolution(layer, side: square, step: step))
            (channels, left) = (layer.outputs, step.side(after: left))
        } while steps.isEmpty
            ? left > 1 && tensors.has("convolution\(convolutions.count + 1)") : convolutions.count < steps.count
        let pixels = left * left
        var hidden = try tensors.layer("dense1", inputs: [channels * pixels], most: mostOutputs.hidden)
        hidden.weights = channelsLast(hidden.weights, channels: channels, pixels: pixels)
        let last = try tensors.layer("dense2", inputs: [hidden.outputs], most: mostOutputs.last)
        try tensors.checkNoOthers(convolutions: convolutions.count)
        return ConvolutionalNetwork(side: side, convolutions: convolutions, hidden: hidden, last: last)
    }

    /// Reorders rows of weights from channels, then pixels, as in PyTorch, to pixels, then channels.
    private static func channelsLast(_ weights: [Float], channels: Int, pixels: Int) -> [Float] {
        guard pixels > 1, channels > 1 else { return weights }
        var result: [Float] = []
        result.reserveCapacity(weights.count)
        let weights = weights.span
        for row in stride(from: 0, to: weights.count, by: channels * pixels) {
            for pixel in 0..<pixels {
                for channel in 0..<channels {
                    result.append(weights[row + channel * pixels + pixel])
                }
            }
        }
        return result
    }
}
