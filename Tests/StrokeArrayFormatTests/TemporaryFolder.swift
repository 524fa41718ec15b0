#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A folder that goes, with what is in it, when it is let go.
final class TemporaryFolder {
    let path: String

    struct CannotBeMade: Error {}

    init() throws {
        var template = Array("/tmp/StrokeArrays.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CannotBeMade() }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                unlink(path + "/" + name)
            }
            closedir(folder)
        }
        rmdir(path)
    }
}
