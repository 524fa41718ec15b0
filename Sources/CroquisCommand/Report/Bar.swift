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
