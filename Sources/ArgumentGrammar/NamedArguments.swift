/// A name and its arguments, as written on the command line: `NAME[:ARGUMENT,KEY=VALUE,…]`.
package struct NamedArguments: Sendable, Hashable {
    /// The text before the first colon.
    package let name: String
    /// In the order written; empty if there is no colon.
    package let items: [ArgumentItem]

    package init(_ text: String) {
        let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
        name = String(text[..<(colon ?? text.endIndex)])
        items = colon.map { ArgumentItem.list(text[text.utf8.index(after: $0)...]) } ?? []
    }
}

/// One argument in the list separated by commas: `VALUE`, or `KEY=VALUE`.
package struct ArgumentItem: Sendable, Hashable {
    /// The text before the first `=`; `nil` if there is none.
    package let key: String?
    /// The text after it.
    package let value: String

    package init(key: String? = nil, value: String) {
        self.key = key
        self.value = value
    }

    /// The items of a text separated by commas. The text is split as bytes, so a combining mark after a comma changes
    /// nothing. An empty text is one empty item.
    package static func list(_ text: some StringProtocol) -> [ArgumentItem] {
        text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { bytes in
            guard let sign = bytes.firstIndex(of: UInt8(ascii: "=")) else {
                return ArgumentItem(value: String(decoding: bytes, as: UTF8.self))
            }
            return ArgumentItem(
                key: String(decoding: bytes[..<sign], as: UTF8.self),
                value: String(decoding: bytes[bytes.index(after: sign)...], as: UTF8.self)
            )
        }
    }

    /// As it was written.
    package var text: String { key.map { $0 + "=" + value } ?? value }
}
