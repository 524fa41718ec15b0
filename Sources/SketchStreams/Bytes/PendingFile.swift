internal import Platform
package import SketchModel

/// A file that has no name until it is complete or, if the file system doesn't support that, a temporary name. It is
/// removed if it is released before.
package final class PendingFile {
    package let file: FileDescriptor
    private let folder: FolderDescriptor
    /// The name that it will get in the folder.
    private var leaf: String
    /// Its name in messages.
    private var name: String
    private let force: Bool
    /// Its temporary name, if it has one.
    private var partialName: String?
    private var isCommitted = false

    /// A file for the path that the user gave. If the path is a link, the link's target is replaced.
    /// - Parameter usesUnnamed: whether to try a file without a name first.
    /// - Throws: `Fault` with `StreamError.outputExists` if a file exists and `force` is false, or `.cannotCreate`.
    package convenience init(path: String, name: String, force: Bool, usesUnnamed: Bool = true) throws(Fault) {
        let status = FileDescriptor.status(ofPath: path)
        let target = status == nil ? path : FileDescriptor.resolved(path: path) ?? path
        let (parent, leaf) = PathText.split(target)
        guard let folder = FolderDescriptor(path: parent) else { throw Fault.system(StreamError.cannotCreate, name) }
        try self.init(in: folder, leaf, replacing: status, name: name, force: force, usesUnnamed: usesUnnamed)
    }

    /// A file in a folder. A link with its name is itself replaced.
    convenience init(in folder: FolderDescriptor, _ leaf: String, name: String, force: Bool) throws(Fault) {
        var status = folder.status(of: leaf)
        if force, status?.kind == S_IFLNK { status = nil }
        try self.init(in: folder, leaf, replacing: status, name: name, force: force, usesUnnamed: true)
    }

    private init(
        in folder: FolderDescriptor,
        _ leaf: String,
        replacing status: stat?,
        name: String,
        force: Bool,
        usesUnnamed: Bool
    ) throws(Fault) {
        if let status {
            if !force { throw Fault(source: name, reason: StreamError.outputExists) }
            guard status.kind == S_IFREG else {
                throw Fault(source: name, reason: StreamError.cannotCreate("it exists and is not a regular file"))
            }
        }
        (self.folder, self.leaf, self.name, self.force) = (folder, leaf, name, force)
        PartialName.sweep(folder, path: PathText.split(name).folder)
        if usesUnnamed, let file = folder.makeUnnamed() {
            self.file = file
        } else {
            let (file, partialName) = try Self.makeNamed(in: folder, name: name)
            (self.file, self.partialName) = (file, partialName)
        }
        if let status { fchmod(file.number, status.st_mode & 0o7777) }
    }

    deinit {
        guard let partialName else { return }
        folder.remove(partialName)
        Interruption.forget(partialName, in: folder)
    }

    private static func makeNamed(
        in folder: FolderDescriptor,
        name: String
    ) throws(Fault) -> (FileDescriptor, String) {
        // The name is already used by chance, or a program took the file for an abandoned one.
        for _ in 0..<16 {
            let partialName = PartialName.random()
            Interruption.remember(partialName, in: folder)
            if let file = folder.make(partialName) {
                if PartialName.lock(file) { return (file, partialName) }
                folder.remove(partialName)
                errno = EEXIST
            }
            let code = errno
            Interruption.forget(partialName, in: folder)
            errno = code
            if code != EEXIST { break }
        }
        throw Fault.system(StreamError.cannotCreate, name)
    }

    /// Changes the name that the file will get.
    func rename(to leaf: String, name: String) { (self.leaf, self.name) = (leaf, name) }

    /// Gives the file its name.
    /// - Throws: `Fault` with `StreamError.outputExists` if another program has made a file with that name in the
    ///   meantime.
    package func commit() throws(Fault) {
        guard partialName == nil ? takeName() : force ? replace() : rename() else {
            if errno == EEXIST { throw Fault(source: name, reason: StreamError.outputExists) }
            throw Fault.system(StreamError.cannotCreate, name)
        }
        isCommitted = true
    }

    package static func exists(_ path: String) -> Bool { PathText.withCString(path) { access($0, F_OK) == 0 } }

    /// Removes the file that `commit` named.
    package func withdraw() { if isCommitted { folder.remove(leaf) } }

    /// Gives a file without a name its final name.
    private func takeName() -> Bool {
        if folder.link(file, as: leaf) { return true }
        guard force, errno == EEXIST else { return false }
        // Linking replaces nothing, so the file gets a temporary name on the way.
        let name = PartialName.random()
        Interruption.remember(name, in: folder)
        _ = PartialName.lock(file)
        guard folder.link(file, as: name) else {
            let code = errno
            Interruption.forget(name, in: folder)
            errno = code
            return false
        }
        partialName = name
        return replace()
    }

    /// Renames the file, replacing any file that has its name.
    private func replace() -> Bool {
        guard let partialName, folder.rename(partialName, to: leaf) else { return false }
        Interruption.forget(partialName, in: folder)
        self.partialName = nil
        return true
    }

    /// Renames the file, unless its name was taken in the meantime.
    private func rename() -> Bool {
        guard let partialName else { return false }
        // A link fails if the name exists; a rename doesn't.
        if folder.link(partialName, as: leaf) {
            folder.remove(partialName)
            Interruption.forget(partialName, in: folder)
            self.partialName = nil
            return true
        }
        // Some file systems don't support links.
        guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(errno) else { return false }
        guard folder.status(of: leaf) == nil else {
            errno = EEXIST
            return false
        }
        return replace()
    }
}
