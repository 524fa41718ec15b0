internal import ColumnFiles
internal import SketchModel

/// Which columns of a table hold what.
struct TableLayout {
    /// The index of the column with the drawings, and their form.
    let drawing: (column: Int, form: DrawingForm)
    let id: Int?
    let label: Int?
    /// The names of the classes, if labels are numbers with names.
    let classNames: [String]?
    let recognized: Int?
    let timestamp: Int?
    let countryCode: Int?
    let groups: Int?
    let canvas: Int?
    /// The names of the columns that are read.
    let used: Set<String>
    /// The names of the others.
    let unused: [String]

    private static let drawingNames = ["drawing", "strokes", "sketch", "ink", "packed_drawing"]
    private static let labelNames = ["word", "label", "class", "category"]

    /// - Parameter chosen: the column that holds the drawings; told by name and type without it.
    /// - Throws: `TableError`
    init(_ schema: ColumnSchema, drawing chosen: String?) throws(TableError) {
        let fields = schema.fields
        func find(_ names: [String], _ fits: (ColumnType) -> Bool) -> Int? {
            for name in names {
                if let index = fields.firstIndex(where: { $0.name == name && fits($0.type) }) { return index }
            }
            return nil
        }
        drawing = try Self.drawing(fields, chosen)
        id = find(["key_id", "id"]) { $0 == .text || $0.isWhole }
        label = find(Self.labelNames) { $0 == .text || $0.isWhole }
        recognized = find(["recognized"]) { $0 == .boolean || $0 == .text || $0.isWhole }
        timestamp = find(["timestamp"]) { if case .timestamp = $0 { true } else { $0 == .text } }
        countryCode = find(["countrycode", "country_code", "country"]) { $0 == .text }
        groups = find(["groups"]) { if case .list(let item) = $0, case .record = item.type { true } else { false } }
        canvas = find(["canvas"]) { if case .record = $0 { true } else { false } }
        if let label, fields[label].type.isWhole, let features = schema.metadata["huggingface"] {
            classNames = try ClassNames.read(features, column: fields[label].name)
        } else {
            classNames = nil
        }
        let indices = [drawing.column, id, label, recognized, timestamp, countryCode, groups, canvas].compactMap(\.self)
        used = Set(indices.map { fields[$0].name })
        unused = fields.indices.filter { !indices.contains($0) }.map { fields[$0].name }
    }

    private static func drawing(
        _ fields: [ColumnField],
        _ chosen: String?
    ) throws(TableError) -> (column: Int, form: DrawingForm) {
        if let chosen {
            guard let index = fields.firstIndex(where: { $0.name == chosen }) else {
                throw .noSuchColumn(chosen, columns: fields.map(\.name))
            }
            guard let form = DrawingForm(fields[index].type) else {
                throw .otherForm(column: chosen, type: fields[index].type.text)
            }
            return (index, form)
        }
        for name in drawingNames {
            guard let index = fields.firstIndex(where: { $0.name == name }) else { continue }
            if let form = DrawingForm(fields[index].type) { return (index, form) }
        }
        // A column of another name, if its type can't mean anything else.
        let candidates = fields.indices.filter { DrawingForm(fields[$0].type)?.isUnmistakable == true }
        guard candidates.count == 1, let index = candidates.first, let form = DrawingForm(fields[index].type) else {
            throw .noDrawings(columns: fields.map(\.name))
        }
        return (index, form)
    }
}

/// How a column holds drawings.
enum DrawingForm {
    /// A list of strokes, each a record of lists: `list<record<x: list<…>, y: list<…>>>`.
    case strokes(StrokeFields)
    /// A record of lists of strokes: `record<x: list<list<…>>, y: list<list<…>>>`.
    case axes(StrokeFields)
    /// A list of strokes, each a list of its x, its y and perhaps its t, as in QuickDraw's NDJSON.
    case nested
    /// A list of rows of three or five numbers, as in stroke-3 and stroke-5 arrays.
    case rows
    /// A record of a `.bin` file.
    case packed

    init?(_ type: ColumnType) {
        switch type {
        case .bytes: self = .packed
        case .record(let fields):
            guard let strokes = StrokeFields(fields, isNumbers: { $0.item?.item?.isNumber == true }) else { return nil }
            self = .axes(strokes)
        case .list(let item):
            if case .record(let fields) = item.type {
                guard let strokes = StrokeFields(fields, isNumbers: { $0.item?.isNumber == true }) else { return nil }
                self = .strokes(strokes)
            } else if item.type.item?.isNumber == true {
                self = .rows
            } else if item.type.item?.item?.isNumber == true {
                self = .nested
            } else {
                return nil
            }
        default: return nil
        }
    }

    /// Whether no other kind of data has this type.
    var isUnmistakable: Bool {
        switch self {
        case .strokes, .axes: true
        case .nested, .rows, .packed: false
        }
    }
}

/// The fields of a stroke, by their index in its record.
struct StrokeFields {
    let x: Int
    let y: Int
    let channels: [(channel: PointChannel, index: Int)]
    let attributes: [(column: StrokeColumn, index: Int)]
    /// Whether there are fields without a place in the model.
    let hasOthers: Bool

    /// - Parameter isNumbers: whether a field of this type holds a number per point.
    init?(_ fields: [ColumnField], isNumbers: (ColumnType) -> Bool) {
        func find(_ names: [String]) -> Int? {
            fields.firstIndex { names.contains($0.name) && isNumbers($0.type) }
        }
        guard let x = find(["x"]), let y = find(["y"]) else { return nil }
        let names: [(PointChannel, [String])] = [
            (.time, ["t", "time"]), (.pressure, ["pressure", "p"]), (.tilt, ["tilt"]), (.azimuth, ["azimuth"]),
        ]
        (self.x, self.y) = (x, y)
        channels = names.compactMap { channel, names in find(names).map { (channel, $0) } }
        attributes = StrokeColumn.allCases.compactMap { column in
            fields.firstIndex { $0.name == column.rawValue && column.fits($0.type) }.map { (column, $0) }
        }
        hasOthers = fields.count > 2 + channels.count + attributes.count
    }
}

extension StrokeColumn {
    /// Whether a column of this type can hold the attribute.
    func fits(_ type: ColumnType) -> Bool {
        switch self {
        case .color, .name, .part, .tool: type == .text
        case .width: type.isNumber
        case .group: type.isWhole
        }
    }
}

extension ColumnType {
    var isNumber: Bool { if case .number = self { true } else { false } }
    var isWhole: Bool { if case .number(let type) = self { !type.isFloat } else { false } }
    /// The type of a list's items.
    var item: ColumnType? { if case .list(let item) = self { item.type } else { nil } }
}
