internal import JSONTrees
internal import SketchStreams
internal import TextNotation

/// The JSON of a scene or a library, as it is or taken out of the file that holds it.
struct SceneText {
    /// What marks a scene within a picture.
    static let mediaType = "application/vnd.excalidraw+json"
    /// The largest scene that is decompressed, in bytes.
    static let sizeLimit = 1 << 26

    private(set) var bytes: [UInt8]
    /// Where in the file it begins.
    private var start = 0
    /// Whether its bytes are the file's.
    private var isVerbatim = true

    /// Takes the scene out of a PNG or SVG file or out of Markdown; any other file is the scene itself.
    init(_ file: [UInt8]) throws(DocumentFault) {
        let text = Self.withoutMark(file)
        if file.starts(with: PNGText.signature) {
            try self.init(payload: PNGText.range(of: Self.mediaType, in: file), of: file)
        } else if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
            try self.init(svg: file)
        } else if Self.isMarkdown(text) {
            try self.init(markdown: file)
        } else {
            self.init(verbatim: file)
        }
    }

    private init(verbatim file: [UInt8]) { bytes = file }

    /// The byte of the file that an offset in the scene stands for: where the scene begins, if it was encoded.
    func place(of offset: Int) -> Int { isVerbatim ? start + offset : start }

    static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes[(bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0)...]
    }

    // MARK: Markdown

    /// Whether it is a note of Obsidian's Excalidraw plugin, by its front matter.
    static func isMarkdown(_ text: ArraySlice<UInt8>) -> Bool {
        let beginning = text.prefix(4096)
        return beginning.starts(with: "---".utf8)
            && ExcalidrawSniffer.find("excalidraw-plugin:", in: beginning) != nil
    }

    /// The last fenced block of JSON, since those of the note's text come first.
    private init(markdown file: [UInt8]) throws(DocumentFault) {
        var found: (range: Range<Int>, isCompressed: Bool)?
        var (lineStart, open) = (0, nil as (start: Int, isCompressed: Bool)?)
        while lineStart < file.count {
            let lineEnd = file[lineStart...].firstIndex(of: 0x0a) ?? file.count
            let next = min(lineEnd + 1, file.count)
            var line = file[lineStart..<lineEnd]
            while let last = line.last, last <= 0x20 { line.removeLast() }
            if line.elementsEqual("```compressed-json".utf8) {
                open = (next, true)
            } else if line.elementsEqual("```json".utf8) {
                open = (next, false)
            } else if line.elementsEqual("```".utf8), let (start, isCompressed) = open {
                found = (start..<lineStart, isCompressed)
                open = nil
            }
            lineStart = lineEnd + 1
        }
        guard let (range, isCompressed) = found else { throw DocumentFault(ExcalidrawError.noScene, at: 0) }
        start = range.lowerBound
        if isCompressed {
            isVerbatim = false
            do throws(ExcalidrawError) {
                bytes = try CompressedText.utf8(ofBase64: file[range], limit: Self.sizeLimit)
            } catch {
                throw DocumentFault(error, at: start)
            }
        } else {
            bytes = Array(file[range])
        }
    }

    // MARK: Pictures

    private init(svg file: [UInt8]) throws(DocumentFault) {
        let (opening, closing) = ("<!-- payload-start -->", "<!-- payload-end -->")
        guard ExcalidrawSniffer.find(Self.mediaType, in: file[...]) != nil,
            let mark = ExcalidrawSniffer.find(opening, in: file[...])
        else { throw DocumentFault(ExcalidrawError.noScene, at: 0) }
        let first = mark + opening.utf8.count
        guard let end = ExcalidrawSniffer.find(closing, in: file[first...]) else {
            throw DocumentFault(ExcalidrawError.noScene, at: mark)
        }
        guard let payload = Base64.bytes(of: file.span.extracting(first..<end)) else {
            throw DocumentFault(ExcalidrawError.badBase64, at: first)
        }
        do throws(DocumentFault) {
            try self.init(payload: 0..<payload.count, of: payload)
        } catch {
            throw DocumentFault(error.reason, at: first)
        }
        (start, isVerbatim) = (first, false)
    }

    /// The scene itself, or a record of how it is encoded: a byte per character of Latin-1.
    private init(payload range: Range<Int>, of file: [UInt8]) throws(DocumentFault) {
        (start, isVerbatim) = (range.lowerBound, false)
        let plain = Array(file[range])
        let text = Self.utf8(ofLatin1: plain)
        let root: JSONNode
        do throws(JSONDocumentFault) {
            root = try JSONDocument(text).root
        } catch {
            throw DocumentFault(error.reason, at: start)
        }
        guard let encoded = root["encoded"] else {
            // Whether it is UTF-8 or Latin-1 depends on what wrote it.
            bytes = String(validating: plain, as: UTF8.self) == nil ? text : plain
            return
        }
        let encoding = root["encoding"]?.text ?? ""
        guard encoding == "bstring", let characters = encoded.text else {
            throw DocumentFault(ExcalidrawError.otherEncoding(encoding), at: start)
        }
        bytes = characters.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        guard root["compressed"]?.boolean == true else { return }
        do throws(ExcalidrawError) {
            bytes = try DeflatedScene.inflated(bytes, limit: Self.sizeLimit)
        } catch {
            throw DocumentFault(error, at: start)
        }
    }

    private static func utf8(ofLatin1 text: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for byte in text {
            if byte < 0x80 {
                bytes.append(byte)
            } else {
                bytes.append(0xc0 | byte >> 6)
                bytes.append(0x80 | byte & 0x3f)
            }
        }
        return bytes
    }
}
