internal import SketchModel
internal import SketchStreams

/// Why a file can't be read as a document of Xournal++, or can't be moved.
package enum XournalError: FaultReason, Hashable {
    case notXournal(root: String)
    case tooManyElements(limit: Int)
    case noContent
    case contentTooLarge(limit: Int)
    case packageTooLarge(limit: Int)

    case notANumber(String)
    case oddCoordinates(count: Int)
    case tooManyPoints(limit: Int)

    case noSuchPage(page: Int, count: Int)
    case offsetCount(strokes: Int, offsets: Int)
    case offsetNotFinite(stroke: Int)
    case movedTooFar(stroke: Int)
    case notPlainText(stroke: Int)

    package var message: String {
        switch self {
        case .notXournal(let root): "the root element is '\(root)', not 'xournal'"
        case .tooManyElements(let limit): "the document has more than \(limit) tags"
        case .noContent: "the ZIP archive has no member 'content.xml'"
        case .contentTooLarge(let limit): "the member 'content.xml' is larger than \(limit) bytes"
        case .packageTooLarge(let limit): "the members of the ZIP archive have more than \(limit) bytes"
        case .notANumber(let text): "'\(text)' in the points of this stroke is not a number"
        case .oddCoordinates(let count): "this stroke has \(count) coordinates, so the last point has no y"
        case .tooManyPoints(let limit): "the page has more than \(limit) points"
        case .noSuchPage(let page, let count):
            "there is no page \(page): the document has \(count) \(count == 1 ? "page" : "pages")"
        case .offsetCount(let strokes, let offsets):
            "the page has \(strokes) \(strokes == 1 ? "stroke" : "strokes"), but offsets are given for \(offsets)"
        case .offsetNotFinite(let stroke): "the offset of stroke \(stroke + 1) is not finite"
        case .movedTooFar(let stroke): "stroke \(stroke + 1) would be moved beyond the largest number"
        case .notPlainText(let stroke):
            "the points of stroke \(stroke + 1) are not written as plain text, so it cannot be moved"
        }
    }

    package var advice: String? {
        switch self {
        case .tooManyPoints, .tooManyElements, .contentTooLarge, .packageTooLarge: "split it into several files"
        case .notPlainText: "convert the document first, which writes plain numbers"
        default: nil
        }
    }
}

extension XournalError: DrawinglessReason {
    package var meansNoDrawings: Bool { self == .noContent }
}
