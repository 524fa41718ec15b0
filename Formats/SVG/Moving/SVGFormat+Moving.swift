package import SketchModel
internal import SketchStreams

extension SVGFormat {
    /// The same document with each stroke moved by its own offset, and everything else unchanged.
    ///
    /// Shapes get a translation before their own `transform`. A path whose strokes move apart is split into one per
    /// part; a `use` whose strokes move apart becomes a group of what it draws. The rest of the document stays the same
    /// byte for byte, so offsets of zero give the same bytes. The result is read again to check that its strokes are
    /// those of `document`, moved.
    /// - Parameters:
    ///   - document: the bytes of a file, plain or gzipped; the result is plain.
    ///   - name: the file's name, for messages.
    ///   - page: `nil`, since a file has one drawing.
    ///   - offsets: one for each stroke that this format, with its `fill`, reads from the document, in the same order
    ///     and in the sketch's units.
    /// - Throws: what reading throws, and a fault if there are too few or too many offsets, one isn't finite, or a
    ///   shape is in a transform without an inverse, is written in an entity, or depends in its look on its place in
    ///   the file.
    package func moving(
        _ document: [UInt8],
        named name: String,
        page: Int? = nil,
        by offsets: [Point]
    ) throws(Fault) -> [UInt8] {
        let bytes = try ByteSource(name: name, bytes: document).readToEnd(limit: SVGReader.sizeLimit)
        let source = SourceText(bytes: bytes)
        do throws(SVGFault) {
            return try moved(source, by: offsets)
        } catch {
            throw Fault(source: name, position: source.position(of: error.offset), reason: error.reason)
        }
    }

    private func moved(_ source: SourceText, by offsets: [Point]) throws(SVGFault) -> [UInt8] {
        let tree = try XMLTree(source.bytes)
        var drawer = Drawer(tree, source, format: self)
        drawer.trace = StrokeTrace()
        try drawer.draw()
        let sketch = drawer.pen.sketch
        guard var trace = drawer.trace else { return source.bytes }
        guard offsets.count == sketch.strokeCount else {
            throw SVGFault(reason: .offsetCount(strokes: sketch.strokeCount, offsets: offsets.count), offset: 0)
        }
        trace.gatherStrokes()
        for shape in trace.shapes {
            for stroke in shape.strokes where !offsets[stroke].isFinite {
                throw SVGFault(reason: .offsetNotFinite(stroke: stroke), offset: tree.nodes[shape.node].offset)
            }
        }
        trace.pointCounts = (0..<sketch.strokeCount).map { sketch.range(ofStroke: $0).count }
        let moves = StrokeMoves(trace, tree, by: offsets)
        if moves.changed.isEmpty { return source.bytes }
        let text = DocumentText(source.bytes)
        var document = MovedDocument(tree, text, moves, tolerance: drawer.pen.tolerance)
        try document.write()
        let result = text.bytes(of: document.draft)
        if let stroke = firstStrokeNotMoved(sketch, by: offsets, in: result) {
            let node = trace.element(ofStroke: stroke) ?? 0
            throw SVGFault(reason: .strokeNotMoved(stroke: stroke), offset: tree.nodes[node].offset)
        }
        return result
    }

    /// Reads a moved document, and compares its strokes with the expected ones.
    private func firstStrokeNotMoved(_ sketch: Sketch, by offsets: [Point], in bytes: [UInt8]) -> Int? {
        guard let moved = sketchAgain(bytes) else { return 0 }
        let largest = (sketch.points + offsets).reduce(0) { max($0, abs($1.x), abs($1.y)) }
        let allowed = largest * 1e-6
        func differ(_ before: Point, _ after: Point, _ offset: Point) -> Bool {
            !(abs(before.x + offset.x - after.x) <= allowed && abs(before.y + offset.y - after.y) <= allowed)
        }
        for stroke in 0..<sketch.strokeCount {
            if stroke == moved.strokeCount { return stroke }
            let (before, after) = (sketch.strokes[stroke], moved.strokes[stroke])
            guard before.count != after.count else {
                if zip(before, after).contains(where: { differ($0, $1, offsets[stroke]) }) { return stroke }
                continue
            }
            // Rounding may give a curve one segment more or fewer; its ends are exact.
            guard let first = before.first, let last = before.last, let movedFirst = after.first,
                let movedLast = after.last, !differ(first, movedFirst, offsets[stroke]),
                !differ(last, movedLast, offsets[stroke])
            else { return stroke }
        }
        return moved.strokeCount == sketch.strokeCount ? nil : max(sketch.strokeCount - 1, 0)
    }

    private func sketchAgain(_ bytes: [UInt8]) -> Sketch? {
        guard let tree = try? XMLTree(bytes) else { return nil }
        var drawer = Drawer(tree, SourceText(bytes: bytes), format: self)
        guard (try? drawer.draw()) != nil else { return nil }
        return drawer.pen.sketch
    }
}
