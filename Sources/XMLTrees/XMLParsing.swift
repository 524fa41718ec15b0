internal import CExpat
internal import Platform

/// The only code that calls expat and handles its pointers.
package enum XMLParsing {
    /// Parses a whole document.
    /// - Parameter resolvesNamespaces: whether names arrive as `namespace\nname`, and a prefix without a declaration is
    ///   an error; otherwise they arrive as they are written, with the declarations before the element.
    /// - Throws: `XMLFault` if it isn't well-formed or exceeds a limit of expat. If the receiver stops, nothing is thrown.
    package static func parse(
        _ bytes: [UInt8],
        resolvesNamespaces: Bool = false,
        into receiver: any XMLReceiver
    ) throws(XMLFault) {
        let separator = XML_Char(bitPattern: UInt8(ascii: "\n"))
        guard let parser = resolvesNamespaces ? XML_ParserCreateNS(nil, separator) : XML_ParserCreate(nil) else {
            throw XMLFault(reason: .notWellFormed("out of memory"), offset: 0)
        }
        defer { XML_ParserFree(parser) }
        let session = Session(parser: parser, receiver: receiver)
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
        if receiver.isStopped || status == XML_STATUS_OK { return }
        throw fault(of: parser, length: bytes.count)
    }

    private static func fault(of parser: XML_Parser, length: Int) -> XMLFault {
        let offset = min(max(Int(XML_GetCurrentByteIndex(parser)), 0), length)
        let code = XML_GetErrorCode(parser)
        let reason: XMLError =
            switch code {
            case XML_ERROR_UNKNOWN_ENCODING: .unknownEncoding
            case XML_ERROR_AMPLIFICATION_LIMIT_BREACH: .entityExpansion
            case XML_ERROR_EXTERNAL_ENTITY_HANDLING, XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF: .externalEntity
            case XML_ERROR_INVALID_TOKEN: .notWellFormed("invalid token")
            default: .notWellFormed(XML_ErrorString(code).map { String(cString: $0) } ?? "error \(code.rawValue)")
            }
        return XMLFault(reason: reason, offset: offset)
    }

    /// What the callbacks access through expat's user data.
    private final class Session {
        let parser: XML_Parser
        let receiver: any XMLReceiver
        private var takesText = false

        init(parser: XML_Parser, receiver: any XMLReceiver) {
            self.parser = parser
            self.receiver = receiver
        }

        /// Text is passed on only while the receiver wants it.
        func setTextHandler() {
            guard receiver.wantsText != takesText else { return }
            takesText = receiver.wantsText
            XML_SetCharacterDataHandler(parser, takesText ? XMLParsing.characterData : nil)
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
        let receiver = session.receiver
        var index = 0
        while let attribute = attributes[index], let value = attributes[index + 1] {
            let name = bytes(attribute)
            // Declarations also apply to the element's own name, so they come first.
            if name.count >= 5, name[0] == UInt8(ascii: "x"), name.starts(with: "xmlns".utf8) {
                receiver.declareNamespace(name.span, as: bytes(value).span)
            }
            index += 2
        }
        let offset = Int(XML_GetCurrentByteIndex(session.parser))
        if receiver.begin(bytes(name).span, tag: offset..<offset + Int(XML_GetCurrentByteCount(session.parser))) {
            index = 0
            while let attribute = attributes[index], let value = attributes[index + 1] {
                receiver.addAttribute(bytes(attribute).span, bytes(value).span)
                index += 2
            }
        }
        session.setTextHandler()
        if receiver.isStopped { XML_StopParser(session.parser, XML_Bool(0)) }
    }

    private static let endElement: XML_EndElementHandler = { data, _ in
        guard let session = Session.of(data) else { return }
        session.receiver.end(at: Int(XML_GetCurrentByteIndex(session.parser)))
        session.setTextHandler()
    }

    private static let characterData: XML_CharacterDataHandler = { data, text, count in
        guard let session = Session.of(data), let text, count > 0 else { return }
        let start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
        session.receiver.addText(UnsafeBufferPointer(start: start, count: Int(count)).span)
        if session.receiver.isStopped { XML_StopParser(session.parser, XML_Bool(0)) }
    }

    private static let externalEntity: XML_ExternalEntityRefHandler = { _, _, _, _, _ in 0 }
}
