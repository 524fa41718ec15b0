package import SketchModel
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file written beside its name and renamed when whole; removed if it is let go before.
package final class PendingFile {
    package let file: FileDescriptor
    private let path: String
    private let name: String
    private let temporaryPath: String
    private let force: Bool
    private var isCommitted = false

    private static let counter = Atomic<Int>(0)

    /// - Throws: `Fault` with `StreamError.outputExists` where there is a file already and not `force`, or
    ///   `.cannotCreate`.
    package init(path: String, name: String, force: Bool) throws(Fault) {
        self.name = name
        self.force = force
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists {
            if !force { throw Fault(source: name, reason: StreamError.outputExists) }
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw Fault(source: name, reason: StreamError.cannotCreate("it is there, and no regular file"))
            }
        }
        // What a link leads to is replaced, not the link.
        self.path = exists ? Self.resolved(path) : path
        let serial = Self.counter.add(1, ordering: .relaxed).newValue
        let temporaryPath = PathText.join(PathText.split(self.path).folder, ".croquis.\(getpid()).\(serial).partial")
        self.temporaryPath = temporaryPath
        Interruption.remember(temporaryPath)
        let number = open(temporaryPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard number >= 0 else {
            let why = StreamError.systemMessage
            Interruption.forget(temporaryPath)
            throw Fault(source: name, reason: StreamError.cannotCreate(why))
        }
        file = FileDescriptor(number)
        if exists { fchmod(number, status.st_mode & 0o7777) }
    }

    deinit {
        if !isCommitted { unlink(temporaryPath) }
        Interruption.forget(temporaryPath)
    }

    private static func resolved(_ path: String) -> String {
        guard let pointer = realpath(path, nil) else { return path }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    /// Gives the file its name.
    /// - Throws: `Fault` with `StreamError.outputExists` where another program made one meanwhile.
    package func commit() throws(Fault) {
        guard force ? rename(temporaryPath, path) == 0 : take(path) else {
            throw Fault(
                source: name,
                reason: errno == EEXIST ? StreamError.outputExists : .cannotCreate(StreamError.systemMessage)
            )
        }
        isCommitted = true
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Removes the file that `commit` gave its name.
    package func withdraw() { if isCommitted { unlink(path) } }

    /// Renames the file, unless the name was taken in the meantime.
    private func take(_ path: String) -> Bool {
        // A link instead of a rename fails where the name exists.
        if link(temporaryPath, path) == 0 {
            unlink(temporaryPath)
            return true
        }
        // Some file systems have no links.
        guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(errno) else { return false }
        guard access(path, F_OK) != 0 else {
            errno = EEXIST
            return false
        }
        return rename(temporaryPath, path) == 0
    }
}
