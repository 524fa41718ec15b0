internal import JSONTrees
internal import SketchModel
internal import SketchStreams

/// What this format's writer stores in an element's `customData`, which the app keeps: all that an element has no key
/// for.
struct OwnRecord {
    /// Its key in `customData`.
    static let key = "croquis"

    private let node: JSONNode?

    init(_ element: JSONNode) { node = element["customData"]?[Self.key] }

    /// Whether the element's two points stand for one: the app leaves out what has only one.
    var isDot: Bool { node?["points"]?.number == 1 }

    func text(_ key: String) -> String? { node?[key]?.text }

    /// What the writer chose for a key of the element about which the sketch says nothing.
    func fallback(_ key: String) -> JSONNode? { node?["default"]?[key] }

    func values(_ channel: PointChannel) -> JSONNode? {
        guard let list = node?[channel.rawValue], list.isArray else { return nil }
        return list
    }

    /// The group of an id.
    func group(_ id: String) -> StrokeGroup {
        guard let record = node?["groups"]?[id], record.isObject else {
            return StrokeGroup(name: DerivedID.name(id))
        }
        return StrokeGroup(name: record["name"]?.text, isLayer: record["layer"]?.boolean == true)
    }

    /// Reads what is stored about the drawing as a whole.
    /// - Returns: whether there is anything.
    func readMetadata(into sketch: inout Sketch) -> Bool {
        guard let record = node?["sketch"], record.isObject else { return false }
        sketch.metadata.label = record["label"]?.text
        sketch.metadata.id = record["id"]?.text.flatMap { UInt64($0) }
        sketch.metadata.countryCode = record["countryCode"]?.text
        sketch.metadata.timestamp = record["timestamp"]?.text.flatMap { TimestampText.parse(Array($0.utf8).span) }
        sketch.metadata.recognized = record["recognized"]?.boolean
        sketch.canvas = canvas(record["canvas"])
        return true
    }

    private func canvas(_ record: JSONNode?) -> Canvas? {
        func number(_ key: String) -> Double? { record?[key]?.number.flatMap { $0.isFinite ? $0 : nil } }
        guard let x = number("x"), let y = number("y"), let width = number("width"), let height = number("height"),
            width >= 0, height >= 0
        else { return nil }
        let unit = record?["unit"]?.text.flatMap(LengthUnit.init)
        return Canvas(origin: Point(x, y), width: width, height: height, unit: unit)
    }
}

/// Ids that the writer makes up, since every element has one.
enum DerivedID {
    private static let beginning = "croquis-"

    static func id(_ number: Int) -> String { beginning + String(number) }

    /// The name that an id is, unless it was made up.
    static func name(_ id: String?) -> String? {
        guard let id, !id.isEmpty, !isDerived(id) else { return nil }
        return id
    }

    private static func isDerived(_ id: String) -> Bool {
        guard id.hasPrefix(beginning) else { return false }
        let number = id.utf8.dropFirst(beginning.utf8.count)
        return !number.isEmpty && number.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
