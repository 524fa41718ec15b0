internal import SketchStreams

/// What the command was called with.
enum CommandArguments {
    /// The arguments behind the command's name, as texts of paths: one may name a file and need not be UTF-8.
    static let ofProcess: [String] = (1..<max(1, Int(CommandLine.argc))).compactMap { index in
        CommandLine.unsafeArgv[index].map { PathText.text(cString: $0) }
    }
}
