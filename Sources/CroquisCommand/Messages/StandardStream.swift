internal import Platform
internal import SketchReports

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

/// The window that standard output is shown in.
struct TerminalWindow {
    let columns: Int
    /// Whether somebody said the width: the user, the environment or a terminal.
    let isKnown: Bool
    /// `nil` where there is none: a file or a pipe has no height.
    let rows: Int?

    /// The widths that are usable.
    static let columns = 4...1000

    /// - Parameter columns: its width, where the user said so; else what the environment says, the terminal, or 80.
    init(columns: Int?) {
        var size = winsize()
        let isWindow = ioctl(StandardStream.output.rawValue, UInt(TIOCGWINSZ), &size) == 0
        let told = Self.variable("COLUMNS").flatMap { Int($0) }.flatMap { Self.columns.contains($0) ? $0 : nil }
        let (least, most) = (Self.columns.lowerBound, Self.columns.upperBound)
        let measured = isWindow && size.ws_col > 0 ? min(max(Int(size.ws_col), least), most) : 80
        self.columns = columns ?? told ?? measured
        isKnown = columns != nil || told != nil || isWindow
        rows = isWindow && size.ws_row > 0 ? Int(size.ws_row) : nil
    }

    /// The columns of a stream's terminal, or 80 where there is none.
    static func columns(of stream: StandardStream) -> Int {
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return max(20, Int(size.ws_col))
    }

    /// The value of an environment variable.
    static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

extension Paragraph {
    /// Words in lines no wider than the terminal.
    init(_ text: String, indent: Int) {
        self.init(text, indent: indent, width: TerminalWindow.columns(of: .output))
    }
}
