internal import SketchModel

/// Why a file can't be read as SVG.
package enum SVGError: FaultReason, Hashable {
    case notWellFormed(String)
    case unknownEncoding
    case externalEntity
    case entityExpansion
    case tooDeep(limit: Int)
    case tooManyElements(limit: Int)
    case tooManyPoints(limit: Int)
    case styleTooCostly
    case centreLinesTooCostly
    case notSVG(root: String)
    case otherNamespace(root: String)
    case filledShape(element: String)
    case offsetCount(strokes: Int, offsets: Int)
    case offsetNotFinite(stroke: Int)
    case squeezedFlat(element: String)
    case writtenInEntity(element: String)
    case tooMuchText(limit: Int)
    case strokeNotMoved(stroke: Int)

    package var message: String {
        switch self {
        case .notWellFormed(let what): "not well-formed XML: \(what)"
        case .unknownEncoding: "the text is in an encoding that is not supported"
        case .externalEntity: "refers to an external entity, which is never read"
        case .entityExpansion: "entities expand to far more text than the file holds"
        case .tooDeep(let limit): "elements are nested more than \(limit) deep"
        case .tooManyElements(let limit): "references repeat more than \(limit) elements"
        case .tooManyPoints(let limit): "the drawing has more than \(limit) points"
        case .styleTooCostly: "style rules and elements are too many to match"
        case .centreLinesTooCostly: "the filled shapes are too many and too long to find the lines in them"
        case .notSVG(let root): "the root element is '\(root)', not 'svg'"
        case .otherNamespace(let root): "the root element '\(root)' is not in the namespace of SVG"
        case .filledShape(let element): "this \(element) is filled and has no stroke"
        case .offsetCount(let strokes, let offsets):
            "the drawing has \(strokes) \(strokes == 1 ? "stroke" : "strokes"), but offsets are given for \(offsets)"
        case .offsetNotFinite(let stroke): "the offset of stroke \(stroke + 1) is not finite"
        case .squeezedFlat(let element): "this \(element) is in a transform that has no inverse, so it cannot be moved"
        case .writtenInEntity(let element): "this \(element) is written in an entity, so it cannot be moved by itself"
        case .tooMuchText(let limit): "the moved drawing takes more than \(limit) bytes"
        case .strokeNotMoved(let stroke):
            "stroke \(stroke + 1) would not be the same after its move: its shape or style depends on its place in the file"
        }
    }

    package var advice: String? {
        switch self {
        case .unknownEncoding: "convert it to UTF-8 first"
        case .tooManyPoints: "give a larger tolerance, such as svg:tolerance=2"
        case .centreLinesTooCostly: "svg:fill=outline reads their outlines"
        case .filledShape: "svg:fill=skip leaves such shapes out, svg:fill=outline reads their outlines"
        case .squeezedFlat, .writtenInEntity, .tooMuchText, .strokeNotMoved:
            "convert the drawing first, which makes one path per stroke"
        default: nil
        }
    }
}

/// A reason and the byte of the file that it concerns.
struct SVGFault: Error {
    var reason: SVGError
    var offset: Int
}
