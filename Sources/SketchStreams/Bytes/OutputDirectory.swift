internal import Platform
package import SketchModel

/// A folder that takes a file for each sketch, each whole or not there, and none outside it: links in it are not
/// followed.
package final class OutputDirectory {
    package let name: String
    /// Whether to refuse a name that was given before, which takes the memory of all names. Needless if names cannot
    /// clash (`FileNamePattern.isUnique`).
    package var refusesClashes = true
    /// Called with the fault of a sketch whose name was given before; `write` throws it if there is none.
    package var skipClash: ((Fault) -> Void)?
    /// Sketches that were skipped for it.
    package private(set) var clashes = 0
    private let force: Bool
    private let root: FolderDescriptor
    private var files = NameSet()
    /// The folders in it that were used last, by their paths inside it.
    private var folders: [[UInt8]: FolderDescriptor] = [:]
    private var folderNames = NameSet()

    /// Makes the folder if there is none.
    /// - Throws: `Fault` with `StreamError.cannotCreate`.
    package init(path: String, force: Bool) throws(Fault) {
        name = path
        self.force = force
        var made = PathText.isAbsolute(path) ? "/" : ""
        for part in PathText.parts(path) where !part.isEmpty {
            made = PathText.join(made, String(part))
            if PathText.withCString(made, { mkdir($0, 0o777) }) != 0, errno != EEXIST, errno != EISDIR {
                throw Fault(source: made, reason: StreamError.cannotCreate(StreamError.systemMessage))
            }
        }
        guard let root = FolderDescriptor(path: path) else {
            throw Fault(source: path, reason: StreamError.cannotCreate(StreamError.systemMessage))
        }
        self.root = root
    }

    /// Writes one file, and the folders above it.
    /// - Parameter leaf: the path inside this directory, as `FileNamePattern` makes it.
    /// - Throws: `Fault` with `StreamError.nameClash` if this run has written that name already,
    ///   `.outputExists`, `.cannotCreate` or `.cannotWrite`.
    package func write(_ bytes: ArraySlice<UInt8>, to leaf: String, from source: SketchSource) throws(Fault) {
        if refusesClashes, !files.insert(leaf) {
            let fault = Fault(source, reason: StreamError.nameClash(leaf))
            guard let skipClash else { throw fault }
            clashes += 1
            return skipClash(fault)
        }
        let (path, last) = PathText.split(leaf)
        let name = PathText.join(name, leaf)
        let pending = try PendingFile(in: folder(path), last, name: name, force: force)
        try pending.file.write(bytes, name: name)
        try pending.commit()
    }

    /// Opens a file, and makes the folders above it.
    /// - Parameter leaf: the path inside this directory, as `FileNamePattern` makes it.
    /// - Throws: `Fault` with `StreamError.outputExists` or `.cannotCreate`.
    package func sink(_ leaf: String) throws(Fault) -> ByteSink {
        _ = files.insert(leaf)
        let (path, last) = PathText.split(leaf)
        let name = PathText.join(name, leaf)
        return ByteSink(try PendingFile(in: folder(path), last, name: name, force: force), name: name)
    }

    /// What the user should know of the names that were given, in sentences for the summary.
    /// - Parameter nameFallbacks: as `FileNamePattern.fallbacks` has them, and how often.
    package func notes(nameFallbacks: [String: Int]) -> [String] {
        var notes = nameFallbacks.sorted { $0.key < $1.key }.map { fallback, count in
            "\(fallback) for \(count) \(count == 1 ? "sketch" : "sketches")"
        }
        if let (first, second) = folderNames.alike ?? files.alike {
            notes.append("names: '\(first)' and '\(second)' are one where case does not count")
        }
        return notes
    }

    private func folder(_ path: String) throws(Fault) -> FolderDescriptor {
        if path.isEmpty { return root }
        let key = Array(path.utf8)
        if let folder = folders[key] { return folder }
        let (above, last) = PathText.split(path)
        guard !last.isEmpty, last != ".", last != ".." else {
            throw Fault(source: PathText.join(name, path), reason: StreamError.cannotCreate("it leaves the directory"))
        }
        let parent = try self.folder(above)
        guard let folder = parent.folder(last) else {
            let isLink = parent.status(of: last).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
            let why = isLink ? "it is a link, and those in an output are not followed" : StreamError.systemMessage
            throw Fault(source: PathText.join(name, path), reason: StreamError.cannotCreate(why))
        }
        if folders.count >= Self.mostFolders { folders = [:] }
        folders[key] = folder
        if folderNames.count < Self.mostFolderNames { _ = folderNames.insert(path) }
        return folder
    }

    /// Each is an open file.
    private static let mostFolders = 128
    private static let mostFolderNames = 1 << 16
}

extension OutputDirectory {
    /// Whether there is a directory of that name with something in it.
    /// - Throws: `Fault` with `StreamError.cannotCreate` if there is something else of that name.
    package static func hasEntries(_ path: String) throws(Fault) -> Bool {
        guard let stream = PathText.withCString(path, { opendir($0) }) else {
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
