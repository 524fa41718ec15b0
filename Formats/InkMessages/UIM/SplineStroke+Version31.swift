internal import MessageFields
internal import Platform

extension SplineStroke {
    /// Reads a `Stroke` of version 3.1.0, whose numbers are floats or differences of whole numbers.
    init(version31 range: Range<Int>, _ ink: UniversalInk, _ bytes: Span<UInt8>) throws(MessageFault) {
        self.init(offset: range.lowerBound)
        // Numbers of digits after the point, four bits each: of places, sizes and others.
        var precisions: Int32 = 0
        var (floats, differences, constants): (Range<Int>?, Range<Int>?, Range<Int>?)
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: name = InkName.uuid(bytes, try field.range("an id"))
            case 2: precisions = MessageFields.signed(try field.number("precisions"))
            case 3: start = try field.float("a parameter")
            case 4: end = try field.float("a parameter")
            case 5: floats = try field.range("a spline")
            case 6: differences = try field.range("a spline")
            case 7: constants = try Self.entry(field, of: ink.properties, "properties")
            case 8: constants = try field.range("properties")
            case 9: brush = try Self.entry(field, of: ink.brushes, "brushURIs").flatMap { InkName.text(bytes, $0) }
            case 10: brush = InkName.text(bytes, try field.range("a brush"))
            case 11:
                renderMode = try Self.entry(field, of: ink.renderModes, "renderModeURIs").flatMap {
                    InkName.text(bytes, $0)
                }
            case 12: renderMode = InkName.text(bytes, try field.range("a render mode"))
            case 13: randomSeed = try field.number("a seed")
            case 14: sensors.first = Int(min(try field.number("an offset"), UInt64(Int32.max)))
            case 15: sensors.id = try field.range("an id")
            case 16: try field.forEachNumber(bytes, "a mapping") { sensors.mapping.append(Int(min($0, 1 << 31))) }
            default: break
            }
        }
        if let floats { try readSpline(bytes, floats, precisions: nil) }
        // As the format's own library does, differences are read only if there are no floats.
        if let differences, x.isEmpty { try readSpline(bytes, differences, precisions: precisions) }
        if let constants { try readConstants(bytes, constants) }
    }

    /// The entry that a field's index from 1 refers to; `nil` for 0.
    private static func entry(
        _ field: MessageFields.Field,
        of list: [Range<Int>],
        _ name: String
    ) throws(MessageFault) -> Range<Int>? {
        let index = Int(min(try field.number("an index"), UInt64(Int32.max)))
        guard index <= list.count else {
            throw MessageFault(InkMessageError.noSuchEntry(name, index, of: list.count), at: field.offset)
        }
        return index == 0 ? nil : list[index - 1]
    }

    /// Reads `SplineData` or, with precisions, `SplineCompressed`.
    private mutating func readSpline(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        precisions: Int32?
    ) throws(MessageFault) {
        // The sums of the differences of each list, which may come in pieces.
        var sums = [Int64](repeating: 0, count: 9)
        func forEach(
            _ field: MessageFields.Field,
            shift: Int32,
            _ use: (Double) -> Void
        ) throws(MessageFault) {
            guard let precisions else { return try field.forEachFloat(bytes, "floats") { use(Double($0)) } }
            let divisor = pow(10, Double(precisions >> shift & 15))
            let list = Int(field.number)
            try field.forEachNumber(bytes, "differences") {
                sums[list] += Int64(MessageFields.signed($0))
                use(Double(sums[list]) / divisor)
            }
        }
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: try forEach(field, shift: 0) { x.append($0) }
            case 2: try forEach(field, shift: 0) { y.append($0) }
            case 3: try forEach(field, shift: 0) { style.z.add($0) }
            case 4: try field.forEachNumber(bytes, "red") { style.red.add(Double($0) / 255) }
            case 5: try field.forEachNumber(bytes, "green") { style.green.add(Double($0) / 255) }
            case 6: try field.forEachNumber(bytes, "blue") { style.blue.add(Double($0) / 255) }
            case 7: try field.forEachNumber(bytes, "alpha") { style.alpha.add(Double($0) / 255) }
            case 8: try forEach(field, shift: 4) { style.size.add($0) }
            case 9...15: style.hasDynamics = true
            default: break
            }
        }
    }

    /// Reads the properties that all points have. A colour or a size of 0 is none.
    private mutating func readConstants(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MessageFault) {
        var (colour, size): (UInt32, Float) = (0, 0)
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: colour = UInt32(bitPattern: MessageFields.signed(try field.number("a colour")))
            case 2: size = try field.float("a size")
            default: break
            }
        }
        func channel(_ shift: UInt32) -> Double? { colour == 0 ? nil : Double(colour >> shift & 255) / 255 }
        style.red = style.red.or(channel(24))
        style.green = style.green.or(channel(16))
        style.blue = style.blue.or(channel(8))
        style.alpha = style.alpha.or(channel(0))
        if size > 0 { style.size = style.size.or(Double(size)) }
    }
}
