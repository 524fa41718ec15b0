package import SketchModel

/// Where a writer's bytes go.
package enum SketchOutput {
    /// One file or standard output, written from the beginning to the end.
    case stream(ByteSink)
    /// A file for each sketch.
    case directory(OutputDirectory)

    /// Opens what the user named: standard output for `-`; a directory where the name ends in `/`, is one already, or
    /// has no extension and the format keeps one sketch a file; a file else.
    /// - Throws: `Fault` with `StreamError.outputExists` or `.cannotCreate`.
    package init(path: String, layout: FileLayout, force: Bool) throws(Fault) {
        let isFolder = FileDescriptor.isDirectory(path)
        let namesFolder = PathText.endsInSlash(path) || (layout == .oneSketch && PathText.fileExtension(path).isEmpty)
        if path != "-", isFolder || namesFolder {
            self = .directory(try OutputDirectory(path: path, force: force))
        } else {
            self = .stream(try ByteSink(path: path, force: force))
        }
    }

    /// From now on, a sketch whose file's name was given before is skipped, counted in `clashes` and told.
    package func skipClashes(_ tell: @escaping (Fault) -> Void) {
        if case .directory(let directory) = self { directory.skipClash = tell }
    }

    /// Sketches that were skipped since their file's name was given before.
    package var clashes: Int { if case .directory(let directory) = self { directory.clashes } else { 0 } }

    /// The output's name as the user typed it.
    package var name: String {
        switch self {
        case .stream(let sink): sink.name
        case .directory(let directory): directory.name
        }
    }
}
