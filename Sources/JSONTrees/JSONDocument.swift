internal import QuickDrawFormat
package import SketchModel

/// A JSON document (RFC 8259) as a flat array: each value followed by those inside it.
package final class JSONDocument: Sendable {
    /// The size of the largest document.
    package static let sizeLimit = 1 << 30
    /// The most values, so that two bytes each can't fill the memory.
    package static let valueLimit = 1 << 25

    enum Kind: UInt8, Sendable {
        case null, no, yes, number, text, array, object
    }

    struct Value: Sendable {
        var kind: Kind
        /// Where it begins and ends in the file.
        var start: Int32
        var end: Int32
        /// The index after the last value inside it.
        var subtreeEnd: Int32
        /// Where its key lies in the file, with its quotes; empty for the elements of arrays.
        var key: Range<Int32>
    }

    let bytes: [UInt8]
    let values: [Value]

    /// Parses a document, possibly after a byte order mark.
    /// - Throws: `JSONDocumentFault`
    package init(_ bytes: [UInt8]) throws(JSONDocumentFault) {
        guard bytes.count <= Self.sizeLimit else {
            throw JSONDocumentFault(reason: NDJSONError.tooLong(limit: Self.sizeLimit), offset: 0)
        }
        var builder = JSONDocumentBuilder()
        do throws(NDJSONFault) {
            try builder.build(bytes.span)
        } catch {
            throw JSONDocumentFault(reason: error.reason, offset: error.offset)
        }
        self.bytes = bytes
        values = builder.values
    }

    package var root: JSONNode { JSONNode(document: self, index: 0) }
}

/// A reason and the byte of the file that it concerns.
package struct JSONDocumentFault: Error {
    package var reason: any FaultReason
    package var offset: Int
}

/// Fills the array of a document's values.
struct JSONDocumentBuilder {
    private(set) var values: [JSONDocument.Value] = []
    private var scanner = JSONScanner(spansLines: true)

    mutating func build(_ bytes: Span<UInt8>) throws(NDJSONFault) {
        var offset = NDJSONSniffer.lengthOfMark(bytes)
        scanner.skipSpace(bytes, at: &offset)
        try value(bytes, at: &offset, key: 0..<0, depth: 1)
        scanner.skipSpace(bytes, at: &offset)
        if offset < bytes.count { throw scanner.unexpected("the end of the text", bytes, at: offset) }
    }

    private mutating func value(
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        key: Range<Int32>,
        depth: Int
    ) throws(NDJSONFault) {
        if depth > JSONScanner.deepest {
            throw NDJSONFault(offset: offset, reason: .tooDeep(limit: JSONScanner.deepest))
        }
        guard values.count < JSONDocument.valueLimit else {
            throw NDJSONFault(offset: offset, reason: .tooManyValues(limit: JSONDocument.valueLimit))
        }
        let (index, start) = (values.count, Int32(offset))
        values.append(JSONDocument.Value(kind: .null, start: start, end: start, subtreeEnd: 0, key: key))
        let kind = try content(bytes, at: &offset, depth: depth)
        values[index].kind = kind
        values[index].end = Int32(offset)
        values[index].subtreeEnd = Int32(values.count)
    }

    private mutating func content(
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        depth: Int
    ) throws(NDJSONFault) -> JSONDocument.Kind {
        switch offset < bytes.count ? bytes[offset] : 0 {
        case UInt8(ascii: "{"):
            try list(before: UInt8(ascii: "}"), "',' or '}'", bytes, at: &offset) {
                builder,
                bytes,
                offset throws(NDJSONFault) in
                let start = Int32(offset)
                _ = try builder.scanner.string(bytes, at: &offset)
                let key = start..<Int32(offset)
                builder.scanner.skipSpace(bytes, at: &offset)
                try builder.scanner.expect(UInt8(ascii: ":"), "':'", bytes, at: &offset)
                builder.scanner.skipSpace(bytes, at: &offset)
                try builder.value(bytes, at: &offset, key: key, depth: depth + 1)
            }
            return .object
        case UInt8(ascii: "["):
            try list(before: UInt8(ascii: "]"), "',' or ']'", bytes, at: &offset) {
                builder,
                bytes,
                offset throws(NDJSONFault) in
                try builder.value(bytes, at: &offset, key: 0..<0, depth: depth + 1)
            }
            return .array
        case UInt8(ascii: "\""):
            _ = try scanner.string(bytes, at: &offset)
            return .text
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return try scanner.boolean(bytes, at: &offset) ? .yes : .no
        case UInt8(ascii: "n"):
            _ = try scanner.null(bytes, at: &offset)
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            _ = try scanner.number(bytes, at: &offset)
            return .number
        default: throw scanner.unexpected("a value", bytes, at: offset)
        }
    }

    /// Reads what is between two brackets, of which the first is next.
    private mutating func list(
        before bracket: UInt8,
        _ name: String,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        _ read: (inout JSONDocumentBuilder, Span<UInt8>, inout Int) throws(NDJSONFault) -> Void
    ) throws(NDJSONFault) {
        offset += 1
        scanner.skipSpace(bytes, at: &offset)
        if scanner.isNext(bracket, bytes, at: offset) {
            offset += 1
            return
        }
        repeat {
            scanner.skipSpace(bytes, at: &offset)
            try read(&self, bytes, &offset)
        } while try !scanner.isLast(before: bracket, name, bytes, at: &offset)
    }
}
