/// Recognises the start of a document of Excalidraw.
enum ExcalidrawSniffer {
    enum Content {
        case scene, library, pictureWithScene
        /// A PNG file in whose beginning there is no scene; the app writes it at the end.
        case picture
    }

    /// What `prefix` is the start of; `nil` for anything else.
    static func content(of prefix: [UInt8]) -> Content? {
        if prefix.starts(with: PNGText.signature) {
            return find(SceneText.mediaType, in: prefix[...]) == nil ? .picture : .pictureWithScene
        }
        let text = SceneText.withoutMark(prefix)
        switch text.first(where: { $0 > 0x20 }) {
        case UInt8(ascii: "{"):
            switch type(of: text) {
            case "excalidraw", "excalidraw/clipboard": return .scene
            case "excalidrawlib": return .library
            default: return nil
            }
        case UInt8(ascii: "<"):
            let isPicture = find("<svg", in: text) != nil && find(SceneText.mediaType, in: text) != nil
            return isPicture ? .pictureWithScene : nil
        case UInt8(ascii: "-"): return SceneText.isMarkdown(text) ? .scene : nil
        default: return nil
        }
    }

    /// The string that is the value of `type` in the outermost object, if it is in `text`.
    private static func type(of text: ArraySlice<UInt8>) -> String? {
        var (depth, offset, isType) = (0, text.startIndex, false)
        while offset < text.endIndex {
            let byte = text[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                let start = offset
                while offset < text.endIndex, text[offset] != UInt8(ascii: "\"") {
                    offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
                }
                guard offset < text.endIndex else { return nil }
                let string = text[start..<offset]
                offset += 1
                if isType, depth == 1 { return String(decoding: string, as: UTF8.self) }
                isType = false
                guard depth == 1, string.elementsEqual("type".utf8) else { continue }
                while offset < text.endIndex, text[offset] <= 0x20 { offset += 1 }
                isType = offset < text.endIndex && text[offset] == UInt8(ascii: ":")
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                isType = false
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ","): isType = false
            default: break
            }
        }
        return nil
    }

    /// Where `mark` first occurs.
    static func find(_ mark: String, in text: ArraySlice<UInt8>) -> Int? {
        let mark = Array(mark.utf8)
        guard let first = mark.first, text.count >= mark.count else { return nil }
        for start in text.startIndex...(text.endIndex - mark.count)
        where text[start] == first && text[start..<start + mark.count].elementsEqual(mark) {
            return start
        }
        return nil
    }
}
