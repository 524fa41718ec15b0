internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// Makes the members of a sketch in a shard: the picture, its class if it has a label, and the other facts as JSON.
/// `TarShards` sets key, class and checksums once the sketch's index is known.
struct ShardEntries: SketchEncoder, Sendable {
    private var pictures: any SketchEncoder & Sendable
    private let rule: LabelRule

    static let classExtension = "cls"
    private static let pictureHeader = TarHeader.block(name: ShardKey.blank("png"), size: 0)
    private static let jsonHeader = TarHeader.block(name: ShardKey.blank("json"), size: 0)
    // The digits of any class's number fit one block.
    private static let classBlocks =
        TarHeader.block(name: ShardKey.blank(classExtension), size: 1)
        + [UInt8](repeating: 0, count: TarHeader.blockSize)

    /// - Parameter pictures: makes the PNG files.
    init(pictures: any SketchEncoder & Sendable, rule: LabelRule) {
        self.pictures = pictures
        self.rule = rule
    }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        try rule.check(sketch)
        var start = bytes.count
        bytes.append(contentsOf: Self.pictureHeader)
        try pictures.encode(sketch, into: &bytes)
        Self.end(from: start, in: &bytes)
        if sketch.metadata.label?.isEmpty == false { bytes.append(contentsOf: Self.classBlocks) }
        start = bytes.count
        bytes.append(contentsOf: Self.jsonHeader)
        Self.appendRecord(sketch, to: &bytes)
        Self.end(from: start, in: &bytes)
    }

    /// Sets the size of the member that starts at `start`, and pads it.
    private static func end(from start: Int, in bytes: inout [UInt8]) {
        let size = bytes.count - start - TarHeader.blockSize
        TarHeader.setSize(size, at: start, in: &bytes)
        bytes.append(contentsOf: repeatElement(0, count: TarHeader.padded(size) - size))
    }

    /// Appends the known facts about a sketch; unknown ones have no key. The id is a string, because many JSON readers
    /// cannot represent it exactly as a number.
    private static func appendRecord(_ sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        let metadata = sketch.metadata
        var members: [(String, JSONValue)] = []
        if let label = metadata.label { members.append(("label", .text(label))) }
        if let id = metadata.id { members.append(("id", .text("\(id)"))) }
        if let code = metadata.countryCode { members.append(("countryCode", .text(code))) }
        if let recognized = metadata.recognized { members.append(("recognized", .boolean(recognized))) }
        if let timestamp = metadata.timestamp, TimestampText.holds(timestamp) {
            var text: [UInt8] = []
            TimestampText.append(timestamp, to: &text)
            members.append(("timestamp", .text(String(decoding: text, as: UTF8.self))))
        }
        members.append(("sourceIndex", .whole(sketch.source.index)))
        JSONValue.object(members).append(to: &bytes)
    }
}

/// What the members of one sketch share: nine digits, the sketch's index in all shards, from 0. Without a dot, because
/// WebDataset takes everything before the first dot.
enum ShardKey {
    static let digits = 9
    /// The number of keys.
    static let limit = 1_000_000_000

    /// The name of a member before its key is known.
    static func blank(_ fileExtension: String) -> String { String(repeating: "0", count: digits) + "." + fileExtension }

    /// Writes the key into the name that starts at `offset`.
    static func set(_ key: Int, at offset: Int, in bytes: inout [UInt8]) {
        var key = key
        for index in stride(from: offset + digits - 1, through: offset, by: -1) {
            bytes[index] = UInt8(ascii: "0") + UInt8(key % 10)
            key /= 10
        }
    }
}
