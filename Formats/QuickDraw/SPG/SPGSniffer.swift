/// Recognises SPG by the start of a text.
enum SPGSniffer {
    /// What the strokes of the first record show, as far as they lie in the prefix.
    private struct Evidence {
        var hasIndex = false
        var hasFourth = false
        var hasLongStroke = false
        var numbers: Set<Double> = []
        /// Whether something was seen that SPG doesn't have.
        var isOther = false
    }

    /// Whether the first record has only SPG's keys, and its strokes have one whole number in their third array, as no
    /// times do: either different ones, or with an index or a fourth array, which QuickDraw's records don't have.
    static func isSPG(_ text: Span<UInt8>) -> Bool {
        var scanner = JSONScanner(spansLines: true)
        var evidence = Evidence()
        var offset = NDJSONSniffer.lengthOfMark(text)
        scanner.skipSpace(text, at: &offset)
        guard scanner.isNext(UInt8(ascii: "{"), text, at: offset) else { return false }
        // A fault is due to the cut of the prefix, or else reported by the reader.
        try? scanner.object(text, at: &offset) { key, scanner, text, offset throws(NDJSONFault) in
            switch key {
            case "i":
                evidence.hasIndex = true
                _ = try scanner.number(text, at: &offset)
            case "key_id": try scanner.skipValue(text, at: &offset)
            case "drawing":
                try scanner.array(text, at: &offset) { scanner, text, offset throws(NDJSONFault) in
                    try stroke(&scanner, text, at: &offset, &evidence)
                }
            default:
                evidence.isOther = true
                try scanner.skipValue(text, at: &offset)
            }
        }
        return !evidence.isOther && evidence.hasLongStroke
            && (evidence.hasIndex || evidence.hasFourth || evidence.numbers.count > 1)
    }

    private static func stroke(
        _ scanner: inout JSONScanner,
        _ text: Span<UInt8>,
        at offset: inout Int,
        _ evidence: inout Evidence
    ) throws(NDJSONFault) {
        var arrays = 0
        try scanner.array(text, at: &offset) { scanner, text, offset throws(NDJSONFault) in
            arrays += 1
            evidence.hasFourth = evidence.hasFourth || arrays == 4
            guard arrays == 3 else { return try scanner.skipValue(text, at: &offset) }
            var numbers: [Double] = []
            try scanner.array(text, at: &offset) { scanner, text, offset throws(NDJSONFault) in
                numbers.append(try scanner.number(text, at: &offset))
            }
            guard let first = numbers.first else { return }
            if !numbers.allSatisfy({ $0 == first }) || first != first.rounded() || first < 0 { evidence.isOther = true }
            evidence.hasLongStroke = evidence.hasLongStroke || numbers.count > 1
            evidence.numbers.insert(first)
        }
        if arrays < 3 { evidence.isOther = true }
    }
}
