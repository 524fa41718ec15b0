internal import ArrayFiles
package import SketchModel
internal import SketchStreams
internal import TextNotation
internal import XMLTrees

extension XournalFormat {
    /// The same document with each stroke of a page moved by its own offset, and everything else unchanged.
    ///
    /// Only the coordinates of strokes that move are written anew, each with as many digits as its value needs; the rest
    /// of the XML stays the same byte for byte. The result is gzipped or, if the document is one, a ZIP archive with the
    /// same members.
    /// - Parameters:
    ///   - document: the bytes of a file: plain, gzipped or a ZIP archive.
    ///   - name: the file's name, for messages.
    ///   - page: the number of the page from 1; `nil` for the first.
    ///   - offsets: one for each stroke that is read from the page, in the same order and in points.
    /// - Throws: what reading throws, and a fault if there is no such page, there are too few or too many offsets, one
    ///   isn't finite, or a stroke that moves has markup among its points.
    package func moving(
        _ document: [UInt8],
        named name: String,
        page: Int?,
        by offsets: [Point]
    ) throws(Fault) -> [UInt8] {
        let bytes = try ByteSource(name: name, bytes: document).readToEnd(limit: Self.sizeLimit)
        guard ZipArchive.begins(bytes) else {
            let moved = try Self.moved(bytes, named: name, page: page ?? 1, by: offsets)
            do throws(StreamError) {
                return try GzippedText.of(moved)
            } catch {
                throw Fault(source: name, reason: error)
            }
        }
        let package: XournalPackage
        let content: [UInt8]
        do throws(ArrayFault) {
            package = try XournalPackage(bytes)
            content = try package.content()
        } catch {
            throw Fault(error, inArchive: name)
        }
        let moved = try Self.moved(content, named: name, page: page ?? 1, by: offsets)
        do throws(ArrayFault) {
            return try package.replacing(moved)
        } catch {
            throw Fault(error, inArchive: name)
        }
    }

    private static func moved(
        _ bytes: [UInt8],
        named name: String,
        page: Int,
        by offsets: [Point]
    ) throws(Fault) -> [UInt8] {
        do throws(DocumentFault) {
            return try moved(bytes, page: page, by: offsets)
        } catch {
            throw Fault(source: name, position: SourcePlaces(bytes).position(of: error.offset), reason: error.reason)
        }
    }

    private static func moved(_ bytes: [UInt8], page: Int, by offsets: [Point]) throws(DocumentFault) -> [UInt8] {
        let document = try XournalDocument(bytes)
        let count = document.pages.count
        guard page >= 1, page <= count else {
            throw DocumentFault(XournalError.noSuchPage(page: page, count: count), at: 0)
        }
        let strokes = document.strokes(ofPage: page - 1)
        guard strokes.count == offsets.count else {
            let reason = XournalError.offsetCount(strokes: strokes.count, offsets: offsets.count)
            throw DocumentFault(reason, at: document.pages[page - 1])
        }
        var moved: [UInt8] = []
        moved.reserveCapacity(bytes.count + bytes.count / 8)
        var copied = 0
        for (index, (stroke, offset)) in zip(strokes, offsets).enumerated() where offset != .zero {
            guard offset.isFinite else {
                throw DocumentFault(XournalError.offsetNotFinite(stroke: index), at: stroke.offset)
            }
            let content = stroke.content
            // What is written in an entity isn't where it is used.
            guard content.lowerBound >= copied, content.upperBound <= bytes.count,
                tokenCount(in: bytes[content]) == tokenCount(in: stroke.textBytes)
            else {
                throw DocumentFault(XournalError.notPlainText(stroke: index), at: stroke.offset)
            }
            moved += bytes[copied..<content.lowerBound]
            try append(bytes[content], of: stroke, index, movedBy: offset, to: &moved)
            copied = content.upperBound
        }
        return moved + bytes[copied...]
    }

    private static func tokenCount(in text: ArraySlice<UInt8>) -> Int {
        let text = text.span
        var (offset, count) = (0, 0)
        while NumberText.next(in: text, at: &offset) != nil { count += 1 }
        return count
    }

    /// Appends a stroke's points, moved, with the white space between them as it is.
    private static func append(
        _ points: ArraySlice<UInt8>,
        of stroke: XMLNode,
        _ index: Int,
        movedBy offset: Point,
        to moved: inout [UInt8]
    ) throws(DocumentFault) {
        let text = points.span
        var (place, copied, count) = (0, 0, 0)
        while let token = NumberText.next(in: text, at: &place) {
            guard let value = token.value else {
                let token = points[(points.startIndex + token.range.lowerBound)...].prefix(token.range.count)
                let isMarkup = token.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") || $0 == 0 }
                let reason =
                    isMarkup
                    ? XournalError.notPlainText(stroke: index)
                    : .notANumber(PrintableText.of(String(decoding: token.prefix(32), as: UTF8.self)))
                throw DocumentFault(reason, at: token.startIndex)
            }
            let step = count % 2 == 0 ? offset.x : offset.y
            count += 1
            if step == 0 { continue }
            guard (value + step).isFinite else {
                throw DocumentFault(XournalError.movedTooFar(stroke: index), at: stroke.offset)
            }
            moved += points[(points.startIndex + copied)..<(points.startIndex + token.range.lowerBound)]
            DecimalText.append(value + step, to: &moved)
            copied = token.range.upperBound
        }
        guard count % 2 == 0 else {
            throw DocumentFault(XournalError.oddCoordinates(count: count), at: stroke.offset)
        }
        moved += points[(points.startIndex + copied)...]
    }
}
