/// Parses numbers in arguments.
package enum ArgumentNumber {
    /// A finite decimal number: `2`, `-.5`, `1e3`. `nil` if the text is anything else.
    package static func number(_ text: String) -> Double? {
        // Double's own grammar also allows hexadecimal, infinity and NaN.
        guard text.utf8.allSatisfy({ decimal.contains($0) }), let value = Double(text), value.isFinite else {
            return nil
        }
        return value
    }

    /// A whole number, 0 or more, written only in digits. `nil` if the text is anything else.
    package static func wholeNumber(_ text: String) -> Int? {
        text.utf8.allSatisfy { $0 &- 48 < 10 } ? Int(text) : nil
    }

    private static let decimal = Set("0123456789+-.eE".utf8)
}

/// The range of numbers that an argument allows.
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
