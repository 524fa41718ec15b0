/// An XML document as flat arrays: the elements in document order, with their attributes, and with the text of those that
/// have no children.
package final class XMLDocument: Sendable {
    /// The greatest depth of nested elements.
    package static let depthLimit = 256
    /// The size of the largest document.
    package static let sizeLimit = 1 << 30

    struct Element: Sendable {
        /// An index into the document's names.
        var name: Int32
        /// The index after the last descendant.
        var subtreeEnd: Int32
        /// Indices into the document's attributes.
        var attributes: Range<Int32>
        /// In the document's text, if it has no children.
        var text: Range<Int32>
        /// Where its start tag begins in the file.
        var offset: Int32
        /// Where its content lies in the file, between the tags.
        var content: Range<Int32>
    }

    struct Name: Sendable, Hashable {
        /// Empty if the name is in none.
        var namespace: String
        var local: String
    }

    struct Attribute: Sendable {
        var name: Int32
        /// In the document's text.
        var value: Range<Int32>
    }

    /// The arrays while they are filled.
    struct Parts: Sendable {
        var names: [Name] = []
        var elements: [Element] = []
        var attributes: [Attribute] = []
        /// The texts and the values of attributes, one after another.
        var text: [UInt8] = []
    }

    let parts: Parts

    /// Parses a document, with its namespaces resolved.
    /// - Parameter skipping: local names of elements whose text isn't needed, such as pictures.
    /// - Throws: `XMLFault`
    package init(_ bytes: [UInt8], skippingTextOf skipping: Set<String> = []) throws(XMLFault) {
        guard bytes.count <= Self.sizeLimit else {
            throw XMLFault(reason: .tooLong(limit: Self.sizeLimit), offset: 0)
        }
        let builder = XMLDocumentBuilder(sourceLength: bytes.count, skipping: skipping)
        try XMLParsing.parse(bytes, resolvesNamespaces: true, into: builder)
        if let fault = builder.fault { throw fault }
        parts = builder.parts
    }

    /// The element that contains all others.
    package var root: XMLNode { XMLNode(document: self, index: 0) }
}

/// An element of a document.
package struct XMLNode: Sendable {
    /// The namespace of the prefix `xml`.
    package static let xml = "http://www.w3.org/XML/1998/namespace"

    package let document: XMLDocument
    /// Its place in document order, from 0.
    package let index: Int

    private var element: XMLDocument.Element { document.parts.elements[index] }

    /// Its name without prefix.
    package var name: String { document.parts.names[Int(element.name)].local }
    /// The namespace of its name; empty if there is none.
    package var namespace: String { document.parts.names[Int(element.name)].namespace }
    /// Where its start tag begins in the file.
    package var offset: Int { Int(element.offset) }
    /// Where its content lies in the file, between the tags.
    package var content: Range<Int> { Int(element.content.lowerBound)..<Int(element.content.upperBound) }

    /// Its text with references resolved; empty if it has children.
    package var text: String { String(decoding: textBytes, as: UTF8.self) }
    /// The same as bytes of UTF-8. If they are as many as those of `content`, they are the same.
    package var textBytes: ArraySlice<UInt8> { document.parts.text[element.text.indices] }

    /// The elements directly in it.
    package var children: XMLChildren { XMLChildren(parent: self) }

    /// The first child of that name, in any namespace.
    package func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

    /// The value of an attribute, by its name without prefix and by its namespace.
    package subscript(name: String, in namespace: String = "") -> String? {
        bytes(of: name, in: namespace).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same as bytes of UTF-8.
    package func bytes(of name: String, in namespace: String = "") -> ArraySlice<UInt8>? {
        for attribute in document.parts.attributes[element.attributes.indices] {
            let found = document.parts.names[Int(attribute.name)]
            if found.local == name, found.namespace == namespace { return document.parts.text[attribute.value.indices] }
        }
        return nil
    }
}

/// The children of an element, in document order.
package struct XMLChildren: Sequence, IteratorProtocol, Sendable {
    private let document: XMLDocument
    private var place: Int
    private let end: Int

    init(parent: XMLNode) {
        document = parent.document
        place = parent.index + 1
        end = Int(document.parts.elements[parent.index].subtreeEnd)
    }

    package mutating func next() -> XMLNode? {
        guard place < end else { return nil }
        defer { place = Int(document.parts.elements[place].subtreeEnd) }
        return XMLNode(document: document, index: place)
    }
}

extension Range<Int32> {
    fileprivate var indices: Range<Int> { Int(lowerBound)..<Int(upperBound) }
}
