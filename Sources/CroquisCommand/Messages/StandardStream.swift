internal import Platform

/// Standard output and standard error, unbuffered.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Writes all of `text`.
    /// - Returns: whether the other side took it.
    func write(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { systemWrite(rawValue, $0) }
            if count < 0 && errno != EINTR { return false }
            offset += max(0, count)
        }
        return true
    }
}
