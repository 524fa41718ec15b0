/// What the members of one sketch have in common: nine digits, the sketch's place in all shards, from 0. Without a dot,
/// since WebDataset takes what goes before the first one.
enum ShardKey {
    static let digits = 9
    /// How many keys there are.
    static let limit = 1_000_000_000

    /// The name of a member before its key is known.
    static func blank(_ fileExtension: String) -> String { String(repeating: "0", count: digits) + "." + fileExtension }

    /// Sets the key in the name that begins at `offset`.
    static func set(_ key: Int, at offset: Int, in bytes: inout [UInt8]) {
        var key = key
        for index in stride(from: offset + digits - 1, through: offset, by: -1) {
            bytes[index] = UInt8(ascii: "0") + UInt8(key % 10)
            key /= 10
        }
    }
}
