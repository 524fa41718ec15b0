package import SketchModel

/// Why a file is no raster network.
package enum RasterNetworkError: FaultReason, Hashable {
    case missingMetadata(key: String)
    case badMetadata(key: String, String)
    case missingTensor(String)
    /// A tensor that the network has no place for.
    case unknownTensor(String)
    /// An extent of `expected` may be any, which is said as `N`.
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
        case .unknownTensor(let name): "has the tensor '\(name.prefix(120))', which no raster network has"
        case .wrongShape(let name, let expected, let found):
            "has the tensor '\(name)' of shape \(found.isEmpty ? "()" : found.map(String.init).joined(separator: "×")), "
                + "and a raster network needs \(expected)"
        case .notFloats(let name, let type):
            "has the tensor '\(name)' of type \(type), which is not read as floating-point numbers"
        case .notFinite(let name): "has weights that are no finite numbers, in the tensor '\(name)'"
        case .tooManyOutputs(let name, let count, let limit):
            "has \(count) outputs in the tensor '\(name)', where \(limit) are the most"
        case .wrongLabelCount(let labels, let classes): "has a network of \(classes) classes, and labels for \(labels)"
        case .emptyLabel(let index): "has no text for the label \(index), counted from 0"
        case .duplicateLabel(let label): "has the label '\(label.prefix(120))' twice"
        }
    }

    package var advice: String? {
        switch self {
        case .missingMetadata, .missingTensor, .unknownTensor:
            "give a file that train_raster.py or train_judge.py wrote"
        case .notFinite: "the training that made it diverged; train it anew"
        default: nil
        }
    }
}
