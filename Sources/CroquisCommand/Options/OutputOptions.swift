internal import ArgumentParser
internal import SketchModel
internal import SketchStreams

/// What every verb that writes takes.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A file, a folder for one file per sketch, or - for standard output.",
            valueName: "out"
        ),
        completion: .file()
    )
    var output: String

    @Option(
        help: ArgumentHelp(
            "Names of the files in a folder, such as '{word}/{id}' (default: {index:06}). See 'croquis help naming'.",
            valueName: "pattern"
        )
    )
    var name: String?

    @Flag(name: .shortAndLong, help: "Replace existing files.")
    var force = false

    /// Opens the output.
    /// - Parameter isSplit: whether sketches are in parts, which names then tell.
    func open(layout: FileLayout, fileExtension: String, isSplit: Bool) throws(Fault) -> SketchOutput {
        Interruption.removeUnfinishedFiles()
        if layout == .oneSketch, OutputName.hasFields(output) {
            try refuseName()
            return .directory(try outputName(fileExtension: fileExtension).directory(force: force))
        }
        let pattern: FileNamePattern
        do {
            let usual = isSplit ? "{split}/{index:06}" : "{index:06}"
            pattern = try FileNamePattern(name ?? usual, fileExtension: fileExtension)
        } catch {
            throw Fault(source: "--name", reason: error)
        }
        let target = try SketchOutput(path: output, layout: layout, fileNames: pattern, force: force)
        if target.directory == nil { try refuseName() }
        return target
    }

    /// The output's name, which has fields.
    /// - Throws: `Fault` for an unknown field in braces.
    func outputName(fileExtension: String) throws(Fault) -> OutputName {
        do {
            return try OutputName(output, fileExtension: fileExtension)
        } catch {
            throw Fault(source: output, reason: error)
        }
    }

    /// - Throws: `Fault` if `--name` is given for a single file.
    func refuseName() throws(Fault) {
        if name != nil { throw Fault(source: "--name", reason: NameOfOneFile()) }
    }
}

private struct NameOfOneFile: FaultReason {
    var message: String { "names the files in a folder, one per sketch, but the output isn't a folder" }
    var kind: FaultKind { .wrongUsage }
}
