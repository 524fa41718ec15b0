internal import Platform
internal import SketchStreams

/// The identity of a file, independent of its name.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// Identifies what the path leads to, or standard input for `-`; `nil` if there is nothing.
    init?(path: String) {
        var status = stat()
        guard (path == "-" ? fstat(0, &status) : PathText.withCString(path) { stat($0, &status) }) == 0 else {
            return nil
        }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}
