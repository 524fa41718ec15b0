internal import MessageFields
internal import Platform

extension SplineStroke {
    /// Reads a `Path` of a `WILL` file, whose numbers are differences of whole numbers.
    init(will range: Range<Int>, _ bytes: Span<UInt8>) throws(MessageFault) {
        self.init(offset: range.lowerBound)
        var precision: UInt64 = 2
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: start = try field.float("a parameter")
            case 2: end = try field.float("a parameter")
            case 3: precision = try field.number("a precision")
            case 8: randomSeed = try field.number("a seed")
            case 9: renderMode = Self.renderMode(try field.number("a composite operation"))
            case 100: name = String(try field.number("an id"))
            default: break
            }
        }
        let divisor = pow(10, Double(min(precision, 15)))
        // The sums of the differences of x and y, which alternate, and of widths.
        var (sums, isY, width): ([Int64], Bool, Int64) = ([0, 0], false, 0)
        var colours = 0
        var lists = MessageFields(range)
        while let list = try lists.next(bytes) {
            switch list.number {
            case 4:
                try list.forEachNumber(bytes, "points") {
                    let axis = isY ? 1 : 0
                    sums[axis] += Int64(MessageFields.signed($0))
                    if isY { y.append(Double(sums[axis]) / divisor) } else { x.append(Double(sums[axis]) / divisor) }
                    isY.toggle()
                }
            case 5:
                try list.forEachNumber(bytes, "widths") {
                    width += Int64(MessageFields.signed($0))
                    style.size.add(Double(width) / divisor)
                }
            case 6:
                // Of several colours, which are rare, the first counts.
                try list.forEachNumber(bytes, "colours") {
                    if colours == 0 { setColour(UInt32(bitPattern: MessageFields.signed($0))) }
                    colours += 1
                }
            default: break
            }
        }
        hasOtherColours = colours > 1
    }

    private mutating func setColour(_ colour: UInt32) {
        func channel(_ shift: UInt32) -> Double { Double(colour >> shift & 255) / 255 }
        (style.red, style.green) = (PointValues(channel(24)), PointValues(channel(16)))
        (style.blue, style.alpha) = (PointValues(channel(8)), PointValues(channel(0)))
    }

    /// The mode of a composite operation, by the names of later versions.
    private static func renderMode(_ operation: UInt64) -> String? {
        switch operation {
        // Files have 0, which has no name, or 2 for the usual one.
        case 0, 2: usualMode
        case 7: erasingMode
        default: "operation \(operation)"
        }
    }
}
