/// Names that were given, told apart byte for byte as Linux does, and the first two that are alike where case, or how
/// accents are composed, does not count, as on macOS and Windows.
struct NameSet {
    private var names: Set<Name> = []
    /// Those that are not all ASCII without capitals, by their text without case.
    private var folded: [String: String] = [:]
    /// The first two that are alike; none are looked for behind them.
    private(set) var alike: (first: String, second: String)?

    var count: Int { names.count }

    /// A text that equals no other, where Swift's strings equal those that are canonically equivalent.
    private struct Name: Hashable {
        var text: String

        static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    /// - Returns: whether the name was not there before.
    mutating func insert(_ name: String) -> Bool {
        guard names.insert(Name(text: name)).inserted else { return false }
        if alike == nil { findAlike(name) }
        return true
    }

    private mutating func findAlike(_ name: String) {
        let isPlain = name.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5a).contains($0) }
        let plain = isPlain ? name : name.lowercased()
        let other = folded[plain] ?? (!isPlain && names.contains(Name(text: plain)) ? plain : nil)
        if let other {
            alike = (other, name)
            folded = [:]
        } else if !isPlain {
            folded[plain] = name
        }
    }
}
