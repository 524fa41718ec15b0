/// Conditions that begin with a colon.
extension Selector.Compound {
    /// The weight of a class, an attribute or a pseudo-class in the specificity.
    static let classWeight = 1 << 20

    /// Parses what follows a colon, and adds to the specificity; `nil` if it is unknown here.
    static func pseudoClass(
        _ text: Span<UInt8>,
        _ offset: inout Int,
        _ depth: Int,
        _ specificity: inout Int
    ) -> Selector.Condition? {
        let start = offset
        while offset < text.count, text[offset].isLetter || text[offset] == UInt8(ascii: "-") { offset += 1 }
        let name = text.extracting(start..<offset)
        guard offset < text.count, text[offset] == UInt8(ascii: "(") else {
            specificity += classWeight
            return simple(name)
        }
        let open = offset + 1
        var brackets = 0
        repeat {
            switch text[offset] {
            case UInt8(ascii: "("): brackets += 1
            case UInt8(ascii: ")"): brackets -= 1
            default: break
            }
            offset += 1
        } while offset < text.count && brackets > 0
        guard brackets == 0 else { return nil }
        let inner = open..<(offset - 1)
        if let place = place(name, text.extracting(text.trimmed(inner))) {
            specificity += classWeight
            return .place(place)
        }
        let isNegation = name.equalsIgnoringCase("not")
        let isFree = name.equalsIgnoringCase("where")
        guard isNegation || isFree || name.equalsIgnoringCase("is"),
            let selectors = Selector.list(text, in: inner, depth: depth + 1)
        else { return nil }
        if !isFree { specificity += selectors.map(\.specificity).max() ?? 0 }
        return isNegation ? .not(selectors) : .any(selectors)
    }

    private static func simple(_ name: Span<UInt8>) -> Selector.Condition? {
        if name.equalsIgnoringCase("root") { return .root }
        if name.equalsIgnoringCase("empty") { return .empty }
        if name.equalsIgnoringCase("first-child") { return .place(Selector.Place()) }
        if name.equalsIgnoringCase("last-child") { return .place(Selector.Place(fromEnd: true)) }
        if name.equalsIgnoringCase("only-child") { return .only(ofType: false) }
        if name.equalsIgnoringCase("first-of-type") { return .place(Selector.Place(ofType: true)) }
        if name.equalsIgnoringCase("last-of-type") { return .place(Selector.Place(fromEnd: true, ofType: true)) }
        if name.equalsIgnoringCase("only-of-type") { return .only(ofType: true) }
        for state: StaticString in [
            "hover", "active", "focus", "focus-within", "focus-visible", "visited", "link", "any-link", "target",
            "checked", "disabled",
        ] where name.equalsIgnoringCase(state) {
            return .never
        }
        return nil
    }

    /// `:nth-child(2n + 1)` and similar; `nil` for others, and if the formula is invalid.
    private static func place(_ name: Span<UInt8>, _ formula: Span<UInt8>) -> Selector.Place? {
        var place = Selector.Place()
        if name.equalsIgnoringCase("nth-last-child") {
            place.fromEnd = true
        } else if name.equalsIgnoringCase("nth-of-type") {
            place.ofType = true
        } else if name.equalsIgnoringCase("nth-last-of-type") {
            (place.fromEnd, place.ofType) = (true, true)
        } else if !name.equalsIgnoringCase("nth-child") {
            return nil
        }
        if formula.equalsIgnoringCase("odd") || formula.equalsIgnoringCase("even") {
            place.step = 2
            place.start = formula.equalsIgnoringCase("odd") ? 1 : 0
            return place
        }
        var offset = 0
        let first = integer(formula, &offset)
        guard offset < formula.count, formula[offset].lowercased == UInt8(ascii: "n") else {
            guard let value = first.value, offset == formula.count else { return nil }
            place.start = value
            return place
        }
        place.step = first.value ?? (first.isNegative ? -1 : 1)
        offset += 1
        formula.skipSpace(&offset)
        place.start = 0
        if offset == formula.count { return place }
        guard formula[offset] == UInt8(ascii: "+") || formula[offset] == UInt8(ascii: "-") else { return nil }
        let isNegative = formula[offset] == UInt8(ascii: "-")
        offset += 1
        formula.skipSpace(&offset)
        guard let value = integer(formula, &offset).value, offset == formula.count else { return nil }
        place.start = isNegative ? -value : value
        return place
    }

    /// A whole number with its sign and at most nine digits.
    private static func integer(_ text: Span<UInt8>, _ offset: inout Int) -> (value: Int?, isNegative: Bool) {
        var isNegative = false
        if offset < text.count, text[offset] == UInt8(ascii: "-") || text[offset] == UInt8(ascii: "+") {
            isNegative = text[offset] == UInt8(ascii: "-")
            offset += 1
        }
        let start = offset
        var value = 0
        while offset < text.count, offset - start < 9, text[offset].isDigit {
            value = value * 10 + Int(text[offset] - 48)
            offset += 1
        }
        return (offset == start ? nil : isNegative ? -value : value, isNegative)
    }
}
