package import SketchModel

/// Why a file isn't a valid model, or a model cannot be made.
package enum SketchNetModelError: FaultReason, Hashable {
    /// The file has some of the metadata of a model, but not this key.
    case missingMetadata(key: String)
    case badMetadata(key: String, String)
    /// The shapes of a published checkpoint's tensors don't form a network.
    case badConfiguration(String)
    case missingTensor(String)
    case wrongShape(String, expected: [Int], found: [Int])
    case notFloats(String, type: String)
    /// A tensor that is not part of the network.
    case unknownTensor(String)
    /// A tensor with and without the prefix `module.`.
    case duplicateTensor(String)
    /// The configuration needs more weights than the file has bytes.
    case tooFewBytes(weights: Int, bytes: Int)
    case notFinite(String)
    /// A published architecture whose number of heads is unknown.
    case unknownHeads(width: Int)
    case wrongHeads(given: Int, heads: Int)

    /// A published checkpoint, whose classes have names that the file doesn't contain.
    case unknownLabels(classes: Int)
    /// Names were given for the classes of a file that contains other names.
    case otherLabels
    case wrongLabelCount(labels: Int, classes: Int)
    case emptyLabel(index: Int)
    case duplicateLabel(String)
    case badTemperature(String)

    package var message: String {
        switch self {
        case .missingMetadata(let key): "has no '\(key)' in its metadata"
        case .badMetadata(let key, let why): "has a bad '\(key)' in its metadata: \(why)"
        case .badConfiguration(let rule): "has tensors that don't form a network: \(rule)"
        case .missingTensor(let name): "has no tensor '\(name)', which its network needs"
        case .wrongShape(let name, let expected, let found):
            "has the tensor '\(name)' of shape \(Self.shown(found)), but its network needs \(Self.shown(expected))"
        case .notFloats(let name, let type):
            "has the tensor '\(name)' of type \(type), which isn't a supported floating-point type"
        case .unknownTensor(let name): "has the tensor '\(Self.shown(name))', which isn't part of a SketchXAINet"
        case .duplicateTensor(let name):
            "has the tensor '\(Self.shown(name))' both with and without the prefix 'module.'"
        case .tooFewBytes(let weights, let bytes):
            "has \(bytes) bytes, too few for the \(weights) weights of its network"
        case .notFinite(let name): "has weights that aren't finite, in the tensor '\(name)'"
        case .unknownHeads(let width): "has a network of width \(width), whose number of heads is unknown"
        case .wrongHeads(let given, let heads): "has a network of \(heads) heads, but \(given) were given"
        case .unknownLabels(let classes): "doesn't name its \(classes) classes"
        case .otherLabels: "names its classes, but other names were given"
        case .wrongLabelCount(let labels, let classes):
            "has a network of \(classes) classes, but labels for \(labels)"
        case .emptyLabel(let index): "has no text for the label \(index), counted from 0"
        case .duplicateLabel(let label): "has the label '\(Self.shown(label))' twice"
        case .badTemperature(let text): "has the temperature \(Self.shown(text)), which isn't a positive number"
        }
    }

    package var advice: String? {
        switch self {
        case .missingMetadata, .unknownTensor, .missingTensor:
            "give a file that croquis train wrote, or a published checkpoint of SketchXAI"
        case .notFinite: "the training that made it diverged; take an earlier checkpoint"
        case .unknownHeads: "give the number of heads; it is known for the published widths, 192 and 768"
        case .wrongHeads: "leave the number of heads out"
        case .unknownLabels: "give a list of labels, in the order of the classes"
        case .otherLabels: "leave the list of labels out"
        case .wrongLabelCount, .emptyLabel, .duplicateLabel: "give each class a unique name"
        case .notFloats: "write the tensors as F32, F16 or BF16"
        default: nil
        }
    }

    private static func shown(_ shape: [Int]) -> String {
        shape.isEmpty ? "()" : shape.map(String.init).joined(separator: "×")
    }

    /// Text from a file, shortened to one line of bounded length.
    static func shown(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(120).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: "."
            default: String(scalar)
            }
        }
        return scalars.joined() + (text.unicodeScalars.count > 120 ? "…" : "")
    }
}
