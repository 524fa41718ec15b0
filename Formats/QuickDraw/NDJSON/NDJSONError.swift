internal import SketchModel

/// Why a drawing can't be read from JSON. Strokes count from 0.
package enum NDJSONError: FaultReason, Hashable {
    /// `found` is `nil` at the end of the text.
    case unexpected(expected: String, found: UInt8?)
    case leadingZero
    case numberTooLarge
    case strokeArrays(stroke: Int, found: Int)
    case strokesDiffer(stroke: Int, found: Int, before: Int)
    case unequalCoordinates(stroke: Int, x: Int, y: Int)
    case unequalTimes(stroke: Int, points: Int, times: Int)
    case duplicateKey(String)
    case noDrawing
    case badTimestamp(String)
    case badID(String)
    case invalidUTF8
    case controlCharacter(UInt8)
    case badEscape
    case unpairedSurrogate
    case tooDeep(limit: Int)
    case tooLong(limit: Int)
    case tooManyValues(limit: Int)
    /// The first record isn't a drawing, for the given reason, and no drawing seems to follow.
    indirect case noneFollows(NDJSONError)
    case attributeCount(attributes: Int, strokes: Int)
    case channelDiffers(String)
    case noCanvasSize
    case badUnit(String)
    case badColour(String)
    case negative(String)
    case badIndex
    case noSuchGroup(Int, groups: Int)
    case unequalParts(stroke: Int, points: Int, parts: Int)
    case mixedParts(stroke: Int)
    case fourthArrayDiffers(stroke: Int)
    case badPart(stroke: Int)
    case unknownPart(stroke: Int, number: Int, names: Int)
    case partNotText

    package var message: String {
        switch self {
        case .unexpected(let expected, nil): "expected \(expected), but the text ends"
        case .unexpected(let expected, let found?): "expected \(expected), found \(Self.name(found))"
        case .leadingZero: "a number has a leading zero"
        case .numberTooLarge: "a number is too large for 64-bit floating point"
        case .strokeArrays(let stroke, 1): "stroke \(stroke + 1) has 1 array instead of 2 or 3"
        case .strokeArrays(let stroke, let found): "stroke \(stroke + 1) has \(found) arrays instead of 2 or 3"
        case .strokesDiffer(let stroke, let found, let before):
            "stroke \(stroke + 1) has \(found) arrays, but the strokes before it have \(before)"
        case .unequalCoordinates(let stroke, let x, let y): "stroke \(stroke + 1) has \(x) x and \(y) y"
        case .unequalTimes(let stroke, let points, let times):
            "stroke \(stroke + 1) has \(points) points and \(times) times"
        case .duplicateKey(let key): "the key '\(key)' occurs twice"
        case .noDrawing: "there is no key 'drawing'"
        case .badTimestamp(let text): "'\(text)' is not a time of the form '2017-03-01 20:41:36.70725 UTC'"
        case .badID(let text): "'\(text)' is not an id, a whole number from 0 to 18446744073709551615"
        case .invalidUTF8: "a string is not valid UTF-8"
        case .controlCharacter(let byte): "a string contains \(Self.name(byte)), which must be escaped"
        case .badEscape: "a string contains an escape that JSON does not have"
        case .unpairedSurrogate: "a string contains half of a surrogate pair"
        case .tooDeep(let limit): "values are nested more than \(limit) deep"
        case .noneFollows(let first): "\(first.message); no drawing follows, so the rest is not read"
        case .tooLong(let limit): "a drawing takes more than \(limit) bytes"
        case .tooManyValues(let limit): "there are more than \(limit) values"
        case .attributeCount(let attributes, let strokes):
            "there are attributes for \(attributes) strokes, but there are \(strokes) strokes"
        case .channelDiffers(let channel):
            "the channel '\(channel)' doesn't have one value for each point of each stroke"
        case .noCanvasSize: "the canvas has no width or no height"
        case .badUnit(let text): "'\(text)' is not a unit of length"
        case .badColour(let text): "'\(text)' is not a color"
        case .negative(let name): "the \(name) is negative"
        case .badIndex: "expected the number of an earlier group, counted from 0"
        case .noSuchGroup(let group, let groups): "a stroke is in group \(group), but there are \(groups) groups"
        case .unequalParts(let stroke, let points, let parts):
            "stroke \(stroke + 1) has \(points) points and \(parts) part \(parts == 1 ? "label" : "labels")"
        case .mixedParts(let stroke): "stroke \(stroke + 1) has points of several parts"
        case .fourthArrayDiffers(let stroke): "the fourth array of stroke \(stroke + 1) differs from its third"
        case .badPart(let stroke): "the part label of stroke \(stroke + 1) is not a whole number from 0"
        case .unknownPart(let stroke, let number, let names):
            "stroke \(stroke + 1) has the part label \(number), but the file of parts has \(names) "
                + (names == 1 ? "name" : "names")
        case .partNotText: "the name of the part is not valid UTF-8"
        }
    }

    package var advice: String? {
        switch self {
        case .badID: "give it as a string of digits, \"key_id\":\"5891796615823360\""
        case .badUnit: "the units are px, pt, mm, cm and in"
        case .badColour: "write it as #rrggbb or #rrggbbaa"
        case .strokeArrays, .strokesDiffer: "a stroke is [[x…],[y…]] or [[x…],[y…],[t…]], the same for all strokes"
        case .unknownPart: "labels count from 0; check that the file of parts belongs to these drawings"
        case .noneFollows(let first): first.advice
        default: nil
        }
    }

    static func name(_ byte: UInt8) -> String {
        switch byte {
        case 0x21..<0x7f: "'\(Character(Unicode.Scalar(byte)))'"
        case 0x0a: "the end of the line"
        case 0x20: "a space"
        default: "byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}

/// A fault that ends the reading of a record: a reason, and the byte that it concerns.
package struct NDJSONFault: Error {
    package var offset: Int
    package var reason: NDJSONError

    package init(offset: Int, reason: NDJSONError) { (self.offset, self.reason) = (offset, reason) }
}
