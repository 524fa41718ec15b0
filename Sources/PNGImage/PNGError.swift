public import SketchModel

/// Why a picture cannot be made into a PNG file, or read from one.
public enum PNGError: FaultReason, Hashable {
    case failed(String)

    public var message: String {
        switch self {
        case .failed(let why): "the picture cannot be encoded: \(why)"
        }
    }

    public var kind: FaultKind { .inputOutput }
}
