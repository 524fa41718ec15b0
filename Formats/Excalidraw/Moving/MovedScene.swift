internal import JSONTrees
package import SketchModel
internal import SketchStreams
internal import TextNotation

/// A scene or a library in which the drawn elements of one drawing are elsewhere: only their `x` and `y` are written
/// anew.
enum MovedScene {
    /// - Parameters:
    ///   - page: the number of the drawing, from 1; `nil` if there is only one.
    ///   - offsets: one for each stroke that is read from it.
    static func bytes(
        of file: [UInt8],
        named name: String,
        page: Int?,
        by offsets: [Point]
    ) throws(Fault) -> [UInt8] {
        let bytes = try ByteSource(name: name, bytes: file).readToEnd(limit: 1 << 28)
        do throws(DocumentFault) {
            return try moved(bytes, page: page, by: offsets)
        } catch {
            let isText = !bytes.starts(with: PNGText.signature)
            let position = SourcePlaces(bytes, isText: isText).position(of: error.offset)
            throw Fault(source: name, position: position, reason: error.reason)
        }
    }

    private static func moved(
        _ file: [UInt8],
        page: Int?,
        by offsets: [Point]
    ) throws(DocumentFault) -> [UInt8] {
        let document = try ExcalidrawDocument(file)
        let (page, count) = (page ?? 1, document.pages.count)
        guard (1...max(count, 1)).contains(page), count > 0 else {
            throw DocumentFault(ExcalidrawError.noPage(page, of: count), at: 0)
        }
        do throws(DocumentFault) {
            return try moved(document, page: page - 1, by: offsets)
        } catch {
            throw DocumentFault(error.reason, at: document.text.place(of: error.offset))
        }
    }

    private static func moved(
        _ document: ExcalidrawDocument,
        page: Int,
        by offsets: [Point]
    ) throws(DocumentFault) -> [UInt8] {
        let list = try document.elements(of: page)
        let elements = Array(SceneElement.all(in: list))
        guard elements.count == offsets.count else {
            let reason = ExcalidrawError.offsetCount(strokes: elements.count, offsets: offsets.count)
            throw DocumentFault(reason, at: list.offset)
        }
        var changes: [(range: Range<Int>, value: Double)] = []
        for (stroke, (element, offset)) in zip(elements, offsets).enumerated() {
            guard offset.isFinite else {
                throw DocumentFault(ExcalidrawError.offsetNotFinite(stroke: stroke), at: element.node.offset)
            }
            for (key, distance) in [("x", offset.x), ("y", offset.y)] where distance != 0 {
                let value = try element.number(key) + distance
                guard value.isFinite, let node = element.node[key] else {
                    throw DocumentFault(ExcalidrawError.outOfRange, at: element.node.offset)
                }
                changes.append((node.range, value))
            }
        }
        changes.sort { $0.range.lowerBound < $1.range.lowerBound }
        let bytes = document.text.bytes
        var (result, copied) = ([UInt8](), 0)
        result.reserveCapacity(bytes.count + 16 * changes.count)
        for (range, value) in changes {
            result.append(contentsOf: bytes[copied..<range.lowerBound])
            DecimalText.append(value, to: &result)
            copied = range.upperBound
        }
        result.append(contentsOf: bytes[copied...])
        return result
    }
}

extension ExcalidrawFormat {
    /// The same scene with each stroke's element moved by its own offset: its `x` and `y` are other numbers, and all
    /// else stays, byte for byte. From a picture or a note, the result is the scene alone.
    ///
    /// What isn't a stroke, such as text in a moved rectangle, stays where it is.
    /// - Throws: what reading throws, and a fault if there are too few or too many offsets, or one isn't finite.
    package func moving(
        _ document: [UInt8],
        named name: String,
        page: Int?,
        by offsets: [Point]
    ) throws(Fault) -> [UInt8] {
        try MovedScene.bytes(of: document, named: name, page: page, by: offsets)
    }
}

extension ExcalidrawLibraryFormat {
    /// The same library with the strokes of an item moved, as in a scene; the other items stay.
    /// - Parameter page: the item, from 1.
    /// - Throws: as for a scene.
    package func moving(
        _ document: [UInt8],
        named name: String,
        page: Int?,
        by offsets: [Point]
    ) throws(Fault) -> [UInt8] {
        try MovedScene.bytes(of: document, named: name, page: page, by: offsets)
    }
}
