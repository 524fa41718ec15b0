internal import XMLTrees

extension XMLTree {
    /// Parses a whole document.
    /// - Throws: `SVGFault` if it isn't well-formed, isn't SVG, or exceeds a limit.
    init(_ bytes: [UInt8]) throws(SVGFault) {
        let builder = XMLTreeBuilder(sourceLength: bytes.count)
        do {
            try XMLParsing.parse(bytes, into: builder)
        } catch {
            throw SVGFault(reason: SVGError(error.reason), offset: error.offset)
        }
        if let fault = builder.fault { throw fault }
        self = builder.tree
    }
}

extension SVGError {
    fileprivate init(_ error: XMLError) {
        self =
            switch error {
            case .notWellFormed(let what): .notWellFormed(what)
            case .unknownEncoding: .unknownEncoding
            case .externalEntity: .externalEntity
            case .entityExpansion: .entityExpansion
            case .tooDeep(let limit): .tooDeep(limit: limit)
            case .tooManyNames(let limit), .tooManyElements(let limit): .tooManyElements(limit: limit)
            case .tooLong(let limit): .tooMuchText(limit: limit)
            }
    }
}
