package import SketchModel

/// Where a writer's bytes go.
package enum SketchOutput {
    /// One file or standard output, written from start to end.
    case stream(ByteSink)
    /// One file per sketch.
    case directory(OutputDirectory)

    /// Opens the output that the user named: standard output for `-`; a directory if the name ends in `/`, is an
    /// existing directory, or has no extension and the format keeps one sketch per file; a file otherwise.
    /// - Parameter fileNames: how files are named if it is a directory.
    /// - Throws: `Fault` with `StreamError.outputExists` or `.cannotCreate`.
    package init(path: String, layout: FileLayout, fileNames: FileNamePattern? = nil, force: Bool) throws(Fault) {
        let isFolder = FileDescriptor.isDirectory(path)
        let namesFolder = PathText.endsInSlash(path) || (layout == .oneSketch && PathText.fileExtension(path).isEmpty)
        if path != "-", isFolder || namesFolder {
            self = .directory(try OutputDirectory(path: path, fileNames: fileNames, force: force))
        } else {
            self = .stream(try ByteSink(path: path, force: force))
        }
    }

    /// The directory, if it is one.
    package var directory: OutputDirectory? { if case .directory(let directory) = self { directory } else { nil } }

    /// The output's name as the user typed it.
    package var name: String {
        switch self {
        case .stream(let sink): sink.name
        case .directory(let directory): directory.name
        }
    }
}
