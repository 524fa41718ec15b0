internal import Platform
package import SketchModel

/// What can go wrong between the program and the operating system.
package enum StreamError: FaultReason, Hashable {
    case noSuchInput
    case cannotOpen(String)
    case cannotRead(String)
    case cannotCreate(String)
    case cannotWrite(String)
    case outputExists
    case truncatedGzip
    case damagedGzip(String)
    case truncatedZstd
    case damagedZstd(String)
    case zstdWindow(limit: Int)
    case packedByXz(String)
    case cannotCompress(String)
    case tooLarge(limit: Int)
    case unknownFormat
    case unknownFormatName(String, nearest: [String], known: [String])
    case repeatedFormat(String)
    case cannotReadFormat(String)
    case cannotWriteFormat(String)
    case noFormatForName
    case needsDirectory(format: String)
    case needsSingleFile(format: String)
    case noSketch(format: String)
    case nameClash(String)
    case emptyDirectory
    case spool(String)

    package var message: String {
        switch self {
        case .noSuchInput: "no such file or directory"
        case .cannotOpen(let why): "cannot be opened: \(why)"
        case .cannotRead(let why): "cannot be read: \(why)"
        case .cannotCreate(let why): "cannot be created: \(why)"
        case .cannotWrite(let why): "cannot be written: \(why)"
        case .outputExists: "already exists"
        case .truncatedGzip: "the gzip data ends too early"
        case .damagedGzip(let why): "the gzip data is damaged: \(why)"
        case .truncatedZstd: "the zstd data ends too early"
        case .damagedZstd(let why): "the zstd data is damaged: \(why)"
        case .zstdWindow(let limit): "the zstd data takes more than \(limit) bytes of memory to unpack"
        case .packedByXz: "is compressed with xz, which is not supported"
        case .cannotCompress(let why): "cannot be compressed: \(why)"
        case .tooLarge(let limit): "is larger than \(limit) bytes"
        case .unknownFormat: "is not in a known format"
        case .unknownFormatName(let name, _, _): "there is no format '\(name)'"
        case .repeatedFormat(let name): "\(name) is named twice"
        case .cannotReadFormat(let name): "\(name) can be written but not read"
        case .cannotWriteFormat(let name): "\(name) can be read but not written"
        case .noFormatForName: "the format cannot be told from the name"
        case .needsDirectory(let format): "holds one sketch per file in \(format), and there are more"
        case .needsSingleFile(let format): "\(format) keeps many sketches in one file, and this is a directory"
        case .noSketch(let format): "holds one sketch in \(format), and there is none"
        case .nameClash(let name): "a second sketch would be named '\(name)'"
        case .emptyDirectory: "holds no file in a known format"
        case .spool(let why): "the temporary file cannot be used: \(why)"
        }
    }

    package var advice: String? {
        switch self {
        case .outputExists: "choose another name"
        case .zstdWindow: "unpack it with 'zstd -d --long=31'"
        case .packedByXz: "unpack it with 'xz -d'"
        case .unknownFormat, .noFormatForName: "name the format"
        case .unknownFormatName(_, let nearest, let known) where nearest.isEmpty:
            "the known formats are \(known.joined(separator: ", "))"
        case .unknownFormatName(_, let nearest, _): "did you mean \(nearest.joined(separator: ", "))?"
        case .repeatedFormat: "give all its options after one name"
        case .needsDirectory: "write to a directory"
        case .nameClash: "choose a pattern of names such as '{word}/{index}'"
        case .spool: "set TMPDIR to a folder with more space"
        default: nil
        }
    }

    package var kind: FaultKind {
        switch self {
        case .noSuchInput, .cannotOpen, .emptyDirectory: .noInput
        case .cannotRead, .cannotWrite, .cannotCompress, .spool: .inputOutput
        case .cannotCreate, .outputExists, .nameClash: .cannotCreate
        case .unknownFormatName, .repeatedFormat, .cannotReadFormat, .cannotWriteFormat, .noFormatForName,
            .needsDirectory, .needsSingleFile:
            .wrongUsage
        case .truncatedGzip, .damagedGzip, .truncatedZstd, .damagedZstd, .zstdWindow, .packedByXz, .tooLarge,
            .unknownFormat, .noSketch:
            .badData
        }
    }

    /// The operating system's message for the current `errno`.
    static var systemMessage: String { String(cString: strerror(errno)) }
}

extension Fault {
    /// What the operating system has just reported about a file.
    static func system(_ reason: (String) -> StreamError, _ name: String) -> Fault {
        Fault(source: name, reason: reason(StreamError.systemMessage))
    }
}
