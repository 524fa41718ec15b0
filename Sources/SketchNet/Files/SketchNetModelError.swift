package import SketchModel

/// Why a file is no model, or why there is no such model.
package enum SketchNetModelError: FaultReason, Hashable {
    /// The file says some of what a model's file says of itself, and not this.
    case missingMetadata(key: String)
    case badMetadata(key: String, String)
    /// The shapes of a published checkpoint's tensors make no network.
    case badConfiguration(String)
    case missingTensor(String)
    case wrongShape(String, expected: [Int], found: [Int])
    case notFloats(String, type: String)
    /// A tensor that the network has no place for.
    case unknownTensor(String)
    /// A tensor with and without the prefix `module.`.
    case duplicateTensor(String)
    /// The configuration asks for more numbers than the file has bytes.
    case tooFewBytes(weights: Int, bytes: Int)
    case notFinite(String)
    /// A published architecture whose number of heads is not known.
    case unknownHeads(width: Int)
    case wrongHeads(given: Int, heads: Int)

    /// The classes of a published checkpoint have names that the file does not say.
    case unknownLabels(classes: Int)
    /// Names were given for the classes of a file that says others.
    case otherLabels
    case wrongLabelCount(labels: Int, classes: Int)
    case emptyLabel(index: Int)
    case duplicateLabel(String)
    case badTemperature(String)

    package var message: String {
        switch self {
        case .missingMetadata(let key): "has no '\(key)' in its metadata"
        case .badMetadata(let key, let why): "has a bad '\(key)' in its metadata: \(why)"
        case .badConfiguration(let rule): "has tensors that make no network: \(rule)"
        case .missingTensor(let name): "has no tensor '\(name)', which its network needs"
        case .wrongShape(let name, let expected, let found):
            "has the tensor '\(name)' of shape \(Self.shown(found)), and its network needs \(Self.shown(expected))"
        case .notFloats(let name, let type):
            "has the tensor '\(name)' of type \(type), which is not read as floating-point numbers"
        case .unknownTensor(let name): "has the tensor '\(Self.shown(name))', which no SketchXAINet has"
        case .duplicateTensor(let name):
            "has the tensor '\(Self.shown(name))' both with and without the prefix 'module.'"
        case .tooFewBytes(let weights, let bytes):
            "has \(bytes) bytes, too few for the \(weights) weights of its network"
        case .notFinite(let name): "has weights that are no finite numbers, in the tensor '\(name)'"
        case .unknownHeads(let width): "has a network of width \(width), whose number of heads is not known"
        case .wrongHeads(let given, let heads): "has a network of \(heads) heads, and \(given) were given"
        case .unknownLabels(let classes): "does not name its \(classes) classes"
        case .otherLabels: "names its classes, and other names were given"
        case .wrongLabelCount(let labels, let classes):
            "has a network of \(classes) classes, and labels for \(labels)"
        case .emptyLabel(let index): "has no text for the label \(index), counted from 0"
        case .duplicateLabel(let label): "has the label '\(Self.shown(label))' twice"
        case .badTemperature(let text): "has the temperature \(Self.shown(text)), which is no positive number"
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
        case .wrongLabelCount, .emptyLabel, .duplicateLabel: "give each class a name of its own"
        case .notFloats: "write the tensors as F32, F16 or BF16"
        default: nil
        }
    }

    private static func shown(_ shape: [Int]) -> String {
        shape.isEmpty ? "()" : shape.map(String.init).joined(separator: "×")
    }

    /// What a file says, in one line of bounded length.
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
