internal import SketchStreams

/// The text in a PNG file (W3C PNG, section 11.3.3).
enum PNGText {
    static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    /// Where the text of a `tEXt` chunk with that keyword lies.
    /// - Throws: `DocumentFault` with `ExcalidrawError.noScene` or `.cutPNG`.
    static func range(of keyword: String, in file: [UInt8]) throws(DocumentFault) -> Range<Int> {
        let start = Array(keyword.utf8) + [0]
        var offset = signature.count
        while offset < file.count {
            guard file.count - offset >= 12 else { throw DocumentFault(ExcalidrawError.cutPNG, at: offset) }
            let length = file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= file.count - offset - 12 else { throw DocumentFault(ExcalidrawError.cutPNG, at: offset) }
            let data = file[offset + 8..<offset + 8 + length]
            if file[offset + 4..<offset + 8].elementsEqual("tEXt".utf8), data.starts(with: start) {
                return data.startIndex + start.count..<data.endIndex
            }
            offset = data.endIndex + 4
        }
        throw DocumentFault(ExcalidrawError.noScene, at: 0)
    }
}
