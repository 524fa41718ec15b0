internal import SketchReports

/// Text whose lines are no wider than the terminal. What doesn't fit goes on below the line's beginning or, in a line of
/// two columns, below the second.
struct WrappedText: CustomStringConvertible {
    let description: String

    init(_ text: String, width: Int) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.count <= width { return String(line) }
            let margin = line.prefix { $0 == " " }
            let words = line.dropFirst(margin.count)
            guard let gap = words.firstRange(of: "  ") else {
                return Paragraph(String(words), indent: margin.count, width: width).description
            }
            let second = words[gap.upperBound...].drop { $0 == " " }
            let first = line[..<second.startIndex]
            let column = Paragraph(String(second), indent: first.count, width: width)
            return String(first) + String(column.description.dropFirst(first.count))
        }
        description = lines.joined(separator: "\n")
    }
}
