internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Removes half-written files when the user interrupts the program.
public enum Interruption {
    private static let paths = Mutex<Set<String>>([])

    /// From now on, an interrupt or a request to end removes the files that are not whole, and ends the program as it
    /// would have without. Signals that the program was started to ignore, as by `nohup`, stay ignored.
    public static func removeUnfinishedFiles() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // The disposition must be to ignore for the source to be told instead.
            let previous = signal(number, SIG_IGN)
            if unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { continue }
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // The handler keeps its source, which is needed to the end.
            source.setEventHandler { withExtendedLifetime(source) { end(number) } }
            source.resume()
        }
    }

    private static func end(_ number: Int32) {
        // The lock is never let go, so that no other file is begun.
        paths.withLock { paths in
            for path in paths { unlink(path) }
            signal(number, SIG_DFL)
            // Every thread of the dispatch library blocks signals, this one too.
            var mask = sigset_t()
            sigemptyset(&mask)
            sigaddset(&mask, number)
            pthread_sigmask(SIG_UNBLOCK, &mask, nil)
            raise(number)
            _exit(128 + number)
        }
    }

    static func remember(_ path: String) { paths.withLock { _ = $0.insert(path) } }
    static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }
}
