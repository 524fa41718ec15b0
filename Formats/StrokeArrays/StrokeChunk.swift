internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// A batch of sketches that can be decoded independently of others.
struct StrokeChunk: SketchChunk {
    var batch: ItemBatch
    var origin: Origin
    /// Whether stroke-5 sketches begin with a row that isn't a point.
    var hasStartRows: Bool
    /// The member's name, or `nil` if the file isn't an archive.
    var member: String?
    /// The part of a data set that the member is.
    var split: String?

    var byteCount: Int { batch.byteCount }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        var decoder = RowDecoder()
        for (index, item) in batch.items.enumerated() {
            visitor.sketch.removeAll()
            // Offsets count in the member, over all its chunks; records count from the chunk's first.
            let position = SourcePosition.bytes(offset: item.offset, record: index)
            visitor.sketch.source.position = position
            visitor.sketch.source.split = split
            if index < batch.labels.count { visitor.sketch.metadata.label = batch.labels[index] }
            if index < batch.ids.count { visitor.sketch.metadata.id = batch.ids[index] }
            do throws(StrokeArrayError) {
                if let problem = item.problem { throw problem }
                try decoder.decode(item, of: batch.bytes)
                let columns = item.view.columns
                let rows = StrokeRows(columns: columns, origin: origin, firstRow: hasStartRows && columns == 5 ? 1 : 0)
                try rows.fill(&visitor.sketch, from: decoder.numbers.span)
            } catch {
                let reason: any FaultReason = member.map { MemberFault(member: $0, reason: error) } ?? error
                try visitor.refuse(reason, at: position)
                continue
            }
            try visitor.visit()
        }
        return SourceExtent(sketches: batch.items.count)
    }
}

/// Turns rows of offsets and pen states into strokes.
struct StrokeRows {
    var columns: Int
    var origin: Origin
    /// The index of the row with the first point.
    var firstRow: Int

    /// Adds the points of `rows`, with `columns` numbers each, to an empty sketch.
    func fill(_ sketch: inout Sketch, from rows: Span<Double>) throws(StrokeArrayError) {
        let count = rows.count / columns
        guard count > firstRow else { return }
        sketch.points.reserveCapacity(count - firstRow + 1)
        var place = Point.zero
        var isFirst = true
        for row in firstRow..<count {
            let start = row * columns
            let lifts: Bool
            if columns == 3 {
                let pen = rows[start + 2]
                guard pen == 0 || pen == 1 else { throw .badPenState(row: row, "\(pen)") }
                lifts = pen == 1
            } else {
                let (down, up, end) = (rows[start + 2], rows[start + 3], rows[start + 4])
                let isOneHot =
                    (down == 1 && up == 0 && end == 0) || (down == 0 && up == 1 && end == 0)
                    || (down == 0 && up == 0 && end == 1)
                guard isOneHot else { throw .notOneHot(row: row) }
                if end == 1 { break }
                lifts = up == 1
            }
            if isFirst, origin == .implicit { sketch.points.append(.zero) }
            isFirst = false
            place.x += rows[start]
            place.y += rows[start + 1]
            guard place.isFinite else { throw .notFinite(row: row) }
            sketch.points.append(place)
            if lifts { sketch.endStroke() }
        }
        // The pen may never be lifted from the last stroke.
        if sketch.strokeEnds.last ?? 0 < sketch.points.count { sketch.endStroke() }
    }
}
