internal import QuickDrawFormat
internal import TextNotation

/// A value of a document.
package struct JSONNode: Sendable {
    package let document: JSONDocument
    let index: Int

    private var value: JSONDocument.Value { document.values[index] }

    /// Where it lies in the file.
    package var range: Range<Int> { Int(value.start)..<Int(value.end) }
    package var offset: Int { Int(value.start) }

    package var isNull: Bool { value.kind == .null }
    package var isArray: Bool { value.kind == .array }
    package var isObject: Bool { value.kind == .object }

    /// The number that it is; `nil` if it is something else.
    package var number: Double? {
        guard value.kind == .number else { return nil }
        var offset = Int(value.start)
        let bytes = document.bytes
        return DecimalText.parseJSON(bytes.span, at: &offset)
    }

    /// The truth value that it is; `nil` if it is something else.
    package var boolean: Bool? {
        switch value.kind {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    /// The string that it is, with escapes decoded; `nil` if it is something else.
    package var text: String? { value.kind == .text ? decoded(range) : nil }

    /// The bytes between the quotes of a string without escapes; `nil` for anything else.
    package var plainText: Range<Int>? {
        guard value.kind == .text else { return nil }
        let inner = range.lowerBound + 1..<range.upperBound - 1
        return document.bytes[inner].contains(UInt8(ascii: "\\")) ? nil : inner
    }

    /// The elements of an array, or the values of an object, in their order; none for anything else.
    package var elements: JSONChildren { JSONChildren(parent: self) }

    /// The members of an object, in their order; none for anything else.
    package var members: some Sequence<(key: String, value: JSONNode)> {
        (isObject ? elements : JSONChildren(empty: document)).lazy.map { ($0.key, $0) }
    }

    /// The value of a key of an object, the last if there are several; `nil` if there is none, or this is no object.
    /// Looks at all keys.
    package subscript(key: String) -> JSONNode? {
        guard isObject else { return nil }
        var found: JSONNode?
        for element in elements where element.hasKey(key) { found = element }
        return found
    }

    /// The number of its elements or members. Walks through them.
    package var count: Int { elements.reduce(0) { count, _ in count + 1 } }

    private var key: String { decoded(Int(value.key.lowerBound)..<Int(value.key.upperBound)) }

    private func hasKey(_ key: String) -> Bool {
        let written = document.bytes[Int(value.key.lowerBound) + 1..<Int(value.key.upperBound) - 1]
        if written.contains(UInt8(ascii: "\\")) { return self.key == key }
        return written.elementsEqual(key.utf8)
    }

    /// A string that the parser has accepted, as its text.
    private func decoded(_ quoted: Range<Int>) -> String {
        var scanner = JSONScanner(spansLines: true)
        var offset = quoted.lowerBound
        let bytes = document.bytes
        return (try? scanner.text(bytes.span, at: &offset)) ?? ""
    }
}

/// The values directly in a value.
package struct JSONChildren: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var place: Int
    private let end: Int

    init(parent: JSONNode) {
        document = parent.document
        place = parent.index + 1
        end = Int(document.values[parent.index].subtreeEnd)
    }

    init(empty document: JSONDocument) { (self.document, place, end) = (document, 0, 0) }

    package mutating func next() -> JSONNode? {
        guard place < end else { return nil }
        defer { place = Int(document.values[place].subtreeEnd) }
        return JSONNode(document: document, index: place)
    }
}
