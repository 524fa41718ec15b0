internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Removes the files that are not whole, then ends the program as the signal would have.
private func removeAndEnd(_ number: Int32) {
    Interruption.removeAll()
    signal(number, SIG_DFL)
    raise(number)
}

/// Removes half-written files when the user interrupts the program.
public enum Interruption {
    private static let paths = Mutex<Set<String>>([])

    /// From now on, an interrupt or a request to end removes the files that are not whole, and ends the program.
    public static func removeUnfinishedFiles() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, removeAndEnd)
        }
    }

    /// A signal handler must not wait for a lock that the interrupted thread may hold.
    fileprivate static func removeAll() {
        _ = paths.withLockIfAvailable { for path in $0 { unlink(path) } }
    }

    static func remember(_ path: String) { paths.withLock { _ = $0.insert(path) } }
    static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }
}
