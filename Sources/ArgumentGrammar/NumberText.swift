/// Numbers as arguments have them.
package enum NumberText {
    /// A finite decimal number: `2`, `-.5`, `1e3`. `nil` if the text is something else.
    package static func number(_ text: String) -> Double? {
        // Double's own grammar also has hexadecimal, infinity and nan.
        guard text.utf8.allSatisfy({ decimal.contains($0) }), let value = Double(text), value.isFinite else {
            return nil
        }
        return value
    }

    /// A whole number of 0 or more, in digits alone. `nil` if the text is something else.
    package static func wholeNumber(_ text: String) -> Int? {
        text.utf8.allSatisfy { $0 &- 48 < 10 } ? Int(text) : nil
    }

    private static let decimal = Set("0123456789+-.eE".utf8)
}

/// The numbers that an argument may be.
package enum AllowedNumbers: String, Sendable, CustomStringConvertible {
    case any = "any number"
    case zeroOrMore = "0 or more"
    case aboveZero = "more than 0"
    case notZero = "not 0"
    case probability = "0 to 1"
    case belowOne = "0 or more and less than 1"

    package var description: String { rawValue }

    package func contains(_ value: Double) -> Bool {
        switch self {
        case .any: true
        case .zeroOrMore: value >= 0
        case .aboveZero: value > 0
        case .notZero: value != 0
        case .probability: value >= 0 && value <= 1
        case .belowOne: value >= 0 && value < 1
        }
    }
}
