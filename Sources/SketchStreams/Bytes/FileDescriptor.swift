internal import Platform
package import SketchModel

/// An open file, closed when the last reference to it is released.
package final class FileDescriptor {
    package let number: Int32
    private let closes: Bool

    package init(_ number: Int32, closes: Bool = true) {
        self.number = number
        self.closes = closes
    }

    deinit { if closes { close(number) } }

    package static let standardInput = 0 as Int32
    package static let standardOutput = 1 as Int32

    /// Opens an existing file for reading.
    package static func reading(path: String, name: String) throws(Fault) -> FileDescriptor {
        let number = PathText.withCString(path) { open($0, O_RDONLY | O_CLOEXEC) }
        guard number >= 0 else {
            let missing = errno == ENOENT || errno == ENOTDIR
            throw missing ? Fault(source: name, reason: StreamError.noSuchInput) : .system(StreamError.cannotOpen, name)
        }
        return FileDescriptor(number)
    }

    /// Opens a path that has no content to replace, such as a pipe or `/dev/stdout`; `nil` for anything else.
    package static func writingDevice(path: String) throws(Fault) -> FileDescriptor? {
        guard let status = status(ofPath: path), ![S_IFREG, S_IFDIR].contains(status.kind) else { return nil }
        let number = PathText.withCString(path) { open($0, O_WRONLY | O_CLOEXEC) }
        guard number >= 0 else { throw Fault.system(StreamError.cannotCreate, path) }
        return FileDescriptor(number)
    }

    /// The status of the file with that name, or of a link's target; `nil` if there is none.
    static func status(ofPath path: String) -> stat? {
        var status = stat()
        return PathText.withCString(path) { stat($0, &status) } == 0 ? status : nil
    }

    /// The path without links in it; `nil` if there is no such file.
    static func resolved(path: String) -> String? {
        guard let pointer = PathText.withCString(path, { realpath($0, nil) }) else { return nil }
        defer { free(pointer) }
        return PathText.text(cString: pointer)
    }

    /// The file's status; `nil`, with `errno` set, if the system doesn't tell.
    var status: stat? {
        var status = stat()
        return fstat(number, &status) == 0 ? status : nil
    }

    /// Whether there is a directory with that name.
    package static func isDirectory(_ path: String) -> Bool { status(ofPath: path)?.kind == S_IFDIR }
    package var isDirectory: Bool { status?.kind == S_IFDIR }

    /// The size of a regular file, or `nil` for pipes, terminals and the like.
    package var regularFileSize: Int? { status.flatMap { $0.kind == S_IFREG ? Int($0.st_size) : nil } }

    /// Appends at most `count` bytes to `buffer` and returns how many; 0 at the end.
    package func read(_ count: Int, into buffer: inout [UInt8], name: String) throws(Fault) -> Int {
        var got = 0
        buffer.append(addingCapacity: count) { span in
            span.withUnsafeMutableBufferPointer { bytes, initialized in
                let free = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[initialized...])
                repeat { got = systemRead(number, free) } while got < 0 && errno == EINTR
                initialized += max(0, got)
            }
        }
        guard got >= 0 else { throw Fault.system(StreamError.cannotRead, name) }
        return got
    }

    /// Fills `buffer[range]` with the bytes from the file's `offset`; with fewer bytes at the end of the file.
    /// - Returns: the number of bytes read.
    package func read(at offset: Int, into buffer: inout [UInt8], range: Range<Int>, name: String) throws(Fault) -> Int
    {
        var done = 0
        while done < range.count {
            let got = buffer.withUnsafeMutableBytes { bytes in
                pread(
                    number,
                    bytes.baseAddress?.advanced(by: range.lowerBound + done),
                    range.count - done,
                    off_t(offset + done)
                )
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw Fault.system(StreamError.cannotRead, name) }
            if got == 0 { break }
            done += got
        }
        return done
    }

    /// Writes all of `bytes`.
    package func write(_ bytes: some Collection<UInt8>, name: String) throws(Fault) {
        let failure: String?? = bytes.withContiguousStorageIfAvailable { buffer -> String? in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[done...])
                let count = systemWrite(number, rest)
                if count < 0 && errno == EINTR { continue }
                if count < 0 { return StreamError.systemMessage }
                done += count
            }
            return nil
        }
        switch failure {
        case .none: try write(Array(bytes), name: name)
        case .some(.none): return
        case .some(.some(let why)): throw Fault(source: name, reason: StreamError.cannotWrite(why))
        }
    }

    /// Writes all of `bytes` at the file's `offset`, without affecting where the next `write` goes.
    package func write(_ bytes: [UInt8], at offset: Int, name: String) throws(Fault) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(number, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset + done))
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Fault.system(StreamError.cannotWrite, name) }
            done += count
        }
    }
}

extension stat {
    /// `S_IFREG` for a regular file, `S_IFDIR` for a directory, and so on.
    var kind: mode_t { st_mode & S_IFMT }
}
