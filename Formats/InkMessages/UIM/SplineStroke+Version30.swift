internal import MessageFields

extension SplineStroke {
    /// Reads a `Stroke` of version 3.0.0, whose numbers are floats.
    init(version30 range: Range<Int>, _ bytes: Span<UInt8>) throws(MessageFault) {
        self.init(offset: range.lowerBound)
        var constants: Range<Int>?
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: name = InkName.text(bytes, try field.range("an id"))
            case 2: start = try field.float("a parameter")
            case 3: end = try field.float("a parameter")
            case 4: try field.forEachFloat(bytes, "x") { x.append(Double($0)) }
            case 5: try field.forEachFloat(bytes, "y") { y.append(Double($0)) }
            case 6: try field.forEachFloat(bytes, "z") { style.z.add(Double($0)) }
            case 7: try field.forEachFloat(bytes, "red") { style.red.add(Double($0)) }
            case 8: try field.forEachFloat(bytes, "green") { style.green.add(Double($0)) }
            case 9: try field.forEachFloat(bytes, "blue") { style.blue.add(Double($0)) }
            case 10: try field.forEachFloat(bytes, "alpha") { style.alpha.add(Double($0)) }
            case 11: try field.forEachFloat(bytes, "sizes") { style.size.add(Double($0)) }
            case 12...18: style.hasDynamics = true
            case 19: sensors.first = Int(min(try field.number("an offset"), UInt64(Int32.max)))
            case 20: sensors.id = try field.range("an id")
            case 21: try field.forEachNumber(bytes, "a mapping") { sensors.mapping.append(Int(min($0, 1 << 31))) }
            case 22: constants = try readStyle(bytes, field.range("a style"))
            default: break
            }
        }
        guard let constants else { return }
        var values = MessageFields(constants)
        while let field = try values.next(bytes) {
            let value = try Self.wrapped(bytes, field.range("a value"))
            switch field.number {
            case 1: style.size = style.size.or(value)
            case 2: style.red = style.red.or(value)
            case 3: style.green = style.green.or(value)
            case 4: style.blue = style.blue.or(value)
            case 5: style.alpha = style.alpha.or(value)
            default: break
            }
        }
    }

    /// - Returns: the message of the properties that all points have.
    private mutating func readStyle(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(MessageFault) -> Range<Int>? {
        var constants: Range<Int>?
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: constants = try field.range("properties")
            case 2: brush = InkName.text(bytes, try field.range("a brush"))
            case 3: randomSeed = try field.number("a seed")
            case 4: renderMode = InkName.text(bytes, try field.range("a render mode"))
            default: break
            }
        }
        return constants
    }

    /// The value of a message that holds just that.
    private static func wrapped(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MessageFault) -> Double {
        var value: Float = 0
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) { if field.number == 1 { value = try field.float("a value") } }
        return Double(value)
    }
}
