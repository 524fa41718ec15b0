/// Reads `calc()`: sums and differences of lengths, and products and quotients with numbers.
struct LengthSum {
    /// The greatest depth of nested brackets.
    private static let depthLimit = 32

    /// A part of a calculation.
    private enum Value {
        case number(Double)
        case length(Length)

        static func * (value: Value, factor: Double) -> Value {
            switch value {
            case .number(let number): .number(number * factor)
            case .length(let length): .length(length * factor)
            }
        }
    }

    private let basis: Length.Basis
    private var offset = 0
    private var depth = 0

    /// The value of `calc(…)`, counting plain numbers as pixels; `nil` if the text doesn't have that form.
    static func parse(_ text: Span<UInt8>, _ basis: Length.Basis) -> Length? {
        guard text.hasPrefix("calc(", at: 0) else { return nil }
        var sum = LengthSum(basis: basis)
        sum.offset = 4
        guard let value = sum.factor(text), sum.offset == text.count else { return nil }
        let length =
            switch value {
            case .number(let number): Length(pixels: number)
            case .length(let length): length
            }
        return length.pixels.isFinite && length.percent.isFinite && length.ems.isFinite ? length : nil
    }

    private init(basis: Length.Basis) { self.basis = basis }

    private mutating func sum(_ text: Span<UInt8>) -> Value? {
        guard var value = product(text) else { return nil }
        while true {
            text.skipSpace(&offset)
            guard offset < text.count, text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-") else {
                return value
            }
            let sign = text[offset] == UInt8(ascii: "+") ? 1.0 : -1.0
            offset += 1
            guard let next = product(text) else { return nil }
            switch (value, next * sign) {
            case (.number(let a), .number(let b)): value = .number(a + b)
            case (.length(let a), .length(let b)): value = .length(a + b)
            default: return nil
            }
        }
    }

    private mutating func product(_ text: Span<UInt8>) -> Value? {
        guard var value = factor(text) else { return nil }
        while true {
            text.skipSpace(&offset)
            guard offset < text.count, text[offset] == UInt8(ascii: "*") || text[offset] == UInt8(ascii: "/") else {
                return value
            }
            let isQuotient = text[offset] == UInt8(ascii: "/")
            offset += 1
            guard let next = factor(text) else { return nil }
            switch (value, next) {
            case (_, .number(let number)) where !isQuotient || number != 0:
                value = value * (isQuotient ? 1 / number : number)
            case (.number(let number), .length) where !isQuotient: value = next * number
            default: return nil
            }
        }
    }

    /// A number with or without a unit, or a sum in brackets.
    private mutating func factor(_ text: Span<UInt8>) -> Value? {
        text.skipSpace(&offset)
        if text.hasPrefix("calc(", at: offset) { offset += 4 }
        if offset < text.count, text[offset] == UInt8(ascii: "(") {
            guard depth < Self.depthLimit else { return nil }
            depth += 1
            defer { depth -= 1 }
            offset += 1
            guard let value = sum(text) else { return nil }
            text.skipSpace(&offset)
            guard offset < text.count, text[offset] == UInt8(ascii: ")") else { return nil }
            offset += 1
            return value
        }
        guard let number = text.number(&offset) else { return nil }
        let start = offset
        while offset < text.count, text[offset].isLetter || text[offset] == UInt8(ascii: "%") { offset += 1 }
        if offset == start { return .number(number) }
        return Length(of: text.extracting(start..<offset), basis).map { .length($0 * number) }
    }
}
