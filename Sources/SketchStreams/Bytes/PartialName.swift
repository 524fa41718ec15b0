internal import Platform
internal import SketchModel

/// The names of incomplete files, if they must have one. A file with such a name is locked while the program that
/// writes it runs, so one that isn't locked was left by a program that was killed.
enum PartialName {
    private static let beginning = Array(".croquis.".utf8)
    private static let ending = Array(".partial".utf8)

    /// A name that no file has, except with a probability of one in 2⁶⁴.
    static func random() -> String {
        ".croquis.\(UInt64.random(in: 0 ... .max).digits(16, radix: 16)).partial"
    }

    /// Shows to others that the file's program is still running.
    /// - Returns: whether the file still exists, since another program may just have taken it for an abandoned one.
    static func lock(_ file: FileDescriptor) -> Bool {
        // Without locks, no file is ever taken for an abandoned one.
        guard flock(file.number, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else { return false }
        return file.status.map { $0.st_nlink > 0 } ?? false
    }

    /// Removes the files that killed programs left in a folder: those of this user with such a name and without a lock.
    /// Runs once per folder.
    /// - Parameter path: the folder's path, since inode numbers are reused.
    static func sweep(_ folder: FolderDescriptor, path: String) {
        guard let status = folder.status else { return }
        let identity = FolderIdentity(path: path, device: UInt64(status.st_dev), number: UInt64(status.st_ino))
        let isNew = swept.withLock { swept in
            if swept.count >= mostSwept { swept = [] }
            return swept.insert(identity).inserted
        }
        // Only listing the folder needs permission to read it.
        let listing = isNew ? openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1
        guard listing >= 0 else { return }
        guard let stream = fdopendir(listing) else {
            close(listing)
            return
        }
        defer { closedir(stream) }
        var left = mostEntries
        while left > 0, let entry = readdir(stream) {
            left -= 1
            let name = entry.name
            if isOne(name) { removeIfLeft(name, folder) }
        }
    }

    /// The most entries that are examined, so that a folder with millions costs no time.
    private static let mostEntries = 100_000
    private static let mostSwept = 4096
    private static let swept = Locked<Set<FolderIdentity>>([])

    private struct FolderIdentity: Hashable {
        var path: String
        var device: UInt64
        var number: UInt64
    }

    /// Also matches the names of old versions, which held the process id: `.croquis.PID.N.partial`.
    private static func isOne(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard bytes.count > beginning.count + ending.count, bytes.starts(with: beginning),
            bytes.suffix(ending.count).elementsEqual(ending)
        else { return false }
        let middle = bytes[beginning.count..<(bytes.count - ending.count)]
        func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
        if middle.count == 16, middle.allSatisfy({ isDigit($0) || (97...102).contains($0) }) { return true }
        let numbers = middle.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return numbers.count == 2 && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    private static func removeIfLeft(_ name: String, _ folder: FolderDescriptor) {
        let number = openat(folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 else { return }
        let file = FileDescriptor(number)
        guard let status = file.status, status.kind == S_IFREG, status.st_uid == geteuid(),
            flock(number, LOCK_EX | LOCK_NB) == 0
        else { return }
        folder.remove(name)
    }
}
