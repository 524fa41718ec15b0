/// Rows of text in columns as wide as their longest cell: the first column on the left, numbers on the right.
package struct AlignedTable {
    private let heading: [String]
    private let leftColumns: Set<Int>
    private var rows: [[String]] = []

    /// - Parameter leftColumns: those whose cells begin on the left.
    init(_ heading: [String], leftColumns: Set<Int> = [0]) {
        self.heading = heading
        self.leftColumns = leftColumns
    }

    /// - Parameter cells: one a column.
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

/// A share as a bar of characters, to an eighth of a column. It is never empty, but for a share of nothing.
struct Bar: CustomStringConvertible {
    let description: String

    /// - Parameters:
    ///   - share: from 0 to 1.
    ///   - columns: of the whole.
    init(_ share: Double, columns: Int) {
        // A share of whole numbers may lie a little below what it stands for.
        let eighths = share > 0 ? max(1, Int(share * Double(max(0, columns)) * 8 + 1e-9)) : 0
        var bar = String(repeating: "█", count: eighths / 8)
        if eighths % 8 > 0 { bar.append(["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1]) }
        description = bar
    }
}

/// Words in lines no wider than so many columns.
package struct Paragraph: CustomStringConvertible {
    package let description: String

    /// - Parameter indent: how many spaces each line begins with.
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
    /// With spaces behind it up to a width.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// With spaces before it up to a width.
    func indented(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }

    /// As wide as that: cut, which an ellipsis tells, or padded.
    func fitted(to width: Int) -> String { count > width ? prefix(width - 1) + "…" : padded(to: width) }
}

/// Names with what stands for them, in two columns.
func pairLines(_ pairs: [(String, String)]) -> [String] {
    let width = (pairs.map(\.0.count).max() ?? 0) + 2
    return pairs.map { $0.0.padded(to: width) + $0.1 }
}
