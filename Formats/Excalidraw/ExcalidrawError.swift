internal import SketchModel
internal import SketchStreams

/// What can be wrong with a document of Excalidraw, besides its JSON.
package enum ExcalidrawError: DrawinglessReason, Hashable {
    case noScene
    case cutPNG
    case badBase64
    case badCompressedText
    case badScene(String)
    case otherEncoding(String)
    case tooLarge(limit: Int)
    case notExcalidraw(type: String?)
    case noList(String)
    case notAnElement
    case noNumber(String)
    case badNumber(String)
    case noPoints
    case badPoint
    case outOfRange
    case tooManyPoints(limit: Int)
    case noPage(Int, of: Int)
    case offsetCount(strokes: Int, offsets: Int)
    case offsetNotFinite(stroke: Int)

    package var message: String {
        switch self {
        case .noScene: "the file holds no scene of Excalidraw"
        case .cutPNG: "the PNG file ends within a chunk"
        case .badBase64: "the embedded scene is not base64"
        case .badCompressedText: "the compressed scene is damaged"
        case .badScene(let what): "the embedded scene cannot be decompressed: \(what)"
        case .otherEncoding(let name): "the embedded scene is in the encoding '\(name)', which is not known"
        case .tooLarge(let limit): "the embedded scene takes more than \(limit) bytes"
        case .notExcalidraw(nil): "the document has no 'type'"
        case .notExcalidraw(let type?): "the document's 'type' is '\(type)', not 'excalidraw' or 'excalidrawlib'"
        case .noList(let key): "there is no list '\(key)'"
        case .notAnElement: "an element is not an object"
        case .noNumber(let key): "the element has no number '\(key)'"
        case .badNumber(let key): "'\(key)' is not a finite number"
        case .noPoints: "the element has no list 'points'"
        case .badPoint: "a point does not begin with two finite numbers"
        case .outOfRange: "the element lies too far away to be computed with"
        case .tooManyPoints(let limit): "the curves of the drawing take more than \(limit) points"
        case .noPage(let page, let count):
            "there is no drawing \(page), since the file has \(count)"
        case .offsetCount(let strokes, let offsets):
            "the drawing has \(strokes) \(strokes == 1 ? "stroke" : "strokes"), but offsets are given for \(offsets)"
        case .offsetNotFinite(let stroke): "the offset of stroke \(stroke + 1) is not finite"
        }
    }

    package var advice: String? {
        switch self {
        case .noScene: "export the picture with its scene embedded"
        case .notExcalidraw: "save the drawing from Excalidraw as a file"
        default: nil
        }
    }

    package var meansNoDrawings: Bool {
        switch self {
        case .noScene, .notExcalidraw: true
        default: false
        }
    }
}
