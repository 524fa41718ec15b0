/// An SVG document as flat arrays: the elements in document order, each with the index behind its last descendant.
struct XMLTree: Sendable {
    struct Node: Sendable {
        var name: ElementName
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

    var nodes: [Node] = []
    var attributes: [Attribute] = []
    /// The attributes' values, one after another.
    var text: [UInt8] = []
    /// The text of each `style` element.
    var styleSheets: [[UInt8]] = []

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
