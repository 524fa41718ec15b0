/// A JSON document. Objects keep their order.
package enum JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case null
    case boolean(Bool)
    case whole(Int)
    /// Printed as null if it isn't finite, because JSON cannot represent that.
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([(String, JSONValue)])

    package init(stringLiteral text: String) { self = .text(text) }
    package init(integerLiteral value: Int) { self = .whole(value) }

    /// The document on one line.
    package var line: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A number rounded to the digits that are significant.
    package static func rounded(_ value: Double, scale: Double) -> JSONValue {
        .number((value * scale).rounded() / scale)
    }

    /// A list of strings.
    package static func texts(_ texts: some Sequence<String>) -> JSONValue { .list(texts.map { .text($0) }) }

    /// An object of counts, sorted by name.
    package static func counts(_ counts: [String: Int]) -> JSONValue {
        .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .whole($0.value)) })
    }

    package func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .whole(let value): DecimalText.append(value, to: &bytes)
        case .number(let value) where value.isFinite: DecimalText.append(value, to: &bytes)
        case .number: bytes.append(contentsOf: "null".utf8)
        case .text(let text): JSONText.append(text, to: &bytes)
        case .list(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.append(member.0, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.1.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}
