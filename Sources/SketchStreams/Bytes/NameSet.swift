/// A set of names compared byte for byte, as on Linux. It also finds the first two names that would clash on macOS and
/// Windows, where case and the composition of accents are ignored.
struct NameSet {
    private var names: Set<ExactText> = []
    /// The names other than those in ASCII without capitals, by their text without case.
    private var folded: [String: String] = [:]
    /// The first two names that clash; no others are looked for after them.
    private(set) var alike: (first: String, second: String)?

    var count: Int { names.count }

    /// - Returns: whether the name is new.
    mutating func insert(_ name: String) -> Bool {
        guard names.insert(ExactText(name)).inserted else { return false }
        if alike == nil { findAlike(name) }
        return true
    }

    private mutating func findAlike(_ name: String) {
        let isPlain = name.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5a).contains($0) }
        let plain = isPlain ? name : name.lowercased()
        let other = folded[plain] ?? (!isPlain && names.contains(ExactText(plain)) ? plain : nil)
        if let other {
            alike = (other, name)
            folded = [:]
        } else if !isPlain {
            folded[plain] = name
        }
    }
}
