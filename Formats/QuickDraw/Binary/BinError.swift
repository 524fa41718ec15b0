internal import SketchModel

/// Why a record of a `.bin` file can't be read. Strokes count from 0.
package enum BinError: FaultReason, Hashable {
    case cutHeader(found: Int)
    case cutStroke(Int, of: Int, expected: Int, found: Int)
    case badCountryCode(UInt8, UInt8)
    case badRecognized(UInt8)
    case tooLong(limit: Int)

    package var message: String {
        switch self {
        case .cutHeader(let found): "the file ends after \(found) of the 17 bytes that a record begins with"
        case .cutStroke(let stroke, let strokes, let expected, let found):
            "the file ends in stroke \(stroke + 1) of \(strokes): it takes \(expected) bytes, and \(found) are left"
        case .badCountryCode(let first, let second):
            "the country code is the bytes \(first) and \(second), not two ASCII characters"
        case .badRecognized(let value): "recognized is \(value), not 0 or 1"
        case .tooLong(let limit): "a record takes more than \(limit) bytes"
        }
    }

    package var advice: String? {
        switch self {
        case .cutHeader, .cutStroke: "fetch the file again, or keep only what came before"
        case .badCountryCode, .badRecognized, .tooLong:
            "the file is damaged before this place, or is not a QuickDraw .bin"
        }
    }
}
