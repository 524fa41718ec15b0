public import SketchModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where a writer's bytes go.
public enum SketchOutput {
    /// One file or standard output, written from the beginning to the end.
    case stream(ByteSink)
    /// A file for each sketch.
    case directory(OutputDirectory)

    /// Opens what the user named: standard output for `-`; a directory where the name ends in `/`, is one already, or
    /// has no extension and the format keeps one sketch a file; a file else.
    /// - Throws: `Fault` with `StreamError.outputExists` or `.cannotCreate`.
    public init(path: String, layout: FileLayout, force: Bool) throws(Fault) {
        var status = stat()
        let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        let namesFolder = path.hasSuffix("/") || (layout == .oneSketch && PathText.fileExtension(path).isEmpty)
        if path != "-", isFolder || namesFolder {
            self = .directory(try OutputDirectory(path: path, force: force))
        } else {
            self = .stream(try ByteSink(path: path, force: force))
        }
    }

    /// The output's name as the user typed it.
    public var name: String {
        switch self {
        case .stream(let sink): sink.name
        case .directory(let directory): directory.name
        }
    }
}
