internal import ArgumentParser
internal import FormatRegistry
internal import Platform
internal import SketchModel
internal import SketchStreams
internal import SketchTransforms

/// What every verb that reads sketches takes.
struct InputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Files, directories, or '-' for standard input. The default is standard input where it is no terminal.",
            valueName: "in"
        ),
        completion: .file()
    )
    var inputs: [String] = []

    @Option(
        help: ArgumentHelp(
            "Read the names of the inputs from a file, one a line; blank lines and lines that begin with # count for nothing.",
            valueName: "list"
        ),
        completion: .file()
    )
    var filesFrom: String?

    @Option(
        name: .customLong("files0-from"),
        help: ArgumentHelp(
            "The same, with a NUL behind each name, as 'find -print0' has it; any name can be given so.",
            valueName: "list"
        ),
        completion: .file()
    )
    var files0From: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "The inputs' format, and options for reading it: svg:fill=outline. The default is told from their first bytes; given several times, among these formats alone. 'croquis formats NAME' lists the options.",
            valueName: "format[:option=value,...]"
        ),
        completion: .list(FormatRegistry.formats.filter(\.canRead).map(\.name))
    )
    var from: [String] = []

    @Option(
        name: [.customShort("t", allowingJoined: true), .customLong("transform")],
        parsing: .singleValue,
        help: ArgumentHelp("A transform. Can be given many times; they run in the order given.", valueName: "name:args")
    )
    var transforms: [String] = []

    @Option(help: "The label of all sketches, whatever their records say.")
    var label: String?

    @Option(
        help: ArgumentHelp(
            "Which name tells the label of sketches whose record has none: the file's, the folder's, or none. The default is the file's if it is a label that the model or the class list knows, else, in a tree of files, the folder's, but for names such as data or svg.",
            valueName: "file|folder|none"
        ),
        completion: .list(["file", "folder", "none"])
    )
    var labelFrom: String?

    @Option(
        help:
            "At a record that cannot be read or written: stop, or skip it, go on and exit with 1. The default is stop; of validate, skip."
    )
    var onError: ErrorChoice?

    @OptionGroup var faults: FaultOptions

    @Option(help: ArgumentHelp("The seed of everything random.", valueName: "n"))
    var seed: UInt64 = 0

    @Option(
        name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
        help: ArgumentHelp("How many chunks are worked on at once. The output does not depend on it.", valueName: "n")
    )
    var jobs: Int?

    func validate() throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("-j must be at least 1 and at most 1024") }
        if label != nil, labelFrom != nil { throw ValidationError("give --label or --label-from, not both") }
        if let labelFrom, !["file", "folder", "none"].contains(labelFrom) {
            throw ValidationError("--label-from is file, folder or none")
        }
        if (inputs + [filesFrom, files0From].compactMap(\.self)).filter({ $0 == "-" }).count > 1 {
            throw ValidationError("standard input can be read once")
        }
    }

    private var labelPolicy: LabelPolicy {
        LabelPolicy(
            fixed: label.map { PathText.replacingInvalid($0) },
            source: labelFrom.flatMap { LabelPolicy.Source(rawValue: $0) }
        )
    }

    /// The pipeline that these options describe.
    func pipeline() throws -> SketchPipeline {
        var paths = inputs
        if let filesFrom { paths += try Self.lines(filesFrom) }
        if let files0From { paths += try Self.names(files0From) }
        if paths.isEmpty, filesFrom == nil, files0From == nil {
            guard isatty(0) == 0 else {
                throw ValidationError("no input given; name files or directories, or '-' for standard input")
            }
            paths = ["-"]
        }
        if paths.isEmpty, let filesFrom = files0From ?? filesFrom {
            throw ValidationError("\(filesFrom) names no input")
        }
        var pipeline = SketchPipeline(
            inputs: try SketchInput.named(paths),
            formats: try FormatChoice(from, among: FormatRegistry.formats),
            transforms: try transformSteps()
        )
        pipeline.labels = labelPolicy
        pipeline.policy = (onError ?? .stop).policy
        pipeline.seed = seed
        pipeline.keepsRecords = faults.rejects != nil
        pipeline.workers = jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return pipeline
    }

    private func transformSteps() throws -> [TransformStep] {
        do {
            return try TransformList(parsing: transforms).steps
        } catch {
            throw Fault(source: "-t", reason: error)
        }
    }

    /// The names in a list, one a line.
    private static func lines(_ path: String) throws -> [String] {
        let bytes = try ByteSource(path: path).readToEnd(limit: longestList)
        if bytes.contains(0) { throw Fault(source: path, reason: ListWithNUL()) }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let name = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            let counts = name.first != UInt8(ascii: "#") && !name.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            return counts ? PathText.text(name) : nil
        }
    }

    /// The names in a list, each with a NUL behind it.
    private static func names(_ path: String) throws -> [String] {
        try ByteSource(path: path).readToEnd(limit: longestList).split(separator: 0).map { PathText.text($0) }
    }

    private static let longestList = 1 << 30
}

private struct ListWithNUL: FaultReason {
    var message: String { "has a NUL in it, so that it is no list of one name a line" }
    var advice: String? { "read it with --files0-from" }
}

/// `ErrorPolicy` as an argument.
enum ErrorChoice: String, ExpressibleByArgument, CaseIterable {
    case stop
    case skip

    var policy: ErrorPolicy { self == .stop ? .stop : .skip }
}
