internal import Platform
internal import SketchModel

/// An open folder, in which names of one part are made, opened and removed: whatever becomes of its path meanwhile, and
/// never outside it.
final class FolderDescriptor {
    private let descriptor: FileDescriptor
    var number: Int32 { descriptor.number }

    /// `O_PATH`, which needs no permission to list the folder, and `O_TMPFILE`: glibc's macros for them are not Swift's.
    private static let reference: Int32 = {
        #if os(Linux)
            0o10_000_000 | O_DIRECTORY | O_CLOEXEC
        #else
            O_RDONLY | O_DIRECTORY | O_CLOEXEC
        #endif
    }()
    private static let unnamed: Int32? = {
        #if os(Linux)
            0o20_000_000 | O_DIRECTORY | O_RDWR | O_CLOEXEC
        #else
            nil
        #endif
    }()

    private init(_ number: Int32) { descriptor = FileDescriptor(number) }

    /// Opens a folder by its path, through whatever links are on the way; `nil`, with `errno` set, if that fails.
    convenience init?(path: String) {
        let number = PathText.withCString(path.isEmpty ? "." : path) { open($0, Self.reference) }
        guard number >= 0 else { return nil }
        self.init(number)
    }

    /// Opens, and makes if there is none, the folder `name` in this one; `nil`, with `errno` set, if that fails, as it
    /// does for a link.
    func folder(_ name: String) -> FolderDescriptor? {
        let opened = PathText.withCString(name) { name in
            if mkdirat(number, name, 0o777) != 0, errno != EEXIST { return -1 as Int32 }
            return openat(number, name, Self.reference | O_NOFOLLOW)
        }
        return opened < 0 ? nil : FolderDescriptor(opened)
    }

    /// What `name` is, a link being a link; `nil` if there is nothing of that name.
    func status(of name: String) -> stat? {
        var status = stat()
        let found = PathText.withCString(name) { fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) }
        return found == 0 ? status : nil
    }

    /// A new file for reading and writing under a name that nothing has; `nil`, with `errno` set, if that fails.
    func make(_ name: String) -> FileDescriptor? {
        let made = PathText.withCString(name) { openat(number, $0, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
        return made < 0 ? nil : FileDescriptor(made)
    }

    /// A new file that has no name until `link`; `nil` if the folder's file system has no such files.
    func makeUnnamed() -> FileDescriptor? {
        guard let flags = Self.unnamed else { return nil }
        let made = openat(number, ".", flags, 0o666)
        guard made >= 0 else { return nil }
        let file = FileDescriptor(made)
        // It is named by way of /proc, which may not be there.
        return access(Self.path(of: file), F_OK) == 0 ? file : nil
    }

    /// Gives a file that has no name one that nothing has.
    func link(_ file: FileDescriptor, as name: String) -> Bool {
        PathText.withCString(name) { linkat(AT_FDCWD, Self.path(of: file), number, $0, AT_SYMLINK_FOLLOW) == 0 }
    }

    private static func path(of file: FileDescriptor) -> String { "/proc/self/fd/\(file.number)" }

    /// Gives a file one more name, which nothing has.
    func link(_ name: String, as other: String) -> Bool {
        PathText.withCString(name) { name in
            PathText.withCString(other) { linkat(number, name, number, $0, 0) == 0 }
        }
    }

    /// Gives a file another name, in place of whatever has it.
    func rename(_ name: String, to other: String) -> Bool {
        PathText.withCString(name) { name in
            PathText.withCString(other) { renameat(number, name, number, $0) == 0 }
        }
    }

    func remove(_ name: String) { _ = PathText.withCString(name) { unlinkat(number, $0, 0) } }
}
