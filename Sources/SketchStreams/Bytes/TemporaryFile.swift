internal import Platform
package import SketchModel

/// Files without a name, which disappear when the process ends.
package enum TemporaryFile {
    package static let name = "temporary file"

    /// A new file in `$TMPDIR`, or in `/tmp`.
    /// - Throws: `Fault` with `StreamError.cannotCreate`.
    package static func make() throws(Fault) -> FileDescriptor {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array(PathText.join(folder, "croquis.XXXXXX").utf8CString)
        let number = mkstemp(&template)
        guard number >= 0 else {
            throw Fault(source: folder, reason: StreamError.cannotCreate(StreamError.systemMessage))
        }
        unlink(template)
        return FileDescriptor(number)
    }
}
