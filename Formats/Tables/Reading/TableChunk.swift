internal import ColumnFiles
internal import SketchModel
internal import SketchStreams

/// Some rows of a batch.
struct TableChunk: SketchChunk {
    let batch: ColumnBatch
    let rows: Range<Int>
    let layout: TableLayout
    let schema: ColumnSchema
    let origin: TableOptions.Origin
    let byteCount: Int

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        var drawings = DrawingDecoder(batch.columns[layout.drawing.column], layout.drawing.form, origin: origin)
        for row in rows {
            let position = SourcePosition.record(row - rows.lowerBound)
            visitor.sketch.removeAll()
            visitor.sketch.source.position = position
            do {
                // Strokes refer to groups.
                try fillGroups(&visitor.sketch, row)
                if let losses = try drawings.fill(&visitor.sketch, from: row) { visitor.losses.merge(losses) }
                try fillMetadata(&visitor, row)
            } catch let reason as any FaultReason {
                try visitor.refuse(reason, at: position)
                continue
            }
            if !layout.unused.isEmpty || layout.drawing.form.hasOtherFields { visitor.losses.add(.unknownKeys) }
            try visitor.visit()
        }
        return SourceExtent(sketches: rows.count)
    }

    private func fillMetadata(_ visitor: inout SketchVisitor, _ row: Int) throws(TableError) {
        if let id = layout.id {
            let column = batch.columns[id]
            if let number = column.wholeNumber(at: row) {
                visitor.sketch.metadata.id = UInt64(bitPattern: number)
            } else if let text = column.bytes(at: row), !text.isEmpty {
                let isNumber = text.allSatisfy { $0 &- 48 < 10 }
                visitor.sketch.metadata.id = isNumber ? UInt64(String(decoding: text, as: UTF8.self)) : nil
                if visitor.sketch.metadata.id == nil { visitor.losses.add(.id) }
            }
        }
        if let label = try label(row) { visitor.sketch.metadata.label = label }
        if let code = layout.countryCode {
            let text = try batch.columns[code].text(at: row, named: schema.fields[code].name)
            if text?.isEmpty == false { visitor.sketch.metadata.countryCode = text }
        }
        if let recognized = try recognized(row) { visitor.sketch.metadata.recognized = recognized }
        if let timestamp = try timestamp(row) { visitor.sketch.metadata.timestamp = timestamp }
        try fillCanvas(&visitor.sketch, row)
    }

    /// The label as text, otherwise the name of the class, otherwise its number. `datasets` writes -1 for none.
    private func label(_ row: Int) throws(TableError) -> String? {
        guard let index = layout.label else { return nil }
        let column = batch.columns[index]
        guard let number = column.wholeNumber(at: row) else {
            let text = try column.text(at: row, named: schema.fields[index].name)
            return text?.isEmpty == true ? nil : text
        }
        if number == -1 { return nil }
        guard let names = layout.classNames else { return String(number) }
        guard number >= 0, number < names.count else { throw .unknownClass(number, names: names.count) }
        return names[Int(number)]
    }

    private func recognized(_ row: Int) throws(TableError) -> Bool? {
        guard let index = layout.recognized else { return nil }
        if let number = batch.columns[index].wholeNumber(at: row) {
            guard number == 0 || number == 1 else { throw .badFlag(String(number)) }
            return number == 1
        }
        guard let text = try batch.columns[index].text(at: row, named: "recognized"), !text.isEmpty else { return nil }
        switch text.lowercased() {
        case "true": return true
        case "false": return false
        default: throw .badFlag("'\(text)'")
        }
    }

    private func timestamp(_ row: Int) throws(TableError) -> Timestamp? {
        guard let index = layout.timestamp, batch.columns[index].hasValue(at: row) else { return nil }
        guard case .timestamp(let unit, _) = schema.fields[index].type else {
            guard let text = batch.columns[index].bytes(at: row), !text.isEmpty else { return nil }
            let bytes = Array(text)
            guard let timestamp = TimestampText.parse(bytes.span) ?? TimestampText.parseWithoutZone(bytes.span) else {
                throw .badTimestamp
            }
            return timestamp
        }
        guard let value = batch.columns[index].wholeNumber(at: row) else { return nil }
        let (factor, divisor): (Int64, Int64) =
            switch unit {
            case .seconds: (1_000_000, 1)
            case .milliseconds: (1000, 1)
            case .microseconds: (1, 1)
            case .nanoseconds: (1, 1000)
            }
        let (microseconds, overflow) = value.multipliedReportingOverflow(by: factor)
        guard !overflow else { throw .badTimestamp }
        let floor = microseconds / divisor - (microseconds % divisor < 0 ? 1 : 0)
        return Timestamp(microseconds: floor)
    }

    private func fillGroups(_ sketch: inout Sketch, _ row: Int) throws(TableError) {
        guard let index = layout.groups, let range = batch.columns[index].items(at: row),
            let record = batch.columns[index].items, case .list(let item) = schema.fields[index].type,
            case .record(let fields) = item.type
        else { return }
        if range.isEmpty { return }
        let columns = try record.fields()
        func column(_ name: String) -> Column? { fields.firstIndex { $0.name == name }.map { columns[$0] } }
        for place in range {
            var group = StrokeGroup()
            group.name = try column("name")?.text(at: place, named: "the name of a group")
            group.isLayer = column("layer")?.wholeNumber(at: place) == 1
            if let parent = column("parent")?.wholeNumber(at: place) {
                guard sketch.groups.indices.contains(Int(parent)) else { throw .noSuchGroup(Int(parent)) }
                group.parent = Int(parent)
            }
            _ = sketch.addGroup(group)
        }
    }

    private func fillCanvas(_ sketch: inout Sketch, _ row: Int) throws(TableError) {
        guard let index = layout.canvas, batch.columns[index].hasValue(at: row),
            case .record(let fields) = schema.fields[index].type
        else { return }
        let columns = try batch.columns[index].fields()
        func number(_ name: String) -> Double? {
            fields.firstIndex { $0.name == name }.flatMap { columns[$0].number(at: row) }
        }
        guard let width = number("width"), let height = number("height"), width >= 0, height >= 0 else { return }
        var canvas = Canvas(origin: Point(number("x") ?? 0, number("y") ?? 0), width: width, height: height)
        guard canvas.box.minimum.isFinite, canvas.box.maximum.isFinite else { return }
        if let unit = fields.firstIndex(where: { $0.name == "unit" }) {
            canvas.unit = try columns[unit].text(at: row, named: "the canvas's unit").flatMap {
                LengthUnit(rawValue: $0)
            }
        }
        sketch.canvas = canvas
    }
}

extension DrawingForm {
    /// Whether strokes have fields without a place in the model.
    var hasOtherFields: Bool {
        switch self {
        case .strokes(let fields), .axes(let fields): fields.hasOthers
        case .nested, .rows, .packed: false
        }
    }
}
