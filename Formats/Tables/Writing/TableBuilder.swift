internal import ColumnFiles
internal import SketchModel

/// Builds the columns of a batch, row by row.
struct TableBuilder {
    private let schema: TableSchema
    private let classNumbers: [[UInt8]: Int]
    private var lastClass: (name: [UInt8], number: Int)?

    private(set) var rowCount = 0
    private var ids = BytesColumnBuilder()
    private var words = NumberColumnBuilder(.int64)
    private var recognized: [Bool] = []
    private var recognizedValidity = ValidityBuilder()
    private var timestamps = NumberColumnBuilder(.int64)
    private var countryCodes = BytesColumnBuilder()
    private var strokes = ListColumnBuilder()
    private var x: NumberColumnBuilder
    private var y: NumberColumnBuilder
    private var points = ListColumnBuilder()
    private var channels: [(lists: ListColumnBuilder, numbers: NumberColumnBuilder)]
    private var attributes: AttributeColumns
    private var strokeCount = 0

    init(_ schema: TableSchema) {
        self.schema = schema
        var numbers: [[UInt8]: Int] = [:]
        for (number, name) in (schema.classes ?? []).enumerated() { numbers[Array(name.utf8)] = number }
        classNumbers = numbers
        (x, y) = (NumberColumnBuilder(schema.coordinates), NumberColumnBuilder(schema.coordinates))
        channels = schema.channels.map { (ListColumnBuilder(), NumberColumnBuilder($0.type)) }
        attributes = AttributeColumns(schema)
    }

    /// The size of the columns, without what is rare.
    var byteCount: Int {
        x.byteCount + y.byteCount + points.byteCount * (1 + channels.count) + strokes.byteCount + ids.byteCount
            + countryCodes.byteCount + 24 * rowCount + channels.reduce(0) { $0 + $1.numbers.byteCount }
    }

    /// - Parameter bytes: what the row was read from.
    mutating func append(_ row: TableRow, from bytes: [UInt8]) {
        rowCount += 1
        ids.append(row.contents.contains(.id) ? String(row.id) : nil)
        words.append(row.contents.contains(.label) ? classNumber(bytes[row.label]) : nil)
        recognized.append(row.contents.contains(.isRecognized))
        recognizedValidity.append(row.contents.contains(.recognized))
        timestamps.append(row.contents.contains(.timestamp) ? row.timestamp : nil)
        if row.contents.contains(.countryCode) {
            countryCodes.append(bytes[row.countryCode])
        } else {
            countryCodes.append(nil as String?)
        }
        appendNumbers(row, bytes)
        strokeCount += row.strokeCount
        strokes.append(end: strokeCount)
        attributes.append(row, bytes)
    }

    private mutating func classNumber(_ label: ArraySlice<UInt8>) -> Int? {
        if let lastClass, label.elementsEqual(lastClass.name) { return lastClass.number }
        let name = Array(label)
        guard let number = classNumbers[name] else { return nil }
        lastClass = (name, number)
        return number
    }

    private mutating func appendNumbers(_ row: TableRow, _ bytes: [UInt8]) {
        let raw = bytes.span.bytes
        let before = x.count
        Self.append(.x, of: row, bytes, to: &x)
        Self.append(.y, of: row, bytes, to: &y)
        var channelStarts: [Int] = []
        for (index, channel) in schema.channels.enumerated() {
            channelStarts.append(channels[index].numbers.count)
            Self.append(channel.sequence, of: row, bytes, to: &channels[index].numbers)
        }
        for stroke in 0..<row.strokeCount {
            let end = Int(raw.unsafeLoadUnaligned(fromByteOffset: row.ends + 4 * stroke, as: UInt32.self))
            points.append(end: before + end)
            for index in channels.indices {
                let isThere = row.numbers[schema.channels[index].sequence.rawValue] != nil
                channels[index].lists.append(end: channelStarts[index] + (isThere ? end : 0), isThere: isThere)
            }
        }
    }

    private static func append(
        _ sequence: TableRow.Sequence,
        of row: TableRow,
        _ bytes: [UInt8],
        to column: inout NumberColumnBuilder
    ) {
        guard let numbers = row.numbers[sequence.rawValue] else { return }
        if numbers.kind.type == column.type {
            let size = column.type.size * row.pointCount
            column.bytes.append(contentsOf: bytes[numbers.offset..<(numbers.offset + size)])
            return
        }
        let kind = NumberKind.allCases.first { $0.type == column.type } ?? .float64
        let raw = bytes.span.bytes
        for index in 0..<row.pointCount {
            kind.append(numbers.kind.value(raw, at: numbers.offset, index), to: &column.bytes)
        }
    }

    /// The columns so far. The builder is then used up.
    consuming func batch() -> ColumnBatch {
        var stroke = [points.column(items: x.column()), points.column(items: y.column())]
        for channel in channels { stroke.append(channel.lists.column(items: channel.numbers.column())) }
        stroke += attributes.strokeColumns()
        let drawing = strokes.column(items: Column(count: strokeCount, .record(stroke)))
        var noWords = BytesColumnBuilder()
        if schema.classes == nil { for _ in 0..<rowCount { noWords.append(nil as String?) } }
        let word = schema.classes == nil ? noWords.column() : words.column()
        let columns = [
            ids.column(), word,
            Column(count: rowCount, validity: recognizedValidity.validity, .booleans(recognized)),
            timestamps.column(), countryCodes.column(), drawing,
        ]
        return ColumnBatch(rowCount: rowCount, columns: columns + attributes.rowColumns())
    }
}

/// The columns for canvases, groups and attributes.
struct AttributeColumns {
    private let schema: TableSchema
    private var texts: [StrokeColumn: BytesColumnBuilder] = [:]
    private var widths = NumberColumnBuilder(.float64)
    private var strokeGroups = NumberColumnBuilder(.int32)

    private var groups = ListColumnBuilder()
    private var groupNames = BytesColumnBuilder()
    private var layers: [Bool] = []
    private var parents = NumberColumnBuilder(.int32)

    private var canvases = ValidityBuilder()
    private var canvas: [NumberColumnBuilder] = Array(repeating: NumberColumnBuilder(.float64), count: 4)
    private var units = BytesColumnBuilder()

    init(_ schema: TableSchema) {
        self.schema = schema
        for attribute in schema.attributes { texts[attribute] = BytesColumnBuilder() }
    }

    mutating func append(_ row: TableRow, _ bytes: [UInt8]) {
        if schema.attributes.isEmpty, !schema.hasCanvas, !schema.hasGroups { return }
        let sketch = row.sketchWithAttributes(bytes)
        for attribute in schema.attributes {
            for stroke in 0..<row.strokeCount {
                append(attribute, stroke < sketch.attributes.count ? sketch.attributes[stroke] : .none)
            }
        }
        for group in sketch.groups {
            groupNames.append(group.name)
            layers.append(group.isLayer)
            parents.append(group.parent)
        }
        groups.append(end: layers.count, isThere: !sketch.groups.isEmpty)
        canvases.append(sketch.canvas != nil)
        let numbers = sketch.canvas.map { [$0.origin.x, $0.origin.y, $0.width, $0.height] }
        for index in canvas.indices { canvas[index].append(numbers?[index]) }
        units.append(sketch.canvas?.unit?.rawValue)
    }

    private mutating func append(_ attribute: StrokeColumn, _ stroke: StrokeAttributes) {
        switch attribute {
        case .color: texts[attribute]?.append(stroke.colour?.hexadecimal)
        case .name: texts[attribute]?.append(stroke.name)
        case .part: texts[attribute]?.append(stroke.part)
        case .tool: texts[attribute]?.append(stroke.tool?.rawValue)
        case .width: widths.append(stroke.width)
        case .group: strokeGroups.append(stroke.group)
        }
    }

    func strokeColumns() -> [Column] {
        schema.attributes.compactMap { attribute in
            switch attribute {
            case .width: widths.column()
            case .group: strokeGroups.column()
            default: texts[attribute]?.column()
            }
        }
    }

    func rowColumns() -> [Column] {
        var columns: [Column] = []
        if schema.hasGroups {
            let count = layers.count
            let record = Column(
                count: count,
                .record([groupNames.column(), Column(count: count, .booleans(layers)), parents.column()])
            )
            columns.append(groups.column(items: record))
        }
        if schema.hasCanvas {
            let fields = canvas.map { $0.column() } + [units.column()]
            columns.append(Column(count: canvases.count, validity: canvases.validity, .record(fields)))
        }
        return columns
    }
}
