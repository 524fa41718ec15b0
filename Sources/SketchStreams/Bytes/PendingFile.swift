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
        self.path = path
        self.name = name
        self.force = force
        if !force, access(path, F_OK) == 0 { throw Fault(source: name, reason: StreamError.outputExists) }
        let (folder, leaf) = PathText.split(path)
        let serial = Self.counter.add(1, ordering: .relaxed).newValue
        temporaryPath = PathText.join(folder, ".\(leaf.prefix(200)).\(getpid()).\(serial).partial")
        let number = open(temporaryPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard number >= 0 else {
            throw Fault(source: name, reason: StreamError.cannotCreate(StreamError.systemMessage))
        }
        file = FileDescriptor(number)
        Interruption.remember(temporaryPath)
    }

    deinit {
        if !isCommitted { unlink(temporaryPath) }
        Interruption.forget(temporaryPath)
    }

    /// Gives the file its name.
    /// - Throws: `Fault` with `StreamError.outputExists` where another program made one meanwhile.
    package func commit() throws(Fault) {
        // Without force, a link instead of a rename: it fails where the name was taken in the meantime.
        let failed = force ? rename(temporaryPath, path) != 0 : link(temporaryPath, path) != 0
        if failed {
            throw Fault(
                source: name,
                reason: errno == EEXIST ? StreamError.outputExists : .cannotCreate(StreamError.systemMessage)
            )
        }
        if !force { unlink(temporaryPath) }
        isCommitted = true
    }
}
