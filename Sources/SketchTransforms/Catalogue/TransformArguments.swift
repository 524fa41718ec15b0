/// What follows the name in `-t NAME:ARGUMENTS`: items between commas, some of them `KEY=VALUE`.
package struct TransformArguments: Sendable {
    /// How the transform is written, for messages.
    package let form: String
    /// The step's place in the list, from 0.
    package let place: Int
    /// All items, as they were written.
    package let items: [String]

    package init(_ text: Substring?, form: String, place: Int) {
        self.form = form
        self.place = place
        items = text.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } ?? []
    }

    /// The items without `=`.
    package var plain: [String] { items.filter { !$0.contains("=") } }

    /// The value of the item `key=…`, or `nil` where there is none.
    package func value(of key: String) -> String? {
        items.first { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) }
    }

    /// Checks the number of plain items, and that no key but `keys` occurs, nor one of them twice.
    package func expect(plain count: ClosedRange<Int>, keys: [String] = []) throws(TransformError) {
        var seen: Set<Substring> = []
        for item in items {
            guard let sign = item.firstIndex(of: "=") else { continue }
            guard keys.contains(String(item[..<sign])), seen.insert(item[..<sign]).inserted else {
                throw .unexpectedArgument(item, form: form)
            }
        }
        let plain = plain
        if plain.count > count.upperBound { throw .unexpectedArgument(plain[count.upperBound], form: form) }
        if plain.count < count.lowerBound || plain.contains("") { throw .missingArgument(form: form) }
    }

    /// Reads `text` as a finite decimal number.
    package func number(_ text: String, named name: String, _ allowed: AllowedNumbers = .any) throws(TransformError)
        -> Double
    {
        guard !text.isEmpty else { throw .missingArgument(form: form) }
        // Double's own grammar also has hexadecimal, infinity and nan.
        guard text.utf8.allSatisfy({ Self.decimal.contains($0) }), let value = Double(text), value.isFinite else {
            throw .notANumber(text, form: form)
        }
        guard allowed.contains(value) else {
            throw .outOfRange(argument: name, value: text, allowed: allowed.description, form: form)
        }
        return value
    }

    /// Reads `text` as a whole number of `minimum` or more.
    package func count(_ text: String, named name: String, from minimum: Int = 0) throws(TransformError) -> Int {
        guard !text.isEmpty else { throw .missingArgument(form: form) }
        guard text.utf8.allSatisfy({ $0 &- 48 < 10 }), let value = Int(text) else {
            throw .notAWholeNumber(text, form: form)
        }
        guard value >= minimum else {
            throw .outOfRange(argument: name, value: text, allowed: "\(minimum) or more", form: form)
        }
        return value
    }

    /// Reads `MIN..MAX`, either of which may be left out, or a single number for both.
    package func countRange(_ text: String) throws(TransformError) -> ClosedRange<Int> {
        guard let dots = text.utf8Range(of: "..") else {
            let value = try count(text, named: "MIN..MAX")
            return value...value
        }
        let (first, last) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
        if first.isEmpty, last.isEmpty { throw .missingArgument(form: form) }
        let low = first.isEmpty ? 0 : try count(first, named: "MIN")
        let high = last.isEmpty ? Int.max : try count(last, named: "MAX")
        guard low <= high else {
            throw .outOfRange(argument: "MAX", value: last, allowed: "MIN or more", form: form)
        }
        return low...high
    }

    private static let decimal = Set("0123456789+-.eE".utf8)
}

/// The numbers that an argument may be.
package enum AllowedNumbers: String, CustomStringConvertible {
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

extension String {
    /// The first place of an ASCII text, without Foundation.
    fileprivate func utf8Range(of part: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            start = index(after: start)
        }
        return nil
    }
}
