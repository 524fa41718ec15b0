package import SketchModel

/// A file to be read, a directory of them, or standard input.
package struct SketchInput: Sendable, Hashable {
    /// The path that is opened, and its name in messages; `-` is standard input.
    package var path: String
    /// Whether it is one of several drawings that belong together, so that its folder says more than its own name.
    package var isPartOfTree: Bool
    /// Whether it was found in a directory, which may contain files of all kinds.
    package var isFound = false
    /// Whether it stands for the files of known formats below it.
    package var isDirectory: Bool

    package init(path: String, isPartOfTree: Bool = false, isDirectory: Bool = false) {
        self.path = path
        self.isPartOfTree = isPartOfTree
        self.isDirectory = isDirectory
    }

    /// The inputs that the user named.
    /// - Throws: `Fault` with `StreamError.noSuchInput`.
    package static func named(_ paths: [String]) throws(Fault) -> [SketchInput] {
        var inputs: [SketchInput] = []
        for path in paths {
            if path != "-", !PendingFile.exists(path) { throw Fault(source: path, reason: StreamError.noSuchInput) }
            let isDirectory = path != "-" && FileDescriptor.isDirectory(path)
            inputs.append(SketchInput(path: path, isPartOfTree: paths.count > 1, isDirectory: isDirectory))
        }
        return inputs
    }
}
