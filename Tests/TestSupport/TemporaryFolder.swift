internal import Platform

/// A folder that is gone with the value.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() {
        var template = Array("/tmp/croquis-test.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { preconditionFailure("no temporary folder can be made") }
        path = String(cString: made)
    }

    deinit { Self.remove(path) }

    /// The path of `name` in the folder.
    package func callAsFunction(_ name: String) -> String { path + "/" + name }

    package func write(_ text: String, to name: String) { write(Array(text.utf8), to: name) }

    package func write(_ bytes: [UInt8], to name: String) {
        if let slash = name.lastIndex(of: "/") { mkdir(self(String(name[..<slash])), 0o777) }
        guard let file = fopen(self(name), "wb") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    package func read(_ name: String) -> [UInt8]? { Self.read(path: self(name)) }
    package func text(_ name: String) -> String? { read(name).map { String(decoding: $0, as: UTF8.self) } }

    package static func read(path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// The names in the folder and the folders in it, sorted. Links are names, whatever they lead to.
    package var names: [String] { Self.entries(path).filter { !$0.isFolder }.map(\.name).sorted() }

    /// Everything below `folder`, a folder after what is in it.
    private static func entries(_ folder: String, prefix: String = "") -> [(name: String, isFolder: Bool)] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var entries: [(String, Bool)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            // Not through links: what they lead to is not the test's to remove.
            var status = stat()
            let isFolder = lstat(folder + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            if isFolder { entries += Self.entries(folder + "/" + name, prefix: prefix + name + "/") }
            entries.append((prefix + name, isFolder))
        }
        return entries
    }

    private static func remove(_ folder: String) {
        for entry in entries(folder) {
            if entry.isFolder { rmdir(folder + "/" + entry.name) } else { unlink(folder + "/" + entry.name) }
        }
        rmdir(folder)
    }
}
