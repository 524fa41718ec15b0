internal import QuickDrawFormat
internal import SketchModel

/// What can be wrong with a drawing, besides its JSON (`NDJSONError`). Strokes and parts count from 0.
package enum DataSetJSONError: FaultReason, Hashable {
    case noStrokes
    case tooManyStrokes(limit: Int)
    case noPath(stroke: Int)
    case notAPoint(numbers: Int)
    case notASegment(numbers: Int)
    case badNumber
    case notTriples(numbers: Int)
    case unequalPressures(stroke: Int, points: Int, pressures: Int)
    case badColour(String)
    case badOpacity
    case negativeWidth
    case noAllStrokes
    case otherPartCount(parts: Int, names: Int)
    case tooLong(limit: Int)

    package var message: String {
        switch self {
        case .noStrokes: "there is no key 'strokes'"
        case .tooManyStrokes(let limit): "the drawing has more than \(limit) strokes"
        case .noPath(let stroke): "stroke \(stroke + 1) has no key 'path'"
        case .notAPoint(let numbers): "a point has \(Self.numbers(numbers)) instead of 2"
        case .notASegment(let numbers): "a segment has \(Self.numbers(numbers)) instead of 4"
        case .badNumber: "expected numbers with commas between them"
        case .notTriples(let numbers): "a path has \(Self.numbers(numbers)), which is not a multiple of 3"
        case .unequalPressures(let stroke, let points, let pressures):
            "stroke \(stroke + 1) has \(points) \(points == 1 ? "point" : "points") and \(pressures) "
                + (pressures == 1 ? "pressure" : "pressures")
        case .badColour(let text): "'\(text)' is not a color"
        case .badOpacity: "the opacity is not between 0 and 1"
        case .negativeWidth: "the width is negative"
        case .noAllStrokes: "there is no key 'all_strokes'"
        case .otherPartCount(let parts, let names):
            "'all_strokes' has \(parts) parts, but 'partsUsed' has \(names) \(names == 1 ? "name" : "names")"
        case .tooLong(let limit): "a drawing, or all drawings of an image, take more than \(limit) bytes"
        }
    }

    package var advice: String? {
        switch self {
        case .badColour: "write it as #rrggbb or #rrggbbaa"
        case .otherPartCount: "there are as many names as parts, or two fewer, since the first two are initial and eye"
        default: nil
        }
    }

    private static func numbers(_ count: Int) -> String { count == 1 ? "1 number" : "\(count) numbers" }
}

/// A fault that ends the reading of a drawing: a reason, and the byte that it concerns.
struct RecordFault: Error {
    var offset: Int
    var reason: any FaultReason

    init(offset: Int, _ reason: DataSetJSONError) { (self.offset, self.reason) = (offset, reason) }

    init(_ fault: NDJSONFault) { (offset, reason) = (fault.offset, fault.reason) }
}
