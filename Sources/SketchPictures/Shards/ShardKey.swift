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
