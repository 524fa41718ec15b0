/// The type of an array's elements.
package struct ElementType: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case boolean
        case signed
        case unsigned
        case float
        /// Text of a fixed width, four bytes per character, padded with zeros: NumPy's `U`.
        case text
        /// Text of a fixed width, one byte per character, padded with zeros: NumPy's `S`.
        case byteText
        /// Pickled Python objects.
        case object
    }

    package var kind: Kind
    /// Bytes per element; 0 for objects.
    package var size: Int
    package var isBigEndian: Bool

    package init(kind: Kind, size: Int, isBigEndian: Bool = false) {
        self.kind = kind
        self.size = size
        self.isBigEndian = isBigEndian
    }

    package static let uint8 = ElementType(kind: .unsigned, size: 1)
    package static let uint64 = ElementType(kind: .unsigned, size: 8)
    package static let int64 = ElementType(kind: .signed, size: 8)
    package static let int16 = ElementType(kind: .signed, size: 2)
    package static let float32 = ElementType(kind: .float, size: 4)
    package static let float64 = ElementType(kind: .float, size: 8)

    private static let widestText = 1 << 28

    /// Whether the elements are numbers or Booleans.
    package var isNumber: Bool {
        switch kind {
        case .boolean, .signed, .unsigned, .float: true
        case .text, .byteText, .object: false
        }
    }

    /// The type that NumPy writes as `code`, such as `i2`, after a byte order of `<`, `>`, `=` or `|`; `nil` unless it
    /// is a type of plain numbers, text or objects.
    package init?(code: String, order: Character) {
        guard let letter = code.first, "<>=|".contains(order) else { return nil }
        let digits = code.dropFirst()
        let bytes = digits.isEmpty ? nil : Int(digits)
        switch (letter, bytes) {
        case ("O", nil), ("O", 4?), ("O", 8?): self.init(kind: .object, size: 0)
        case ("b", 1?), ("?", nil): self.init(kind: .boolean, size: 1)
        case ("i", let size?) where [1, 2, 4, 8].contains(size): self.init(kind: .signed, size: size)
        case ("u", let size?) where [1, 2, 4, 8].contains(size): self.init(kind: .unsigned, size: size)
        case ("f", let size?) where [2, 4, 8].contains(size): self.init(kind: .float, size: size)
        case ("U", let width?) where (0...Self.widestText).contains(width): self.init(kind: .text, size: 4 * width)
        case ("S", let width?) where (0...Self.widestText).contains(width): self.init(kind: .byteText, size: width)
        default: return nil
        }
        isBigEndian = order == ">"
    }

    /// The type that a `.npy` header describes, such as `<i2`.
    package init?(description: String) {
        guard let order = description.first else { return nil }
        if "<>=|".contains(order) {
            self.init(code: String(description.dropFirst()), order: order)
        } else {
            self.init(code: description, order: "=")
        }
    }

    /// The type as a `.npy` header describes it: `<i2`.
    package var description: String {
        let letter =
            switch kind {
            case .boolean: "b"
            case .signed: "i"
            case .unsigned: "u"
            case .float: "f"
            case .text: "U"
            case .byteText: "S"
            case .object: "O"
            }
        if kind == .object { return "|O" }
        if kind == .text { return (isBigEndian ? ">" : "<") + letter + "\(size / 4)" }
        return (size == 1 || kind == .byteText ? "|" : isBigEndian ? ">" : "<") + letter + "\(size)"
    }
}

extension ElementType {
    /// The name that NumPy's users know the type by: `int16`.
    package var name: String {
        switch kind {
        case .boolean: "bool"
        case .signed: "int\(8 * size)"
        case .unsigned: "uint\(8 * size)"
        case .float: "float\(8 * size)"
        case .text: "str"
        case .byteText: "bytes"
        case .object: "object"
        }
    }
}
