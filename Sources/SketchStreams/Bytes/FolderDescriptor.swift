internal import Platform
internal import SketchModel

/// An open folder in which entries are made, opened and removed by name: always inside it, whatever happens to its path
/// in the meantime.
final class FolderDescriptor {
    private let descriptor: FileDescriptor
    var number: Int32 { descriptor.number }
    var status: stat? { descriptor.status }

    /// `O_PATH`, which needs no permission to list the folder, and `O_TMPFILE`: Swift doesn't import glibc's macros for
    /// them.
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

    /// Opens a folder by its path, following links; `nil`, with `errno` set, if that fails.
    convenience init?(path: String) {
        let number = PathText.withCString(path.isEmpty ? "." : path) { open($0, Self.reference) }
        guard number >= 0 else { return nil }
        self.init(number)
    }

    /// Opens the folder `name` in this one, making it if necessary; `nil`, with `errno` set, if that fails, as it does
    /// for a link.
    func folder(_ name: String) -> FolderDescriptor? {
        let opened = PathText.withCString(name) { name in
            if mkdirat(number, name, 0o777) != 0, errno != EEXIST { return -1 as Int32 }
            return openat(number, name, Self.reference | O_NOFOLLOW)
        }
        return opened < 0 ? nil : FolderDescriptor(opened)
    }

    /// The status of `name`, without following links; `nil` if there is no such entry.
    func status(of name: String) -> stat? {
        var status = stat()
        let found = PathText.withCString(name) { fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) }
        return found == 0 ? status : nil
    }

    /// Makes a new file for reading and writing under an unused name; `nil`, with `errno` set, if that fails.
    func make(_ name: String) -> FileDescriptor? {
        let made = PathText.withCString(name) { openat(number, $0, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
        return made < 0 ? nil : FileDescriptor(made)
    }

    /// Makes a new file without a name, which `link` gives it; `nil` if the file system doesn't support that.
    func makeUnnamed() -> FileDescriptor? {
        guard let flags = Self.unnamed else { return nil }
        let made = openat(number, ".", flags, 0o666)
        guard made >= 0 else { return nil }
        let file = FileDescriptor(made)
        // It is named through /proc, which may not be mounted.
        return access(Self.path(of: file), F_OK) == 0 ? file : nil
    }

    /// Gives a file without a name an unused one.
    func link(_ file: FileDescriptor, as name: String) -> Bool {
        PathText.withCString(name) { linkat(AT_FDCWD, Self.path(of: file), number, $0, AT_SYMLINK_FOLLOW) == 0 }
    }

    private static func path(of file: FileDescriptor) -> String { "/proc/self/fd/\(file.number)" }

    /// Gives a file another, unused name in addition to its own.
    func link(_ name: String, as other: String) -> Bool {
        PathText.withCString(name) { name in
            PathText.withCString(other) { linkat(number, name, number, $0, 0) == 0 }
        }
    }

    /// Renames a file, replacing any file that has the new name.
    func rename(_ name: String, to other: String) -> Bool {
        PathText.withCString(name) { name in
            PathText.withCString(other) { renameat(number, name, number, $0) == 0 }
        }
    }

    func remove(_ name: String) { _ = PathText.withCString(name) { unlinkat(number, $0, 0) } }
}

extension UnsafeMutablePointer<dirent> {
    /// The entry's name, as a path's text. Entries may be shorter than their type, so they aren't copied.
    var name: String {
        withUnsafePointer(to: &pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { PathText.text(cString: $0) }
        }
    }
}
