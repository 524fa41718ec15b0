internal import Platform
package import SketchModel

/// A folder that receives one file per sketch. Each file is complete or absent, and all are inside the folder: links in
/// it aren't followed.
package final class OutputDirectory {
    package let name: String
    /// How the sketches' files are named.
    package let fileNames: FileNamePattern?
    /// Whether to refuse a name that was used before, which keeps all names in memory.
    private let refusesClashes: Bool
    /// Skips each sketch whose name was used before, and is called with its fault; if it is `nil`, `write` throws the
    /// fault.
    package var skipClash: ((Fault) -> Void)?
    /// The number of sketches skipped for that reason.
    package private(set) var clashes = 0
    private let force: Bool
    private let root: FolderDescriptor
    private var files = NameSet()
    /// The most recently used folders in it, by their paths inside it.
    private var folders: [[UInt8]: FolderDescriptor] = [:]
    private var folderNames = NameSet()

    /// Makes the folder if it doesn't exist.
    /// - Throws: `Fault` with `StreamError.cannotCreate`.
    package init(path: String, fileNames: FileNamePattern? = nil, force: Bool) throws(Fault) {
        name = path
        self.fileNames = fileNames
        refusesClashes = fileNames?.isUnique != true
        self.force = force
        var made = PathText.isAbsolute(path) ? "/" : ""
        for part in PathText.parts(path) where !part.isEmpty {
            made = PathText.join(made, String(part))
            if PathText.withCString(made, { mkdir($0, 0o777) }) != 0, errno != EEXIST, errno != EISDIR {
                throw Fault.system(StreamError.cannotCreate, made)
            }
        }
        guard let root = FolderDescriptor(path: path) else { throw Fault.system(StreamError.cannotCreate, path) }
        self.root = root
    }

    /// Writes a file, making the folders above it.
    /// - Parameter leaf: the path inside this directory, made by a `FileNamePattern`.
    /// - Throws: `Fault` with `StreamError.nameClash` if this run has already written that name, `.outputExists`,
    ///   `.cannotCreate` or `.cannotWrite`.
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

    /// Opens a file, making the folders above it.
    /// - Parameter leaf: the path inside this directory, made by a `FileNamePattern`.
    /// - Throws: `Fault` with `StreamError.outputExists` or `.cannotCreate`.
    package func sink(_ leaf: String) throws(Fault) -> ByteSink {
        _ = files.insert(leaf)
        let (path, last) = PathText.split(leaf)
        let name = PathText.join(name, leaf)
        return ByteSink(try PendingFile(in: folder(path), last, name: name, force: force), name: name)
    }

    /// What the user should know about the names that were used, in sentences for the summary.
    /// - Parameter nameFallbacks: the texts of `FileNamePattern.fallbacks`, and how often each occurred.
    package func notes(nameFallbacks: [String: Int]) -> [String] {
        var notes = nameFallbacks.sorted { $0.key < $1.key }.map { fallback, count in
            "\(fallback) for \(count) \(count == 1 ? "sketch" : "sketches")"
        }
        if let (first, second) = folderNames.alike ?? files.alike {
            notes.append("names: '\(first)' and '\(second)' are the same where case is ignored")
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
            let isLink = parent.status(of: last)?.kind == S_IFLNK
            let why = isLink ? "it is a link, and links in an output are not followed" : StreamError.systemMessage
            throw Fault(source: PathText.join(name, path), reason: StreamError.cannotCreate(why))
        }
        if folders.count >= Self.mostFolders { folders = [:] }
        folders[key] = folder
        if folderNames.count < Self.mostFolderNames { _ = folderNames.insert(path) }
        return folder
    }

    /// Each of them is an open file.
    private static let mostFolders = 128
    private static let mostFolderNames = 1 << 16
}

extension OutputDirectory {
    /// Whether there is a directory with that name that isn't empty.
    /// - Throws: `Fault` with `StreamError.cannotCreate` if something else has that name.
    package static func hasEntries(_ path: String) throws(Fault) -> Bool {
        guard let stream = PathText.withCString(path, { opendir($0) }) else {
            if errno == ENOENT { return false }
            throw Fault.system(StreamError.cannotCreate, path)
        }
        defer { closedir(stream) }
        // Besides the entries for itself and its parent.
        var count = 0
        while count < 3, readdir(stream) != nil { count += 1 }
        return count == 3
    }
}
