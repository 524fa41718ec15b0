internal import TextNotation

/// Numbers as people read them.
enum NumberText {
    /// "97 %", below one in a hundred "0.3 %", below one in a thousand "< 0.1 %". The page's script says the same.
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "–" }
        let share = DecimalText.rounded(share, digits: 4)
        if share < 0.001 { return "< 0.1 %" }
        return share < 0.0095
            ? DecimalText.fixed(100 * share, digits: 1) + " %" : DecimalText.short(100 * share, digits: 0) + " %"
    }
}
