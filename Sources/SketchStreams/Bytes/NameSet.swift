/// A set of names compared byte for byte, as on Linux. It also finds the first two names that would clash on macOS and
/// Windows, where case and the composition of accents are ignored.
struct NameSet {
    private var names: Set<Name> = []
    /// The names other than those in ASCII without capitals, by their text without case.
    private var folded: [String: String] = [:]
    /// The first two names that clash; no others are looked for after them.
    private(set) var alike: (first: String, second: String)?

    var count: Int { names.count }

    /// A text that equals only itself, whereas Swift strings are equal if they are canonically equivalent.
    private struct Name: Hashable {
        var text: String

        static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    /// - Returns: whether the name is new.
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
