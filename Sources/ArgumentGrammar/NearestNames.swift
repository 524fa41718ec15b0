/// Suggests the names that the user may have meant.
package enum NearestNames {
    /// The names at most two edits away from `name`, or that begin with it; at most three, nearest first. An edit
    /// inserts, removes or replaces a letter, or swaps two neighbours.
    package static func of(_ name: String, among names: some Sequence<String>) -> [String] {
        names.map { (name: $0, edits: editDistance($0, name)) }
            .filter { $0.edits <= min(2, name.count / 2) || (name.count > 2 && $0.name.hasPrefix(name)) }
            .sorted { ($0.edits, $0.name) < ($1.edits, $1.name) }
            .prefix(3).map(\.name)
    }

    /// Damerau and Levenshtein's distance, in which no part of a text is edited twice.
    private static func editDistance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b.prefix(64)))
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var edits = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { edits = min(edits, rows[i - 1][j - 1] + 1) }
                row.append(edits)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
