internal import ArgumentParser

/// Where what could not be read or written is kept.
struct FaultOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write every error to a file, as a line of JSON with its source, place, message and reason. On standard error ten of a kind are shown.",
            valueName: "file"
        ),
        completion: .file()
    )
    var errors: String?

    @Option(
        help: ArgumentHelp(
            "Write the records that were refused to a file, byte for byte, to be mended and read again: lines of JSON, or records of .bin. Other formats' records are no files by themselves.",
            valueName: "file"
        ),
        completion: .file()
    )
    var rejects: String?

    func validate() throws {
        for (option, path) in [("--errors", errors), ("--rejects", rejects)] where path == "-" {
            throw ValidationError("\(option) needs a file: results are on standard output")
        }
        if let errors, errors == rejects { throw ValidationError("--errors and --rejects are two files") }
    }
}
