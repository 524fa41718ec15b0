package import SketchModel

/// Why a document can't be parsed.
package enum XMLError: FaultReason, Hashable {
    case notWellFormed(String)
    case unknownEncoding
    case externalEntity
    case entityExpansion
    case tooDeep(limit: Int)
    case tooManyNames(limit: Int)
    case tooManyElements(limit: Int)
    case tooLong(limit: Int)

    package var message: String {
        switch self {
        case .notWellFormed(let what): "not well-formed XML: \(what)"
        case .unknownEncoding: "the text is in an encoding that is not supported"
        case .externalEntity: "refers to an external entity, which is never read"
        case .entityExpansion: "entities expand to far more text than the file holds"
        case .tooDeep(let limit): "elements are nested more than \(limit) deep"
        case .tooManyNames(let limit): "elements and attributes have more than \(limit) different names"
        case .tooManyElements(let limit): "there are more than \(limit) elements and attributes"
        case .tooLong(let limit): "the text takes more than \(limit) bytes"
        }
    }

    package var advice: String? { self == .unknownEncoding ? "convert it to UTF-8 first" : nil }
}

/// A reason and the byte of the file that it concerns.
package struct XMLFault: Error {
    package var reason: XMLError
    package var offset: Int

    package init(reason: XMLError, offset: Int) { (self.reason, self.offset) = (reason, offset) }
}
