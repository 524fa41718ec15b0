internal import CExpat
internal import Platform

/// The only code that calls expat and handles its pointers.
enum XMLParsing {
    /// Parses a whole document.
    /// - Throws: `SVGFault` if it isn't well-formed, isn't SVG, or exceeds a limit.
    static func tree(of bytes: [UInt8]) throws(SVGFault) -> XMLTree {
        guard let parser = XML_ParserCreate(nil) else {
            throw SVGFault(reason: .notWellFormed("out of memory"), offset: 0)
        }
        defer { XML_ParserFree(parser) }
        let session = Session(parser: parser, builder: XMLTreeBuilder(sourceLength: bytes.count))
        XML_SetUserData(parser, Unmanaged.passUnretained(session).toOpaque())
        XML_SetElementHandler(parser, startElement, endElement)
        XML_SetExternalEntityRefHandler(parser, externalEntity)

        let status = bytes.withUnsafeBytes { raw -> XML_Status in
            var offset = 0
            while true {
                let count = min(raw.count - offset, 1 << 30)
                let isLast: Int32 = offset + count == raw.count ? 1 : 0
                let start = raw.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
                let status = XML_Parse(parser, start, Int32(count), isLast)
                offset += count
                if isLast == 1 || status != XML_STATUS_OK { return status }
            }
        }
        if let fault = session.builder.fault { throw fault }
        guard status == XML_STATUS_OK else { throw fault(of: parser, length: bytes.count) }
        return session.builder.tree
    }

    private static func fault(of parser: XML_Parser, length: Int) -> SVGFault {
        let offset = min(max(Int(XML_GetCurrentByteIndex(parser)), 0), length)
        let code = XML_GetErrorCode(parser)
        let reason: SVGError =
            switch code {
            case XML_ERROR_UNKNOWN_ENCODING: .unknownEncoding
            case XML_ERROR_AMPLIFICATION_LIMIT_BREACH: .entityExpansion
            case XML_ERROR_EXTERNAL_ENTITY_HANDLING, XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF: .externalEntity
            case XML_ERROR_INVALID_TOKEN: .notWellFormed("invalid token")
            default: .notWellFormed(XML_ErrorString(code).map { String(cString: $0) } ?? "error \(code.rawValue)")
            }
        return SVGFault(reason: reason, offset: offset)
    }

    /// What the callbacks access through expat's user data.
    private final class Session {
        let parser: XML_Parser
        let builder: XMLTreeBuilder

        init(parser: XML_Parser, builder: XMLTreeBuilder) {
            self.parser = parser
            self.builder = builder
        }

        static func of(_ data: UnsafeMutableRawPointer?) -> Session? {
            data.map { Unmanaged<Session>.fromOpaque($0).takeUnretainedValue() }
        }
    }

    private typealias Text = UnsafePointer<XML_Char>

    private static func bytes(_ text: Text) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: strlen(text))
    }

    private static let startElement: XML_StartElementHandler = { data, name, attributes in
        guard let session = Session.of(data), let name, let attributes else { return }
        let builder = session.builder
        var index = 0
        while let attribute = attributes[index], let value = attributes[index + 1] {
            let name = bytes(attribute)
            // Declarations also apply to the element's own name, so they come first.
            if name.count >= 5, name[0] == UInt8(ascii: "x"), name.starts(with: "xmlns".utf8) {
                builder.declareNamespace(name.span, as: bytes(value).span)
            }
            index += 2
        }
        if builder.begin(bytes(name).span, at: Int(XML_GetCurrentByteIndex(session.parser))) {
            index = 0
            while let attribute = attributes[index], let value = attributes[index + 1] {
                builder.addAttribute(bytes(attribute).span, bytes(value).span)
                index += 2
            }
            if builder.wantsText { XML_SetCharacterDataHandler(session.parser, characterData) }
        }
        if builder.fault != nil { XML_StopParser(session.parser, XML_Bool(0)) }
    }

    private static let endElement: XML_EndElementHandler = { data, _ in
        guard let session = Session.of(data) else { return }
        let wantedText = session.builder.wantsText
        session.builder.end()
        if wantedText, !session.builder.wantsText { XML_SetCharacterDataHandler(session.parser, nil) }
    }

    private static let characterData: XML_CharacterDataHandler = { data, text, count in
        guard let session = Session.of(data), let text, count > 0 else { return }
        let start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
        session.builder.addText(UnsafeBufferPointer(start: start, count: Int(count)).span)
        if session.builder.fault != nil { XML_StopParser(session.parser, XML_Bool(0)) }
    }

    private static let externalEntity: XML_ExternalEntityRefHandler = { _, _, _, _, _ in 0 }
}
