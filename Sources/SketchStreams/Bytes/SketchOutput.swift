/// Where a writer's bytes go.
public enum SketchOutput {
    /// One file or standard output, written from the beginning to the end.
    case stream(ByteSink)
    /// A file for each sketch.
    case directory(OutputDirectory)

    /// The output's name as the user typed it.
    public var name: String {
        switch self {
        case .stream(let sink): sink.name
        case .directory(let directory): directory.name
        }
    }
}
