#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A folder that is gone with the value.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() {
        var template = Array("/tmp/croquis-test.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { preconditionFailure("no temporary folder can be made") }
        path = String(cString: made)
    }

    deinit { Self.remove(path) }

    /// The path of `name` in the folder.
    public func callAsFunction(_ name: String) -> String { path + "/" + name }

    public func write(_ text: String, to name: String) { write(Array(text.utf8), to: name) }

    public func write(_ bytes: [UInt8], to name: String) {
        if let slash = name.lastIndex(of: "/") { mkdir(self(String(name[..<slash])), 0o777) }
        guard let file = fopen(self(name), "wb") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    public func read(_ name: String) -> [UInt8]? { Self.read(path: self(name)) }
    public func text(_ name: String) -> String? { read(name).map { String(decoding: $0, as: UTF8.self) } }

    public static func read(path: String) -> [UInt8]? {
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

    /// The names in the folder and the folders in it, sorted.
    public var names: [String] { Self.names(path).sorted() }

    private static func names(_ folder: String, prefix: String = "") -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let inner = folder + "/" + name
            if let deeper = opendir(inner) {
                closedir(deeper)
                names += Self.names(inner, prefix: prefix + name + "/")
            } else {
                names.append(prefix + name)
            }
        }
        return names
    }

    private static func remove(_ folder: String) {
        for name in names(folder) { unlink(folder + "/" + name) }
        // Folders are empty now; the deepest go first.
        var folders = [folder]
        var next = 0
        while next < folders.count {
            if let stream = opendir(folders[next]) {
                while let entry = readdir(stream) {
                    let name = withUnsafePointer(to: &entry.pointee.d_name) {
                        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                    }
                    if name != ".", name != ".." { folders.append(folders[next] + "/" + name) }
                }
                closedir(stream)
            }
            next += 1
        }
        for folder in folders.reversed() { rmdir(folder) }
    }
}
