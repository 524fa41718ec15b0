/// Rows of text in columns as wide as their longest cell: the first column left-aligned, the others right-aligned.
package struct AlignedTable {
    private let heading: [String]
    private let leftColumns: Set<Int>
    private var rows: [[String]] = []

    /// - Parameter leftColumns: the indices of left-aligned columns.
    init(_ heading: [String], leftColumns: Set<Int> = [0]) {
        self.heading = heading
        self.leftColumns = leftColumns
    }

    /// - Parameter cells: one per column.
    mutating func add(_ cells: [String]) { rows.append(cells) }

    package var lines: [String] {
        let all = [heading] + rows
        let widths = heading.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let cells = row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return leftColumns.contains(column) ? row[column] + space : space + row[column]
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}

/// A share as a bar of characters, to an eighth of a column. Only a share of zero gives an empty bar.
struct Bar: CustomStringConvertible {
    let description: String

    /// - Parameters:
    /// - share: from 0 to 1.
    ///   - columns: the width of the whole.
    init(_ share: Double, columns: Int) {
        // A share of integers may be slightly below the exact value.
        let eighths = share > 0 ? max(1, Int(share * Double(max(0, columns)) * 8 + 1e-9)) : 0
        var bar = String(repeating: "█", count: eighths / 8)
        if eighths % 8 > 0 { bar.append(["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1]) }
        description = bar
    }
}

/// Text wrapped to a number of columns.
package struct Paragraph: CustomStringConvertible {
    package let description: String

    /// - Parameter indent: the number of spaces before each line.
    package init(_ text: String, indent: Int, width: Int) {
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
}

extension String {
    /// Padded with spaces at the end.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// Padded with spaces at the start.
    func indented(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }

    /// Cut with an ellipsis, or padded, to the given width.
    func fitted(to width: Int) -> String { count > width ? prefix(width - 1) + "…" : padded(to: width) }
}

/// Names with their values, in two columns.
func pairLines(_ pairs: [(String, String)]) -> [String] {
    let width = (pairs.map(\.0.count).max() ?? 0) + 2
    return pairs.map { $0.0.padded(to: width) + $0.1 }
}
