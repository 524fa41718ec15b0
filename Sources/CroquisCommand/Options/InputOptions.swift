internal import ArgumentParser
internal import FormatRegistry
internal import Platform
internal import SketchModel
internal import SketchStreams
internal import SketchTransforms

/// What every verb that reads sketches takes.
struct InputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "in"),
        completion: .file()
    )
    var inputs: [String] = []

    @OptionGroup(title: "Input options") var sources: SourceOptions
    @OptionGroup(title: "Error options") var faults: FaultOptions

    @Option(help: ArgumentHelp("Seed for everything random.", valueName: "n"))
    var seed: UInt64 = 0

    @Option(
        name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
        help: ArgumentHelp("Chunks processed at once (default: one per core).", valueName: "n")
    )
    var jobs: Int?

    func validate() throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("-j must be at least 1 and at most 1024") }
        if (inputs + [sources.filesFrom, sources.files0From].compactMap(\.self)).count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be read only once")
        }
    }

    /// The one input, or the list of them, for messages about all that was read.
    var name: String { inputs.count == 1 ? inputs[0] : sources.filesFrom ?? "-" }

    /// The pipeline that these options describe.
    func pipeline() throws -> SketchPipeline {
        var paths = inputs + (try sources.listed())
        if paths.isEmpty {
            if let list = sources.files0From ?? sources.filesFrom { throw ValidationError("\(list) names no input") }
            guard isatty(0) == 0 else {
                throw ValidationError("no input given; name files or folders, or - for standard input")
            }
            paths = ["-"]
        }
        var pipeline = SketchPipeline(
            inputs: try SketchInput.named(paths),
            formats: try FormatChoice(sources.from, among: FormatRegistry.formats),
            transforms: try sources.steps()
        )
        pipeline.labels = sources.labelPolicy
        pipeline.policy = faults.onError?.value ?? .stop
        pipeline.seed = seed
        pipeline.keepsRecords = faults.rejects != nil
        pipeline.workers = jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return pipeline
    }
}

/// What happens to records that can't be read or written.
struct FaultOptions: ParsableArguments {
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

    func validate() throws {
        for (option, path) in [("--errors", errors), ("--rejects", rejects)] where path == "-" {
            throw ValidationError("\(option) needs a file: results go to standard output")
        }
        if let errors, errors == rejects { throw ValidationError("--errors and --rejects need two files") }
    }
}
