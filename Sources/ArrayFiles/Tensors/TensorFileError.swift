internal import SketchModel

/// What can be wrong with a file of tensors, or with a request to read or write one.
package enum TensorFileError: FaultReason, Hashable {
    case notATensorFile
    case largeFilePointer
    case truncated(String)
    case unreadable(String, ArrayFileError)

    case headerTooLong(UInt64)
    case badHeader(String)
    case wrongByteCount(String, found: Int, expected: Int)
    case outsideFile(String)
    case overlappingTensors(String, String)
    case unusedBytes(Int)

    case unknownType(String, String)
    case badShape(String, String)
    case shapeTooLarge(String)
    case duplicateName(String)
    case tooManyTensors(limit: Int)

    case legacyCheckpoint
    case cutOffCheckpoint
    case noPickle
    case duplicateMember(String)
    case bigEndian
    case unsafePickle(ArrayFileError)
    case pickleTooLong(limit: Int)
    case notAStateDict(String)
    case badTensor(String, String)
    case missingStorage(String, key: String)
    case compressedStorage(String)
    case wrongStorageSize(String, found: Int, expected: Int)
    case outsideStorage(String)
    case repeatedElements(String)

    case noSuchTensor(String)
    case notFloats(String, TensorType)
    case notWritten(String, TensorType)
    case wrongValueCount(String, found: Int, expected: Int)
    case doesNotFit(String, Float, TensorType)
    case allWritten

    package var message: String {
        switch self {
        case .notATensorFile: "is neither a safetensors file nor a PyTorch checkpoint"
        case .largeFilePointer: "is a pointer of Git LFS to a file, not the file itself"
        case .truncated(let what): "ends inside \(what)"
        case .unreadable(let name, let reason): "has an unreadable tensor '\(Self.shown(name))': it \(reason.message)"
        case .headerTooLong(let count): "declares a safetensors header of \(count) bytes, which are too many"
        case .badHeader(let why): "has a bad safetensors header: \(why)"
        case .wrongByteCount(let name, let found, let expected):
            "has \(found) bytes for the tensor '\(Self.shown(name))', whose shape and type take \(expected)"
        case .outsideFile(let name): "places the tensor '\(Self.shown(name))' beyond its end"
        case .overlappingTensors(let first, let second):
            "has tensors '\(Self.shown(first))' and '\(Self.shown(second))' that overlap"
        case .unusedBytes(let count): "has \(count) bytes that belong to no tensor"
        case .unknownType(let name, let type):
            "has the tensor '\(Self.shown(name))' of unknown type '\(Self.shown(type))'"
        case .badShape(let name, let why): "has a bad shape for the tensor '\(Self.shown(name))': \(why)"
        case .shapeTooLarge(let name):
            "declares a shape too large for any file for the tensor '\(Self.shown(name))'"
        case .duplicateName(let name): "has '\(Self.shown(name))' twice"
        case .tooManyTensors(let limit): "has more than \(limit) tensors"
        case .legacyCheckpoint: "is a PyTorch checkpoint of the format before version 1.6, which is not read"
        case .cutOffCheckpoint: "begins like a PyTorch checkpoint but is cut off: it has no end record"
        case .noPickle: "is a ZIP archive without data.pkl in a folder, so not a PyTorch checkpoint"
        case .duplicateMember(let name): "has the member '\(Self.shown(name))' twice"
        case .bigEndian: "is a PyTorch checkpoint in big-endian byte order, which is not read"
        case .unsafePickle(let reason): reason.message
        case .pickleTooLong(let limit): "has a pickle of more than \(limit) bytes"
        case .notAStateDict(let what): "holds \(what) instead of a dictionary of tensors"
        case .badTensor(let name, let why): "has a damaged tensor '\(Self.shown(name))': \(why)"
        case .missingStorage(let name, let key):
            "has no storage '\(Self.shown(key))' for the tensor '\(Self.shown(name))'"
        case .compressedStorage(let name):
            "has a compressed storage for the tensor '\(Self.shown(name))', which PyTorch does not write"
        case .wrongStorageSize(let name, let found, let expected):
            "has a storage of \(found) bytes for the tensor '\(Self.shown(name))', which declares \(expected)"
        case .outsideStorage(let name): "places the tensor '\(Self.shown(name))' beyond the end of its storage"
        case .repeatedElements(let name):
            "has the tensor '\(Self.shown(name))' with more elements than its storage, which is not read"
        case .noSuchTensor(let name): "has no tensor '\(Self.shown(name))'"
        case .notFloats(let name, let type):
            "has the tensor '\(Self.shown(name))' of type \(type.rawValue), which is not read as floating-point numbers"
        case .notWritten(let name, let type):
            "is given the tensor '\(Self.shown(name))' of type \(type.rawValue), which is not written"
        case .wrongValueCount(let name, let found, let expected):
            "is given \(found) numbers for the tensor '\(Self.shown(name))', whose shape takes \(expected)"
        case .doesNotFit(let name, let value, let type):
            "is given the number \(value) for the tensor '\(Self.shown(name))', too large for \(type.rawValue)"
        case .allWritten: "is given more tensors than its header has"
        }
    }

    package var advice: String? {
        switch self {
        case .largeFilePointer: "fetch the file: git lfs pull"
        case .cutOffCheckpoint: "fetch the file again"
        case .compressedStorage: "pack the archive again without compression: zip -0"
        case .legacyCheckpoint:
            "save it again with PyTorch: torch.save(torch.load(FILE, map_location='cpu', weights_only=True), NEW)"
        case .unsafePickle:
            "none of the pickle was run; save only the weights: torch.save(model.state_dict(), FILE)"
        case .notAStateDict, .noPickle: "save only the weights: torch.save(model.state_dict(), FILE)"
        case .bigEndian: "save it again on a little-endian machine, or as safetensors"
        case .repeatedElements: "call contiguous() on the tensor before it is saved"
        case .doesNotFit: "write the tensor as F32"
        default: nil
        }
    }

    /// A name from a file, shortened to a bounded length and made fit for one line.
    private static func shown(_ name: String) -> String {
        let scalars = name.unicodeScalars.prefix(120).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: "."
            default: String(scalar)
            }
        }
        return scalars.joined() + (name.unicodeScalars.count > 120 ? "…" : "")
    }
}
