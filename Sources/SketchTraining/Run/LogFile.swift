internal import SketchModel
internal import SketchStreams

/// The log as a file, to which rows are appended as they arrive.
final class LogFile {
    private let name: String
    private let file: FileDescriptor?

    /// Replaces the contents of the file with `text`, which removes what a killed run wrote after its checkpoint.
    /// - Parameter path: `nil` for no file.
    init(path: String?, text: String) throws(Fault) {
        name = path ?? ""
        guard let path else {
            file = nil
            return
        }
        let pending = try PendingFile(path: path, name: path, force: true)
        try pending.file.write(Array(text.utf8), name: path)
        try pending.commit()
        file = pending.file
    }

    /// Whether a file starts like a log.
    static func begins(_ path: String) -> Bool {
        let header = Array(TrainingLog.header.utf8)
        return (try? ByteSource(path: path).peek(header.count)) == header
    }

    func append(_ line: String) throws(Fault) { try file?.write(Array(line.utf8), name: name) }
}
