internal import Platform
internal import SketchStreams

/// What a file is, by whatever name.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// Of what the path leads to, or of standard input for `-`; `nil` where nothing is there.
    init?(path: String) {
        var status = stat()
        guard (path == "-" ? fstat(0, &status) : PathText.withCString(path) { stat($0, &status) }) == 0 else {
            return nil
        }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}
