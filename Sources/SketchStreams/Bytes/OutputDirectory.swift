public import SketchModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A folder that takes a file for each sketch, each whole or not there.
public final class OutputDirectory {
    public let name: String
    /// Whether to refuse a name that was given before, which takes the memory of all names. Needless where names cannot
    /// clash (`FileNamePattern.isUnique`).
    public var refusesClashes = true
    private let force: Bool
    private var known: Set<String> = []
    private var folders: Set<String> = []

    /// Makes the folder where there is none.
    /// - Throws: `Fault` with `StreamError.cannotCreate`.
    public init(path: String, force: Bool) throws(Fault) {
        name = path
        self.force = force
        try makeFolder(path)
    }

    /// Writes one file, and the folders above it.
    /// - Parameter leaf: the path inside this directory, as `FileNamePattern` makes it.
    /// - Throws: `Fault` with `StreamError.nameClash` where this run has written that name already,
    ///   `.outputExists`, `.cannotCreate` or `.cannotWrite`.
    public func write(_ bytes: ArraySlice<UInt8>, to leaf: String, from source: SketchSource) throws(Fault) {
        guard !refusesClashes || known.insert(leaf).inserted else {
            throw Fault(source: source.name, position: source.position, reason: StreamError.nameClash(leaf))
        }
        let path = PathText.join(name, leaf)
        let folder = PathText.split(path).folder
        if !folders.contains(folder) { try makeFolder(folder) }
        let pending = try PendingFile(path: path, name: path, force: force)
        try pending.file.write(bytes, name: path)
        try pending.commit()
    }

    private func makeFolder(_ path: String) throws(Fault) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made = PathText.join(made, String(part))
            if mkdir(made, 0o777) != 0, errno != EEXIST, errno != EISDIR {
                throw Fault(source: made, reason: StreamError.cannotCreate(StreamError.systemMessage))
            }
        }
        folders.insert(path)
    }
}

extension OutputDirectory {
    /// Whether there is a directory of that name with something in it.
    /// - Throws: `Fault` with `StreamError.cannotCreate` where there is something else of that name.
    package static func hasEntries(_ path: String) throws(Fault) -> Bool {
        guard let stream = opendir(path) else {
            if errno == ENOENT { return false }
            throw Fault(source: path, reason: StreamError.cannotCreate(StreamError.systemMessage))
        }
        defer { closedir(stream) }
        // Beside itself and the one above.
        var count = 0
        while count < 3, readdir(stream) != nil { count += 1 }
        return count == 3
    }
}
