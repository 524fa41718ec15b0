package import SketchModel

/// What can be wrong with a file of arrays.
package enum ArrayFileError: FaultReason, Hashable {
    case notAnArrayFile
    case truncated(String)
    case unknownVersion(Int, Int)
    case badHeader(String)
    case unknownElementType(String)
    case shapeTooLarge
    case trailingBytes(Int)

    case notAnArchive
    case badArchive(String)
    case encrypted(String)
    case unknownMethod(String, Int)
    case impossibleSize(String)
    case overlappingMembers(String, String)
    case wrongChecksum
    case wrongSize
    case damagedDeflate(String)
    case tooLarge(limit: Int)

    case unknownOpcode(UInt8)
    case forbiddenGlobal(String)
    case notCallable(String)
    case pickle(String)
    case tooManyValues(limit: Int)
    case notAnArray(String)
    case notAText(String)
    case badArray(String)
    case wrongItemCount(found: Int, declared: Int)

    package var message: String {
        switch self {
        case .notAnArrayFile: "is not a NumPy array: it does not begin with \\x93NUMPY"
        case .truncated(let what): "ends inside \(what)"
        case .unknownVersion(let major, let minor):
            "has version \(major).\(minor) of the .npy format, not 1.0, 2.0 or 3.0"
        case .badHeader(let why): "has a bad .npy header: \(why)"
        case .unknownElementType(let name): "has elements of type '\(name)', which are not plain numbers"
        case .shapeTooLarge: "declares a shape too large for any file"
        case .trailingBytes(let count): "has \(count) bytes after the end of the array"
        case .notAnArchive: "is not a ZIP archive: it has no end record"
        case .badArchive(let why): "is a damaged ZIP archive: \(why)"
        case .encrypted(let name): "has the encrypted member '\(name)'"
        case .unknownMethod(let name, let method):
            "has the member '\(name)' packed by method \(method), not stored or deflated"
        case .impossibleSize(let name): "declares a size for the member '\(name)' that its bytes cannot unpack to"
        case .overlappingMembers(let first, let second): "has members '\(first)' and '\(second)' that overlap"
        case .wrongChecksum: "does not match its CRC-32: the bytes are damaged"
        case .wrongSize: "does not unpack to its declared size"
        case .damagedDeflate(let why): "has damaged deflate data: \(why)"
        case .tooLarge(let limit): "is larger than \(limit) bytes, which are too many to hold in memory"
        case .unknownOpcode(let code):
            "pickle has opcode 0x\(code < 16 ? "0" : "")\(String(code, radix: 16)), which is not on the list of safe ones"
        case .forbiddenGlobal(let name): "pickle asks for '\(name)', which is not on the list of safe names"
        case .notCallable(let what): "pickle calls \(what)"
        case .pickle(let why): "pickle is damaged: \(why)"
        case .tooManyValues(let limit): "pickle makes more than \(limit) values"
        case .notAnArray(let what): "holds \(what) instead of an array"
        case .notAText(let what): "holds \(what) instead of text"
        case .badArray(let why): "holds a damaged array: \(why)"
        case .wrongItemCount(let found, let declared): "holds \(found) items, but its shape says \(declared)"
        }
    }

    package var advice: String? {
        switch self {
        case .unknownOpcode, .forbiddenGlobal: "none of the pickle was run; save the arrays again with numpy.savez"
        case .tooManyValues, .tooLarge: "split it into several files"
        default: nil
        }
    }
}

/// What is wrong with a file of arrays, and at which byte.
package struct ArrayFault: Error {
    package var reason: any FaultReason
    /// The byte, counted in the member if there is one and in the file otherwise; `nil` for the whole file or member.
    package var offset: Int?

    package init(_ reason: any FaultReason, at offset: Int? = nil) {
        self.reason = reason
        self.offset = offset
    }

    init(_ reason: ArrayFileError, at offset: Int? = nil) {
        self.reason = reason
        self.offset = offset
    }
}
