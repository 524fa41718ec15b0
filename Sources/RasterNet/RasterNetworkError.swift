package import SketchModel

/// Why a file isn't a valid raster network.
package enum RasterNetworkError: FaultReason, Hashable {
    case missingMetadata(key: String)
    case badMetadata(key: String, String)
    case missingTensor(String)
    /// A tensor that is not part of the network.
    case unknownTensor(String)
    /// Extents of `expected` that may have any size are written `N`.
    case wrongShape(String, expected: String, found: [Int])
    case notFloats(String, type: String)
    case notFinite(String)
    case tooManyOutputs(String, count: Int, limit: Int)
    case wrongLabelCount(labels: Int, classes: Int)
    case emptyLabel(index: Int)
    case duplicateLabel(String)

    package var message: String {
        switch self {
        case .missingMetadata(let key): "has no '\(key)' in its metadata"
        case .badMetadata(let key, let why): "has a bad '\(key)' in its metadata: \(why)"
        case .missingTensor(let name): "has no tensor '\(name)', which a raster network needs"
        case .unknownTensor(let name): "has the tensor '\(name.prefix(120))', which isn't part of a raster network"
        case .wrongShape(let name, let expected, let found):
            "has the tensor '\(name)' of shape \(found.isEmpty ? "()" : found.map(String.init).joined(separator: "×")), "
                + "but a raster network needs \(expected)"
        case .notFloats(let name, let type):
            "has the tensor '\(name)' of type \(type), which isn't a supported floating-point type"
        case .notFinite(let name): "has weights that aren't finite, in the tensor '\(name)'"
        case .tooManyOutputs(let name, let count, let limit):
            "has \(count) outputs in the tensor '\(name)', more than the limit of \(limit)"
        case .wrongLabelCount(let labels, let classes): "has a network of \(classes) classes, but labels for \(labels)"
        case .emptyLabel(let index): "has no text for the label \(index), counted from 0"
        case .duplicateLabel(let label): "has the label '\(label.prefix(120))' twice"
        }
    }

    package var advice: String? {
        switch self {
        case .missingMetadata, .missingTensor, .unknownTensor:
            "give a file that train_raster.py or train_judge.py wrote"
        case .notFinite: "the training that made it diverged; train it again"
        default: nil
        }
    }
}
