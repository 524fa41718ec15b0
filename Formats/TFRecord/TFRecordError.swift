internal import MessageFields
internal import SketchModel
internal import SketchStreams

/// What can be wrong with a record, or with a sketch to be written as one. Rows and classes count from 0.
package enum TFRecordError: FaultReason, Hashable {
    case cutHeader(found: Int)
    case cutData(expected: Int, found: Int)
    case lengthChecksum(length: UInt64, computed: UInt32, stored: UInt32)
    case dataChecksum(computed: UInt32, stored: UInt32)
    case tooLong(UInt64, limit: Int)

    case cutNumber
    case longNumber
    case fieldTooLong(UInt64, left: Int)
    case unknownWireType(Int)
    case fieldZero
    case otherWireType(expected: String)

    case noInk
    case otherList(feature: String, expected: String)
    case cutFloats(bytes: Int)
    case notRowsOfThree(Int)
    case otherShape([Int64], count: Int, rows: Int)
    case notFinite(row: Int)
    case badPenState(row: Int, Float)
    case severalClasses(Int)
    case negativeClass(Int64)
    case unknownClass(Int64, names: Int)
    case labelNotText
    case classNotText

    case labelWithLineBreak
    case tooManyPoints(Int, limit: Int)
    case tooLarge

    package var message: String {
        switch self {
        case .cutHeader(let found): "the file ends after \(found) of the 12 bytes that a record begins with"
        case .cutData(let expected, let found):
            "the file ends in a record: its data and their checksum take \(expected) bytes, and \(found) are left"
        case .lengthChecksum(let length, let computed, let stored):
            "the record's length of \(length) bytes has the checksum \(Self.hexadecimal(computed)), "
                + "but the file says \(Self.hexadecimal(stored))"
        case .dataChecksum(let computed, let stored):
            "the record's data have the checksum \(Self.hexadecimal(computed)), "
                + "but the file says \(Self.hexadecimal(stored))"
        case .tooLong(let length, let limit): "the record's data take \(length) bytes, more than \(limit)"
        case .cutNumber: "a number is cut off by the end of its message"
        case .longNumber: "a number takes more than 64 bits"
        case .fieldTooLong(let length, let left): "a field takes \(length) bytes, but its message ends after \(left)"
        case .unknownWireType(let type): "a field has the wire type \(type), which Examples don't have"
        case .fieldZero: "a field has the number 0"
        case .otherWireType(let expected): "expected \(expected), found a field of another wire type"
        case .noInk: "the Example has no feature 'ink'"
        case .otherList(let feature, let expected): "the feature '\(feature)' is not a list of \(expected)"
        case .cutFloats(let bytes): "a list of floats takes \(bytes) bytes, which is not a multiple of 4"
        case .notRowsOfThree(let count): "ink has \(count) numbers, which is not a multiple of 3"
        case .otherShape(let sizes, let count, let rows):
            "shape is \(Self.list(sizes, count: count)), but ink has \(rows) rows of 3"
        case .notFinite(let row): "row \(row + 1) of ink leads to a place that is not finite"
        case .badPenState(let row, let value):
            "row \(row + 1) of ink has the pen state \(value), which is neither 0 nor 1"
        case .severalClasses(let count): "class_index holds \(count) numbers, not one"
        case .negativeClass(let number): "class_index is \(number), which is negative"
        case .unknownClass(let number, let names):
            "class_index is \(number), but the file of classes has \(names) \(names == 1 ? "name" : "names")"
        case .labelNotText: "the label is not valid UTF-8"
        case .classNotText: "the name of the class is not valid UTF-8"
        case .labelWithLineBreak: "the label has a line break in it, and the names of classes are written one per line"
        case .tooManyPoints(let count, let limit): "the sketch has \(count) points, more than \(limit)"
        case .tooLarge: "the drawing is so large that its size is not a finite number"
        }
    }

    package var advice: String? {
        switch self {
        case .cutHeader, .cutData: "fetch the file again, or keep only what came before"
        case .lengthChecksum, .tooLong: "the file is damaged here, or is not a TFRecord; nothing after this can be read"
        case .dataChecksum: "the record is damaged; fetch the file again, or leave the record out"
        case .unknownClass: "check that the file of classes belongs to these records"
        case .labelWithLineBreak: "change the label"
        case .tooManyPoints: "drop points with the transform simplify:2"
        case .tooLarge: "make it smaller with the transform scale:1e-10"
        default: nil
        }
    }

    private static func hexadecimal(_ number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return "0x" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }

    private static func list(_ sizes: [Int64], count: Int) -> String {
        let more = count > sizes.count ? ["…"] : []
        return "(" + (sizes.map(String.init) + more).joined(separator: ", ") + ")"
    }
}

extension TFRecordError: DrawinglessReason {
    /// Whether the record is an Example of something else, such as a photograph.
    package var meansNoDrawings: Bool { self == .noInk }
}

extension TFRecordError {
    /// The reason in this format's terms.
    init(_ error: MessageError) {
        self =
            switch error {
            case .cutNumber: .cutNumber
            case .longNumber: .longNumber
            case .fieldTooLong(let length, let left): .fieldTooLong(length, left: left)
            case .unknownWireType(let type): .unknownWireType(type)
            case .fieldZero: .fieldZero
            case .otherWireType(let expected): .otherWireType(expected: expected)
            case .cutList(let bytes, _): .cutFloats(bytes: bytes)
            }
    }
}
