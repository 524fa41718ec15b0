internal import SketchModel

/// Reads the third array of each stroke as the number of the part that it draws, once per point, and a fourth array,
/// which some strokes have, as its copy.
struct PartScanner {
    let names: PartNames
    /// The parts of the strokes read so far.
    private(set) var parts: [String?] = []

    init(names: PartNames) { self.names = names }

    mutating func removeAll() { parts.removeAll(keepingCapacity: true) }

    /// Reads what follows the y of stroke `stroke`, up to the bracket that ends the stroke.
    /// - Parameters:
    ///   - points: the number of the stroke's points.
    ///   - start: where the stroke begins.
    mutating func stroke(
        _ stroke: Int,
        points: Int,
        from start: Int,
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) {
        let number = try Self.number(ofStroke: stroke, points: points, from: start, &scanner, bytes, at: &offset)
        if try !scanner.isLast(before: UInt8(ascii: "]"), "',' or ']'", bytes, at: &offset) {
            let copy = try Self.number(ofStroke: stroke, points: points, from: start, &scanner, bytes, at: &offset)
            guard copy == number else { throw NDJSONFault(offset: start, reason: .fourthArrayDiffers(stroke: stroke)) }
            scanner.skipSpace(bytes, at: &offset)
            try scanner.expect(UInt8(ascii: "]"), "']'", bytes, at: &offset)
        }
        guard let number else { return parts.append(nil) }
        guard let index = Int(exactly: number), index >= 0 else {
            throw NDJSONFault(offset: start, reason: .badPart(stroke: stroke))
        }
        guard let name = names.name(of: index) else {
            let reason = NDJSONError.unknownPart(stroke: stroke, number: index, names: names.names?.count ?? 0)
            throw NDJSONFault(offset: start, reason: reason)
        }
        parts.append(name)
    }

    /// Reads an array of equal numbers.
    /// - Returns: the number, or `nil` if the array is empty.
    private static func number(
        ofStroke stroke: Int,
        points: Int,
        from start: Int,
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) -> Double? {
        var first: Double?
        var count = 0
        var isMixed = false
        scanner.skipSpace(bytes, at: &offset)
        try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
            let number = try scanner.number(bytes, at: &offset)
            if count == 0 { first = number }
            isMixed = isMixed || number != first
            count += 1
        }
        guard count == points else {
            throw NDJSONFault(offset: start, reason: .unequalParts(stroke: stroke, points: points, parts: count))
        }
        if isMixed { throw NDJSONFault(offset: start, reason: .mixedParts(stroke: stroke)) }
        return first
    }
}
