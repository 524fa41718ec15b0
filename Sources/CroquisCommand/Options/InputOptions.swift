internal import ArgumentParser
internal import FormatRegistry
internal import Platform
internal import SketchModel
internal import SketchStreams
internal import SketchTransforms

/// What every verb that reads sketches takes. It has no groups within: for each level, a debug build
/// checks all options four times again.
struct InputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "in"),
        completion: .file()
    )
    var inputs: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Input format, such as svg:fill=outline (default: recognised). Repeatable.",
            valueName: "format"
        ),
        completion: .list(FormatRegistry.formats.filter(\.canRead).map(\.name))
    )
    var from: [String] = []

    @Option(
        name: [.customShort("t", allowingJoined: true), .customLong("transform")],
        parsing: .singleValue,
        help: ArgumentHelp(
            "Apply a transform, such as simplify:2. Repeatable; see 'croquis help transforms'.",
            valueName: "name"
        ),
        completion: .list(TransformCatalogue.entries.flatMap(\.completions))
    )
    var transforms: [String] = []

    @Option(
        help: ArgumentHelp("Label every sketch, whatever its record says.", valueName: "label"),
        completion: .labels
    )
    var label: String?

    @Option(
        help: ArgumentHelp(
            "Label sketches that have no label after their file, their folder, or none. See 'croquis help naming'.",
            valueName: "name"
        ),
        completion: .list(LabelPolicy.Source.allCases.map(\.rawValue))
    )
    var labelFrom: String?

    @Option(
        help: ArgumentHelp("Read the inputs' names from a file, one per line.", valueName: "list"),
        completion: .file()
    )
    var filesFrom: String?

    @Option(
        name: .customLong("files0-from"),
        help: ArgumentHelp("The same, with a NUL after each name (find -print0).", valueName: "list"),
        completion: .file()
    )
    var files0From: String?

    @Option(
        help: ArgumentHelp(
            "At a bad record, stop, or skip it and go on (default: stop; validate: skip).",
            valueName: "choice"
        )
    )
    var onError: CaseName<ErrorPolicy>?

    @Option(
        help: ArgumentHelp("Write all errors to a file, as JSON lines.", valueName: "file"),
        completion: .file()
    )
    var errors: String?

    @Option(
        help: ArgumentHelp("Write refused NDJSON and .bin records to a file.", valueName: "file"),
        completion: .file()
    )
    var rejects: String?

    @Option(help: ArgumentHelp("Seed for everything random.", valueName: "n"))
    var seed: UInt64 = 0

    @Option(
        name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
        help: ArgumentHelp("Chunks processed at once (default: one per core).", valueName: "n")
    )
    var jobs: Int?

    func validate() throws {
        if label != nil, labelFrom != nil { throw ValidationError("give --label or --label-from, not both") }
        if let labelFrom, LabelPolicy.Source(rawValue: labelFrom) == nil {
            throw ValidationError("--label-from must be file, folder or none")
        }
        for (option, path) in [("--errors", errors), ("--rejects", rejects)] where path == "-" {
            throw ValidationError("\(option) needs a file: results go to standard output")
        }
        if let errors, errors == rejects { throw ValidationError("--errors and --rejects need two files") }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("-j must be at least 1 and at most 1024") }
        if (inputs + [filesFrom, files0From].compactMap(\.self)).count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be read only once")
        }
    }

    /// The one input, or the list of them, for messages about all that was read.
    var name: String { inputs.count == 1 ? inputs[0] : filesFrom ?? "-" }

    /// The pipeline that these options describe.
    func pipeline() throws -> SketchPipeline {
        var paths = inputs + (try listed())
        if paths.isEmpty {
            if let list = files0From ?? filesFrom { throw ValidationError("\(list) names no input") }
            guard isatty(0) == 0 else {
                throw ValidationError("no input given; name files or folders, or - for standard input")
            }
            paths = ["-"]
        }
        var pipeline = SketchPipeline(
            inputs: try SketchInput.named(paths),
            formats: try FormatChoice(from, among: FormatRegistry.formats),
            transforms: try steps()
        )
        pipeline.labels = labelPolicy
        pipeline.policy = onError?.value ?? .stop
        pipeline.seed = seed
        pipeline.keepsRecords = rejects != nil
        pipeline.workers = jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return pipeline
    }

    private var labelPolicy: LabelPolicy {
        LabelPolicy(
            fixed: label.map { PathText.replacingInvalid($0) },
            source: labelFrom.flatMap { LabelPolicy.Source(rawValue: $0) }
        )
    }

    private func steps() throws(Fault) -> [TransformStep] {
        do {
            return try TransformCatalogue.steps(parsing: transforms)
        } catch {
            throw Fault(source: "-t", reason: error)
        }
    }

    /// The names in the lists of files.
    private func listed() throws -> [String] {
        try (filesFrom.map(Self.lines) ?? []) + (files0From.map(Self.names) ?? [])
    }

    /// The names in a list, one per line.
    private static func lines(_ path: String) throws -> [String] {
        let bytes = try ByteSource(path: path).readToEnd(limit: longestList)
        if bytes.contains(0) { throw Fault(source: path, reason: ListWithNUL()) }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let name = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            let counts = name.first != UInt8(ascii: "#") && !name.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            return counts ? PathText.text(name) : nil
        }
    }

    /// The names in a list, each followed by a NUL.
    private static func names(_ path: String) throws -> [String] {
        try ByteSource(path: path).readToEnd(limit: longestList).split(separator: 0).map { PathText.text($0) }
    }

    private static let longestList = 1 << 30
}

private struct ListWithNUL: FaultReason {
    var message: String { "contains a NUL, so it isn't a list of one name per line" }
    var advice: String? { "read it with --files0-from" }
}
