internal import ArrayFiles
package import SketchModel

extension SketchNetModel {
    /// How weights are stored: half precision has 11 significant bits, bfloat16 has 8 and the range of `Float`.
    package enum Storage: Sendable, Hashable, CaseIterable {
        case float32, float16, bfloat16

        var type: TensorType {
            switch self {
            case .float32: .float32
            case .float16: .float16
            case .bfloat16: .bfloat16
            }
        }
    }

    /// Encodes this model as a safetensors file; the same model gives the same bytes. Weights are rounded to nearest.
    /// - Throws: a fault in `name` if a weight is too large for the storage type.
    package func encoded(as storage: Storage = .float16, name: String = "model") throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        try encode(as: storage, name: name) { piece in bytes.append(contentsOf: piece) }
        return bytes
    }

    /// Passes the file to `take` from start to end: the header, then one tensor at a time.
    /// - Throws: a fault in `name`, and what `take` throws.
    package func encode(
        as storage: Storage,
        name: String,
        _ take: ([UInt8]) throws(Fault) -> Void
    ) throws(Fault) {
        let layout = network.weights.layout
        let tensors = layout.tensors.map { TensorDescription(name: $0.name, type: storage.type, shape: $0.shape) }
        var writer = try Self.located(name) { () throws(ArrayFault) in
            try SafeTensorsWriter(tensors, metadata: fileMetadata)
        }
        try take(writer.header)
        var piece: [UInt8] = []
        for tensor in layout.tensors {
            piece.removeAll(keepingCapacity: true)
            try Self.located(name) { () throws(ArrayFault) in
                try writer.append(Array(network.weights.values[tensor.range]), to: &piece)
            }
            try take(piece)
        }
    }

    /// The metadata of this model's file.
    package var fileMetadata: [String: String] {
        var result = metadata
        result[ModelMetadata.configurationKey] = ModelMetadata.text(network.configuration)
        result[ModelMetadata.labelsKey] = ModelMetadata.text(labels)
        result[ModelMetadata.temperatureKey] = "\(temperature)"
        return result
    }

    static func located<Value>(
        _ name: String,
        _ work: () throws(ArrayFault) -> Value
    ) throws(Fault) -> Value {
        do throws(ArrayFault) { return try work() } catch {
            let position = error.offset.map { SourcePosition.bytes(offset: $0, record: nil) } ?? .file
            throw Fault(source: name, position: position, reason: error.reason)
        }
    }
}
