internal import Platform

/// Words in lines no wider than the terminal, or than 80 columns where there is none.
struct Paragraph: CustomStringConvertible {
    let description: String

    /// - Parameter indent: how many spaces each line begins with.
    init(_ text: String, indent: Int, width: Int = Self.terminalWidth(of: .output)) {
        let margin = String(repeating: " ", count: indent)
        var lines = [margin]
        for word in text.split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.count > indent, line.count + 1 + word.count > width {
                lines.append(margin + word)
            } else {
                lines[lines.count - 1] = line + (line.count > indent ? " " : "") + word
            }
        }
        description = lines.joined(separator: "\n")
    }

    /// The columns of the terminal, or 80 where there is none.
    static func terminalWidth(of stream: StandardStream) -> Int {
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return max(20, Int(size.ws_col))
    }
}
