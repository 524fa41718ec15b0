/// Passes the first messages of each kind, and counts the rest.
package struct MessageLimit {
    package static let shown = 10

    private var counts: [String: Int] = [:]
    /// The kinds with more messages than are shown, with the first message of each, in order of appearance.
    private var firsts: [(kind: String, message: String)] = []

    package init() {}

    /// Counts a message.
    /// - Parameter message: evaluated only for the first of its kind.
    /// - Returns: whether it should be shown.
    package mutating func admits(_ kind: String, _ message: @autoclosure () -> String) -> Bool {
        let count = counts[kind, default: 0] + 1
        counts[kind] = count
        if count == 1 { firsts.append((kind, message())) }
        return count <= Self.shown
    }

    /// The kinds of messages that were not shown, each with its first message and their number; this resets them.
    package mutating func takeRest() -> [(kind: String, first: String, count: Int)] {
        defer { (counts, firsts) = ([:], []) }
        return firsts.compactMap { kind, message in
            let count = counts[kind, default: 0]
            return count > Self.shown ? (kind, message, count - Self.shown) : nil
        }
    }

    /// The kind of a message: its text without digits and quoted parts.
    package static func kind(of text: String) -> String {
        var kind: [UInt8] = []
        var isQuoted = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "'") { isQuoted.toggle() }
            if !isQuoted, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { kind.append(byte) }
        }
        return String(decoding: kind, as: UTF8.self)
    }
}
