/// An SVG document as flat arrays: the elements in document order, each with the index after its last descendant.
struct XMLTree: Sendable {
    struct Node: Sendable {
        var name: ElementName
        /// The number of siblings before it, including those in other namespaces.
        var ordinal: Int32
        /// The number of its children, including those in other namespaces.
        var childCount: Int32 = 0
        /// The parent's index; −1 for the root.
        var parent: Int
        /// The index after the last descendant: that of the next sibling, if there is one.
        var subtreeEnd: Int
        /// The element's attributes, as indices into `attributes`.
        var attributes: Range<Int>
        /// The byte of the file at which the element's tag begins.
        var offset: Int
    }

    struct Attribute: Sendable {
        var name: AttributeName
        /// The number of bytes of `text` before the value that hold the name of an attribute that isn't in the list.
        var nameLength: Int
        /// The value, in `text`.
        var value: Range<Int>
    }

    /// A `style` element.
    struct StyleElement: Sendable {
        var text: [UInt8] = []
        /// The values of these attributes; empty if they are missing.
        var media: [UInt8] = []
        var type: [UInt8] = []
    }

    var nodes: [Node] = []
    var attributes: [Attribute] = []
    /// The attributes' values, one after another.
    var text: [UInt8] = []
    var styleSheets: [StyleElement] = []

    /// The range in `text` of an attribute's value.
    func value(_ name: AttributeName, of node: Int) -> Range<Int>? {
        for index in nodes[node].attributes where attributes[index].name == name { return attributes[index].value }
        return nil
    }

    /// The value of an attribute as a string.
    func string(_ name: AttributeName, of node: Int) -> String? {
        value(name, of: node).map { String(decoding: text[$0], as: UTF8.self) }
    }
}
