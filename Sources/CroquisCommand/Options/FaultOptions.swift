internal import ArgumentParser
internal import SketchStreams

/// What happens to records that can't be read or written.
struct FaultOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "At a bad record, stop, or skip it and go on (default: stop; validate: skip).",
            valueName: "choice"
        )
    )
    var onError: ErrorChoice?

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

/// `ErrorPolicy` as an argument.
enum ErrorChoice: String, ExpressibleByArgument, CaseIterable {
    case stop
    case skip

    var policy: ErrorPolicy { self == .stop ? .stop : .skip }
}
