internal import Platform
internal import Synchronization

/// Removes incomplete files when the user interrupts the program.
package enum Interruption {
    private static let files = Locked<Set<UnfinishedFile>>([])

    /// A file's name in an open folder.
    private struct UnfinishedFile: Hashable {
        var name: String
        var folder: Int32
    }

    /// From now on, an interrupt or a request to end removes the incomplete files, then ends the program as the signal
    /// normally would. Signals that the program was started to ignore, as by `nohup`, stay ignored.
    package static func removeUnfinishedFiles() { _ = isWatching }

    /// From now on, the first interrupt or request to end is only noted, so that the work can be completed; a second
    /// one ends the program as described for `removeUnfinishedFiles`.
    package static func noteFirst() {
        removeUnfinishedFiles()
        notes.store(true, ordering: .sequentiallyConsistent)
    }

    /// Whether an interrupt or a request to end has been noted.
    package static var isNoted: Bool { noted.load(ordering: .relaxed) != 0 }

    /// Ends the program as the noted signal would have; returns if none was noted.
    package static func endWhereNoted() {
        let number = noted.load(ordering: .relaxed)
        if number != 0 { end(number) }
    }

    private static let notes = Atomic<Bool>(false)
    /// The signal's number, or 0.
    private static let noted = Atomic<Int32>(0)

    // A separate thread waits for what the handler writes: the workers may all be busy, and a queue would wait for one
    // of them to pause.
    private static let isWatching: Bool = {
        guard signalPipe.reading >= 0, SystemThread(nil, { _ in Interruption.watch() }) != nil else { return false }
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let previous = signal(number) { Interruption.tell($0) }
            if unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
        }
        return true
    }()

    /// The pipe to which the handler writes the signal's number; below 0 if no pipe could be made.
    private static let signalPipe: (reading: Int32, writing: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }()

    /// Runs on whichever thread a signal interrupts, so it may do nothing but write.
    private static func tell(_ number: Int32) {
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(signalPipe.writing, &byte, 1)
    }

    private static func watch() -> UnsafeMutableRawPointer? {
        while true {
            var byte: UInt8 = 0
            while read(signalPipe.reading, &byte, 1) != 1 {}
            guard notes.exchange(false, ordering: .sequentiallyConsistent) else { end(Int32(byte)) }
            noted.store(Int32(byte), ordering: .relaxed)
        }
    }

    private static func end(_ number: Int32) -> Never {
        // The lock is never released, so that no other file is started.
        files.withLock { files in
            for file in files { unlinkat(file.folder, file.name, 0) }
            signal(number, SIG_DFL)
            // The thread may have been started by one that blocks signals.
            var mask = sigset_t()
            sigemptyset(&mask)
            sigaddset(&mask, number)
            pthread_sigmask(SIG_UNBLOCK, &mask, nil)
            raise(number)
            _exit(128 + number)
        }
    }

    /// - Parameter folder: stays open until `forget`.
    static func remember(_ name: String, in folder: FolderDescriptor) {
        files.withLock { _ = $0.insert(UnfinishedFile(name: name, folder: folder.number)) }
    }

    static func forget(_ name: String, in folder: FolderDescriptor) {
        files.withLock { _ = $0.remove(UnfinishedFile(name: name, folder: folder.number)) }
    }
}
