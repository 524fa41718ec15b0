/// An SVG document as flat arrays: the elements in document order, each with the index behind its last descendant.
struct XMLTree: Sendable {
    struct Node: Sendable {
        var name: ElementName
        /// How many siblings are before it, those of other namespaces among them.
        var ordinal: Int32
        /// How many children it has, those of other namespaces among them.
        var childCount: Int32 = 0
        /// The parent's index, −1 for the root.
        var parent: Int
        /// The index behind the last descendant: the next sibling, where there is one.
        var subtreeEnd: Int
        /// The element's attributes, as indices into `attributes`.
        var attributes: Range<Int>
        /// The byte of the file at which the element's tag begins.
        var offset: Int
    }

    struct Attribute: Sendable {
        var name: AttributeName
        /// How many bytes of `text` before the value are the name of an attribute that is not in the list.
        var nameLength: Int
        /// The value, in `text`.
        var value: Range<Int>
    }

    /// A `style` element.
    struct StyleElement: Sendable {
        var text: [UInt8] = []
        /// Its attributes of these names, empty if they are not there.
        var media: [UInt8] = []
        var type: [UInt8] = []
    }

    var nodes: [Node] = []
    var attributes: [Attribute] = []
    /// The attributes' values, one after another.
    var text: [UInt8] = []
    var styleSheets: [StyleElement] = []

    /// Where in `text` the value of an attribute is.
    func value(_ name: AttributeName, of node: Int) -> Range<Int>? {
        for index in nodes[node].attributes where attributes[index].name == name { return attributes[index].value }
        return nil
    }

    /// The value of an attribute as a string.
    func string(_ name: AttributeName, of node: Int) -> String? {
        value(name, of: node).map { String(decoding: text[$0], as: UTF8.self) }
    }
}
