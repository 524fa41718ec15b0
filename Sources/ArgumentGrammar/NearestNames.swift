/// Suggests the names that the user may have meant.
package enum NearestNames {
    /// The names that are at most two edits away from `name` or begin with it; at most three, nearest first.
    package static func of(_ name: String, among names: some Sequence<String>) -> [String] {
        names.map { (name: $0, edits: editDistance($0, name)) }
            .filter { $0.edits <= min(2, name.count / 2) || (name.count > 2 && $0.name.hasPrefix(name)) }
            .sorted { ($0.edits, $0.name) < ($1.edits, $1.name) }
            .prefix(3).map(\.name)
    }

    /// The Levenshtein distance.
    private static func editDistance(_ a: String, _ b: String) -> Int {
        let b = Array(b.prefix(64))
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let replaced = diagonal + (b[j] == letter ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
