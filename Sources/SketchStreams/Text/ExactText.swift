/// A text that equals only itself, byte for byte, whereas Swift's strings are equal if they are canonically equivalent.
package struct ExactText: Hashable, Sendable {
    package var text: String

    package init(_ text: String) { self.text = text }

    package static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
