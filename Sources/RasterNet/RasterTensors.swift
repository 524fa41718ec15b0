internal import ArrayFiles
internal import SketchNet

/// The tensors of a raster network's file.
struct RasterTensors {
    private let file: TensorFile

    init(_ file: TensorFile) { self.file = file }

    /// The last extent of a layer's weights.
    func side(_ layer: String) -> Int? { file.tensor(layer + ".weight")?.shape.last }

    func has(_ layer: String) -> Bool { file.tensor(layer + ".weight") != nil }

    /// Reads a layer whose tensors have the shapes N×inputs and N.
    /// - Parameter most: the largest number of outputs N.
    func layer(_ name: String, inputs: [Int], most: Int) throws(ArrayFault) -> ConvolutionalNetwork.Layer {
        let weights = try description(name + ".weight")
        let expected = (["N"] + inputs.map(String.init)).joined(separator: "×")
        guard weights.shape.dropFirst().elementsEqual(inputs), let outputs = weights.shape.first, outputs > 0 else {
            throw ArrayFault(
                RasterNetworkError.wrongShape(weights.name, expected: expected, found: weights.shape)
            )
        }
        guard outputs <= most else {
            throw ArrayFault(RasterNetworkError.tooManyOutputs(weights.name, count: outputs, limit: most))
        }
        let biases = try description(name + ".bias")
        guard biases.shape == [outputs] else {
            throw ArrayFault(RasterNetworkError.wrongShape(biases.name, expected: "\(outputs)", found: biases.shape))
        }
        return ConvolutionalNetwork.Layer(weights: try numbers(weights.name), biases: try numbers(biases.name))
    }

    /// Checks that no tensor is left over.
    func checkNoOthers(convolutions: Int) throws(ArrayFault) {
        let layers = (1...convolutions).map { "convolution\($0)" } + ["dense1", "dense2"]
        let known = Set(layers.flatMap { [$0 + ".weight", $0 + ".bias"] })
        if let other = file.names.first(where: { !known.contains($0) }) {
            throw ArrayFault(RasterNetworkError.unknownTensor(other))
        }
    }

    private func description(_ name: String) throws(ArrayFault) -> TensorDescription {
        guard let found = file.tensor(name) else { throw ArrayFault(RasterNetworkError.missingTensor(name)) }
        guard found.type.isFloat else {
            throw ArrayFault(RasterNetworkError.notFloats(name, type: found.type.rawValue))
        }
        return found
    }

    private func numbers(_ name: String) throws(ArrayFault) -> [Float] {
        let numbers = try file.floats(of: name)
        guard numbers.span.areFinite else { throw ArrayFault(RasterNetworkError.notFinite(name)) }
        return numbers
    }
}
