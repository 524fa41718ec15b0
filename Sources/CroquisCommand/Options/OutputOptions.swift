internal import ArgumentParser
internal import SketchModel
internal import SketchStreams

/// What every verb that writes takes.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A file, a directory for one file a sketch, or '-' for standard output. With fields, as in 'rnn/{word}.npz' or 'data/{split}.ndjson', a file for each name.",
            valueName: "out"
        ),
        completion: .file()
    )
    var output: String

    @Option(
        help: ArgumentHelp(
            "How files in a directory are named, with {word}, {id}, {index}, {index:05}, {source} and {split}; {word|source} is the first of them that a sketch has, and {id} is {id|index} (default {index:06}, with --split {split}/{index:06}).",
            valueName: "pattern"
        )
    )
    var name: String?

    @Flag(name: .shortAndLong, help: "Replace files that exist.")
    var force = false

    /// Opens the output, and says how its files are named where it is a directory.
    /// - Parameter isSplit: whether sketches are in parts, which names then tell.
    func open(
        layout: FileLayout,
        fileExtension: String,
        isSplit: Bool
    ) throws(Fault) -> (SketchOutput, FileNamePattern?) {
        Interruption.removeUnfinishedFiles()
        if layout == .oneSketch, OutputName.hasFields(output) {
            try refuseName()
            let name = try outputName(fileExtension: fileExtension)
            let directory = try OutputDirectory(path: name.folder.isEmpty ? "." : name.folder, force: force)
            directory.refusesClashes = !name.pattern.isUnique
            return (.directory(directory), name.pattern)
        }
        let pattern: FileNamePattern
        do {
            let usual = isSplit ? "{split}/{index:06}" : "{index:06}"
            pattern = try FileNamePattern(name ?? usual, fileExtension: fileExtension)
        } catch {
            throw Fault(source: "--name", reason: error)
        }
        let target = try SketchOutput(path: output, layout: layout, force: force)
        guard case .directory(let directory) = target else {
            try refuseName()
            return (target, nil)
        }
        directory.refusesClashes = !pattern.isUnique
        return (target, pattern)
    }

    /// The output's name, which has fields.
    /// - Throws: `Fault` for a name in braces that is no field.
    func outputName(fileExtension: String) throws(Fault) -> OutputName {
        do {
            return try OutputName(output, fileExtension: fileExtension)
        } catch {
            throw Fault(source: output, reason: error)
        }
    }

    /// - Throws: `Fault` where files are to be named, and there is one whose name is known.
    func refuseName() throws(Fault) {
        if name != nil { throw Fault(source: "--name", reason: NameOfOneFile()) }
    }
}

private struct NameOfOneFile: FaultReason {
    var message: String { "names the files of a directory, one a sketch, and the output is none" }
    var kind: FaultKind { .wrongUsage }
}
