internal import ColumnFiles
internal import SketchModel
internal import TextNotation

/// The columns of a written table: see README.md.
struct TableSchema {
    let coordinates: NumberType
    /// The types of the channels that are written, in their order.
    let channels: [(channel: PointChannel, sequence: TableRow.Sequence, type: NumberType)]
    let attributes: [StrokeColumn]
    let hasCanvas: Bool
    let hasGroups: Bool
    /// The names of the classes; `nil` without labels.
    let classes: [String]?

    init(_ survey: TableSurvey, classes: [String]?) {
        coordinates = survey.coordinates.type
        channels = TableRow.Sequence.allCases.compactMap { sequence in
            guard let channel = sequence.channel, let kind = survey.kind(sequence) else { return nil }
            return (channel, sequence, Self.type(of: channel, kind))
        }
        attributes = StrokeColumn.allCases.filter { survey.attributes.contains($0) }
        (hasCanvas, hasGroups, self.classes) = (survey.hasCanvas, survey.hasGroups, classes)
    }

    /// Times that are whole are int32, as in QuickDraw's own tables; other channels are fractions by nature.
    private static func type(of channel: PointChannel, _ kind: NumberKind) -> NumberType {
        if channel == .time { return kind.joined(with: .int32).type }
        return kind.joined(with: .float32).type
    }

    /// The name of a channel's column in `drawing`.
    static func name(of channel: PointChannel) -> String { channel == .time ? "t" : channel.rawValue }

    var columns: ColumnSchema { ColumnSchema(fields, metadata: ["huggingface": features]) }

    private var fields: [ColumnField] {
        func list(_ type: NumberType) -> ColumnType {
            .list(ColumnField("element", .number(type), isOptional: false))
        }
        var stroke = [
            ColumnField("x", list(coordinates), isOptional: false),
            ColumnField("y", list(coordinates), isOptional: false),
        ]
        for (channel, _, type) in channels { stroke.append(ColumnField(Self.name(of: channel), list(type))) }
        for attribute in attributes { stroke.append(ColumnField(attribute.rawValue, Self.type(of: attribute))) }
        var fields = [
            ColumnField("key_id", .text),
            ColumnField("word", classes == nil ? .text : .number(.int64)),
            ColumnField("recognized", .boolean),
            ColumnField("timestamp", .timestamp(.microseconds, zone: "UTC")),
            ColumnField("countrycode", .text),
            ColumnField(
                "drawing",
                .list(ColumnField("element", .record(stroke), isOptional: false)),
                isOptional: false
            ),
        ]
        if hasGroups {
            let group: [ColumnField] = [
                ColumnField("name", .text), ColumnField("layer", .boolean), ColumnField("parent", .number(.int32)),
            ]
            fields.append(ColumnField("groups", .list(ColumnField("element", .record(group), isOptional: false))))
        }
        if hasCanvas {
            let numbers = ["x", "y", "width", "height"].map { ColumnField($0, .number(.float64)) }
            fields.append(ColumnField("canvas", .record(numbers + [ColumnField("unit", .text)])))
        }
        return fields
    }

    private static func type(of attribute: StrokeColumn) -> ColumnType {
        switch attribute {
        case .color, .name, .part, .tool: .text
        case .width: .number(.float64)
        case .group: .number(.int32)
        }
    }

    /// The features as the library `datasets` describes them, which is how a reader learns the names of the classes.
    private var features: String {
        var members = fields.map { ($0.name, Self.feature(of: $0.type)) }
        if let classes {
            members[1].1 = "{\"names\":\(JSONValue.texts(classes).line),\"_type\":\"ClassLabel\"}"
        }
        let text = members.map { "\(JSONText.quoted($0.0)):\($0.1)" }.joined(separator: ",")
        return "{\"info\":{\"features\":{\(text)}}}"
    }

    private static func feature(of type: ColumnType) -> String {
        switch type {
        case .list(let item):
            // A list of records is written as such: the type Sequence would turn it into a record of lists.
            if case .record = item.type { return "[\(feature(of: item.type))]" }
            return "{\"feature\":\(feature(of: item.type)),\"_type\":\"Sequence\"}"
        case .record(let fields):
            return "{"
                + fields.map { "\(JSONText.quoted($0.name)):\(feature(of: $0.type))" }.joined(separator: ",") + "}"
        case .text: return value("string")
        case .bytes: return value("binary")
        case .boolean: return value("bool")
        case .number(let number): return value(number.rawValue)
        case .timestamp: return value("timestamp[us, tz=UTC]")
        case .nothing: return value("null")
        }
    }

    private static func value(_ type: String) -> String { "{\"dtype\":\"\(type)\",\"_type\":\"Value\"}" }
}
