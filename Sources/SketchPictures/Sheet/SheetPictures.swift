internal import PNGImage
package import Rasteriser
package import SketchModel
package import SketchStreams

/// Contact sheets as PNG files: one page in a file, or any number in a directory, named `000.png` and so on.
///
/// The last page has only the rows that it needs. A file holds a single page: what comes after it is left out, which
/// `finish` reports. A verb that writes one therefore ends the stream one sketch after `ContactSheet.capacity`.
package struct SheetPictures: SketchWriter {
    private let output: SketchOutput
    private var page: SheetPage
    private var pages = 0
    private var isCut = false
    /// The source of the first sketch of the page.
    private var source = SketchSource()
    private var png: PNGEncoder
    private var bytes: [UInt8] = []
    package let encoding: SketchEncoding

    /// - Parameters:
    /// - style: of the cells; the page has the same background, and captions have the colour of plain strokes.
    ///   - level: how hard zlib tries, from 0 to 9; `nil` for settings that suit drawings.
    /// - Throws: `RasterError` if nothing can be drawn in that style, or `sheet` is too large.
    package init(_ output: SketchOutput, sheet: ContactSheet, style: RenderStyle, level: Int? = nil) throws(RasterError)
    {
        png = PNGEncoder(level: level)
        self.output = output
        let cells = try SheetCells(style)
        encoding = SketchEncoding(keepsLabels: true) { cells }
        page = try SheetPage(sheet, style: style, background: cells.background)
    }

    package mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        for sketch in chunk.ends.indices {
            if page.isFull {
                guard case .directory = output else {
                    isCut = true
                    break
                }
                try writePage()
            }
            if page.count == 0 { source = chunk.sources[sketch] }
            page.add(chunk.bytes, chunk.range(of: sketch), caption: chunk.labels[sketch])
        }
    }

    package mutating func finish() throws(Fault) -> [String] {
        if page.count > 0 || pages == 0 { try writePage() }
        if case .stream(let sink) = output { try sink.finish() }
        guard isCut else { return [] }
        return ["the sheet is full and more sketches follow; write to a directory for further sheets"]
    }

    private mutating func writePage() throws(Fault) {
        bytes.removeAll(keepingCapacity: true)
        do {
            let picture = try page.take()
            try png.encode(picture, text: [.software], into: &bytes)
        } catch {
            throw Fault(SketchSource(name: output.name), error: error)
        }
        switch output {
        case .stream(let sink): try sink.write(bytes)
        case .directory(let directory):
            try directory.write(bytes[...], to: pages.digits(3) + ".png", from: source)
        }
        pages += 1
    }
}
