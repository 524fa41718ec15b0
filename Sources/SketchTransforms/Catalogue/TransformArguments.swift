package import ArgumentGrammar

/// What follows the name in `-t NAME:ARGUMENTS`: items between commas, some of them `KEY=VALUE`.
package struct TransformArguments: Sendable {
    /// How the transform is written, for messages.
    package let form: String
    private let parts: [ArgumentItem]

    package init(_ parts: [ArgumentItem], form: String) {
        self.form = form
        self.parts = parts
    }

    /// All items, as they were written.
    package var items: [String] { parts.map(\.text) }

    /// The items without `=`.
    package var plain: [String] { parts.filter { $0.key == nil }.map(\.value) }

    /// The value of the item `key=…`, or `nil` if there is none.
    package func value(of key: String) -> String? { parts.first { $0.key == key }?.value }

    /// The items, of which there must be some, and none empty.
    func names() throws(TransformError) -> [String] {
        guard !parts.isEmpty, !items.contains("") else { throw .missingArgument(form: form) }
        return items
    }

    /// Checks the number of plain items, and that no key but `keys` occurs, nor one of them twice.
    package func expect(plain count: ClosedRange<Int>, keys: [String] = []) throws(TransformError) {
        var seen: Set<String> = []
        for item in parts {
            guard let key = item.key else { continue }
            guard keys.contains(key), seen.insert(key).inserted else {
                throw .unexpectedArgument(item.text, form: form)
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
        guard let value = ArgumentNumber.number(text) else { throw .notANumber(text, form: form) }
        guard allowed.contains(value) else {
            throw .outOfRange(argument: name, value: text, allowed: allowed.description, form: form)
        }
        return value
    }

    /// Reads `text` as a whole number of `minimum` or more.
    package func count(_ text: String, named name: String, from minimum: Int = 0) throws(TransformError) -> Int {
        guard !text.isEmpty else { throw .missingArgument(form: form) }
        guard let value = ArgumentNumber.wholeNumber(text) else { throw .notAWholeNumber(text, form: form) }
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
