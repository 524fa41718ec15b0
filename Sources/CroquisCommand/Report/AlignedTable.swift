/// Rows of text in columns as wide as their longest cell: the first column on the left, numbers on the right.
struct AlignedTable {
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

    var lines: [String] {
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
