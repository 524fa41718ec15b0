package import SketchModel

/// Why a document can't be read or a sketch can't be written.
package enum TldrawError: FaultReason, Hashable {
    case notADocument
    case newerFile(version: Int)
    case missing(key: String, shape: String)
    case notANumber(key: String)
    case unknownSegment
    case notBase64
    case segmentLength(bytes: Int)
    case notFinite(shape: String)
    case tooDeep(limit: Int)
    case strokeTooLarge(stroke: Int)

    package var message: String {
        switch self {
        case .notADocument: "there are neither records nor pages of tldraw in it"
        case .newerFile(let version): "the file's format is version \(version), but only version 1 is known"
        case .missing(let key, let shape): "this \(shape) has no '\(key)'"
        case .notANumber(let key): "'\(key)' is not a number"
        case .unknownSegment: "this segment has neither a 'path' nor 'points'"
        case .notBase64: "the points are not written in base64"
        case .segmentLength(let bytes): "the points take \(bytes) bytes, which is no whole number of points"
        case .notFinite(let shape): "a coordinate of this \(shape) is not finite"
        case .tooDeep(let limit): "groups are nested more than \(limit) deep"
        case .strokeTooLarge(let stroke): "stroke \(stroke + 1) is larger than 3.4e38 units"
        }
    }

    package var advice: String? {
        switch self {
        case .newerFile: "save it with an older version of tldraw"
        case .strokeTooLarge: "the transform fit:255 brings the drawing to 255 units"
        default: nil
        }
    }
}
