/// The form of an argument's value, and how it is parsed.
package struct ArgumentForm<Value: Sendable>: Sendable {
    /// As shown in help: `0…15`, `yes|no`, `NAME`.
    package let text: String
    /// What to give, for advice: `a whole number from 0 to 15`.
    package let words: String
    /// All values, if they can be listed; empty otherwise.
    package let choices: [String]
    /// Parses a value; `nil` if the text isn't of this form.
    package let read: @Sendable (String) -> Value?

    package init(
        _ text: String,
        words: String,
        choices: [String] = [],
        read: @escaping @Sendable (String) -> Value?
    ) {
        self.text = text
        self.words = words
        self.choices = choices
        self.read = read
    }

    /// One of a list of names.
    package init(choices: [(name: String, value: Value)]) {
        let names = choices.map(\.name)
        self.init(names.joined(separator: "|"), words: Self.sentence(names), choices: names) { text in
            choices.first { $0.name == text }?.value
        }
    }

    /// `skip, outline or error`.
    private static func sentence(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension ArgumentForm where Value == Double {
    /// A finite decimal number.
    package static func number(_ allowed: AllowedNumbers = .any) -> Self {
        let words = allowed == .any ? "a number" : "a number, \(allowed)"
        return Self("NUMBER", words: words) { text in
            ArgumentNumber.number(text).flatMap { allowed.contains($0) ? $0 : nil }
        }
    }
}

extension ArgumentForm where Value == Int {
    /// A whole number in a range with a lower bound of 0 or more.
    package static func wholeNumber(_ range: ClosedRange<Int>, as text: String? = nil) -> Self {
        let (first, last) = (range.lowerBound, range.upperBound)
        return Self(text ?? "\(first)…\(last)", words: "a whole number from \(first) to \(last)") { text in
            ArgumentNumber.wholeNumber(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ArgumentForm where Value == Bool {
    package static var yesOrNo: Self { Self(choices: [("yes", true), ("no", false)]) }
}

extension ArgumentForm where Value == String {
    /// Any text that isn't empty. A comma would start the next argument.
    package static func text(_ text: String) -> Self {
        Self(text, words: "\(text) without commas") { $0.isEmpty ? nil : $0 }
    }
}

extension ArgumentForm where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// The name of one of an enumeration's cases.
    package static var oneOf: Self { Self(choices: Value.allCases.map { ($0.rawValue, $0) }) }
}
