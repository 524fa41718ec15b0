package import SketchModel
package import SketchStreams

/// Cuts JSON text into chunks: at line feeds, or between elements if the whole text is one array.
package struct NDJSONReader: SketchReader {
    /// The most bytes that one drawing may take.
    package static let longestRecord = 1 << 30

    /// What a file of SPG says about its drawings; `nil` for QuickDraw's.
    var spg: SPGFile?

    private var source: BytesBeforeFault
    private let longest: Int
    private let chunkSize: Int
    private var carried: [UInt8] = []
    private var hasBegun = false
    private var hasEnded = false
    /// The nesting of what has been taken so far, if the text is one array.
    private var nesting: ArrayNesting?
    /// The number of bytes before the next chunk on its first line.
    private var column = 0

    package init(_ source: ByteSource, longestRecord: Int = NDJSONReader.longestRecord, chunkSize: Int = 1 << 18) {
        self.source = BytesBeforeFault(source)
        longest = longestRecord
        self.chunkSize = chunkSize
    }

    package var notes: [String] { spg.map { [$0.parts.note] } ?? [] }

    package mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
        let isFirst = !hasBegun
        if isFirst {
            hasBegun = true
            if NDJSONSniffer.isArray(source) { nesting = ArrayNesting() }
        }
        if let chunk = nesting == nil ? nextLines(isFirst: isFirst) : nextElements(isFirst: isFirst) { return chunk }
        try source.throwFault()
        return nil
    }

    private mutating func nextLines(isFirst: Bool) -> (any SketchChunk)? {
        var bytes = takeCarried()
        var cut: Int?
        var searched = 0
        while !hasEnded {
            if source.read(chunkSize, into: &bytes) == 0 {
                hasEnded = true
                if source.isCutShort {
                    let lastLine = bytes.span.indexAfterLastLineFeed(from: 0) ?? 0
                    if !ArrayNesting.isWhole(bytes.span, from: lastLine) { bytes.removeLast(bytes.count - lastLine) }
                }
                break
            }
            cut = bytes.span.indexAfterLastLineFeed(from: searched) ?? cut
            searched = bytes.count
            if let cut, bytes.count >= chunkSize / 2 {
                carry(from: cut, of: &bytes)
                break
            }
            if bytes.count > longest { return OverlongRecord(dropLine(bytes), limit: longest) }
        }
        let isDrawingless = isFirst && endsAsDrawingless(bytes, isArray: false)
        return bytes.isEmpty
            ? nil : NDJSONLines(bytes: bytes, skipsMark: isFirst, isDrawingless: isDrawingless, spg: spg)
    }

    /// Whether the text, which begins with `bytes`, is JSON of another kind; the rest is then not read.
    private mutating func endsAsDrawingless(_ bytes: [UInt8], isArray: Bool) -> Bool {
        guard DrawinglessText.isAll(bytes.span, isArray: isArray) else { return false }
        hasEnded = true
        carried = []
        return true
    }

    private mutating func takeCarried() -> [UInt8] {
        defer { carried = [] }
        return carried
    }

    private mutating func carry(from cut: Int, of bytes: inout [UInt8]) {
        carried = Array(bytes[cut...])
        bytes.removeLast(bytes.count - cut)
    }

    /// Drops a line, which begins with `bytes`.
    /// - Returns: the extent of the line.
    private mutating func dropLine(_ bytes: [UInt8]) -> SourceExtent {
        guard let line = source.dropLine(inPiecesOf: chunkSize) else {
            hasEnded = true
            return SourceExtent(lines: 0, bytes: bytes.count, sketches: 1)
        }
        carried = line.rest
        return SourceExtent(lines: 1, bytes: bytes.count + line.dropped, sketches: 1)
    }

    private mutating func nextElements(isFirst: Bool) -> (any SketchChunk)? {
        if hasEnded { return nil }
        var bytes = takeCarried()
        var cut: Int?
        var walked = bytes.count
        while true {
            if source.read(chunkSize, into: &bytes) == 0 {
                hasEnded = true
                if source.isCutShort, nesting?.hasEnded == false {
                    dropCutElement(from: cut ?? 0, of: &bytes, isFirst: isFirst)
                    return bytes.isEmpty ? nil : elements(bytes, isFirst: isFirst, isLast: false)
                }
                break
            }
            switch nesting?.walk(bytes.span, from: walked) {
            case .element(let place): cut = place
            case .beyond(let place):
                // One byte after the array is enough to report that something follows it.
                bytes.removeLast(bytes.count - place - 1)
                hasEnded = true
            case nil: break
            }
            if hasEnded { break }
            walked = bytes.count
            if let cut, bytes.count >= chunkSize / 2 {
                carry(from: cut, of: &bytes)
                break
            }
            if bytes.count > longest {
                hasEnded = true
                let extent = SourceExtent(lines: 0, bytes: bytes.count, sketches: 1)
                return OverlongRecord(extent, limit: longest, column: column + 1)
            }
        }
        return elements(bytes, isFirst: isFirst, isLast: hasEnded)
    }

    private mutating func elements(_ bytes: [UInt8], isFirst: Bool, isLast: Bool) -> JSONElements {
        let isDrawingless = isFirst && endsAsDrawingless(bytes, isArray: true)
        let chunk = JSONElements(
            bytes: bytes,
            isFirst: isFirst,
            isLast: isLast,
            isDrawingless: isDrawingless,
            column: column,
            spg: spg
        )
        column = bytes.span.indexAfterLastLineFeed(from: 0).map { bytes.count - $0 } ?? column + bytes.count
        return chunk
    }

    /// Drops the element after the last comma, unless it is complete and only its comma is missing.
    private func dropCutElement(from comma: Int, of bytes: inout [UInt8], isFirst: Bool) {
        var start = comma
        if isFirst, comma == 0 { start = bytes.firstIndex(of: UInt8(ascii: "[")).map { $0 + 1 } ?? 0 }
        if ArrayNesting.isWhole(bytes.span, from: start) {
            bytes.append(UInt8(ascii: ","))
        } else {
            bytes.removeLast(bytes.count - comma)
        }
    }
}

extension Span<UInt8> {
    /// The index after the last line feed from `start` on.
    func indexAfterLastLineFeed(from start: Int) -> Int? {
        var index = count
        while index > start {
            if self[index - 1] == 0x0a { return index }
            index -= 1
        }
        return nil
    }
}
