/// Writes an object array of matrices as a pickle that every NumPy from 1.0 to 2.x reads under Python 3 with any
/// `encoding`: protocol 3, with the names that NumPy 1 uses for its functions.
///
/// An item's bytes don't depend on its position, so items can be encoded independently: what they share is stored in
/// the memo before the first of them.
package enum ObjectArrayPickle {
    // Indices in the memo.
    private static let reconstruct: UInt8 = 0
    private static let arguments: UInt8 = 1
    private static let elementType: UInt8 = 2

    /// The number of items per batch, the same as Python's own pickler appends at a time.
    package static let batch = 1000

    /// The bytes between the `.npy` header and the first item.
    package static func opening(count: Int, type: ElementType) -> [UInt8] {
        var bytes: [UInt8] = [0x80, 3]
        // The items' type, stored in the memo and dropped from the stack.
        appendType(
            code: String(type.description.dropFirst()),
            order: type.isBigEndian ? ">" : "<",
            flags: 0,
            to: &bytes
        )
        bytes += [UInt8(ascii: "q"), elementType, UInt8(ascii: "0")]
        appendGlobal("numpy.core.multiarray", "_reconstruct", to: &bytes)
        bytes += [UInt8(ascii: "q"), reconstruct]
        appendGlobal("numpy", "ndarray", to: &bytes)
        bytes += [UInt8(ascii: "K"), 0, 0x85, UInt8(ascii: "C"), 1, UInt8(ascii: "b"), 0x87]
        bytes += [UInt8(ascii: "q"), arguments, UInt8(ascii: "R")]
        bytes += [UInt8(ascii: "("), UInt8(ascii: "K"), 1]
        appendNumber(count, to: &bytes)
        bytes.append(0x85)
        appendType(code: "O8", order: "|", flags: 63, to: &bytes)
        bytes += [0x89, UInt8(ascii: "]"), UInt8(ascii: "(")]
        return bytes
    }

    /// The bytes between two batches of items.
    package static let separator: [UInt8] = [UInt8(ascii: "e"), UInt8(ascii: "(")]

    /// The bytes after the last item.
    package static let closing: [UInt8] = Array("etb.".utf8)

    /// Appends the bytes before the elements of one item; `itemClosing` follows the elements.
    package static func appendItemOpening(rows: Int, columns: Int, byteCount: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "h"))
        bytes.append(reconstruct)
        bytes.append(UInt8(ascii: "h"))
        bytes.append(arguments)
        bytes.append(UInt8(ascii: "R"))
        bytes.append(UInt8(ascii: "("))
        bytes.append(UInt8(ascii: "K"))
        bytes.append(1)
        appendNumber(rows, to: &bytes)
        appendNumber(columns, to: &bytes)
        bytes.append(0x86)
        bytes.append(UInt8(ascii: "h"))
        bytes.append(elementType)
        bytes.append(0x89)
        if byteCount < 256 {
            bytes.append(UInt8(ascii: "C"))
            bytes.append(UInt8(byteCount))
        } else {
            bytes.append(UInt8(ascii: "B"))
            LittleEndian.append(byteCount, count: 4, to: &bytes)
        }
    }

    package static let itemClosing: [UInt8] = Array("tb".utf8)

    private static func appendNumber(_ value: Int, to bytes: inout [UInt8]) {
        switch value {
        case 0..<256:
            bytes.append(UInt8(ascii: "K"))
            bytes.append(UInt8(value))
        case 256..<65_536:
            bytes.append(UInt8(ascii: "M"))
            LittleEndian.append(value, count: 2, to: &bytes)
        case 65_536..<(1 << 31):
            bytes.append(UInt8(ascii: "J"))
            LittleEndian.append(value, count: 4, to: &bytes)
        default:
            bytes += [0x8a, 8]
            LittleEndian.append(value, count: 8, to: &bytes)
        }
    }

    private static func appendGlobal(_ module: String, _ name: String, to bytes: inout [UInt8]) {
        bytes += Array("c\(module)\n\(name)\n".utf8)
    }

    private static func appendText(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "X"))
        LittleEndian.append(text.utf8.count, count: 4, to: &bytes)
        bytes += Array(text.utf8)
    }

    /// `dtype(code, False, True)` with the state `(3, order, None, None, None, -1, -1, flags)`.
    private static func appendType(code: String, order: String, flags: UInt8, to bytes: inout [UInt8]) {
        appendGlobal("numpy", "dtype", to: &bytes)
        appendText(code, to: &bytes)
        bytes += [0x89, 0x88, 0x87, UInt8(ascii: "R"), UInt8(ascii: "("), UInt8(ascii: "K"), 3]
        appendText(order, to: &bytes)
        bytes += Array("NNN".utf8)
        for _ in 0..<2 { bytes += [UInt8(ascii: "J"), 255, 255, 255, 255] }
        bytes += [UInt8(ascii: "K"), flags] + Array("tb".utf8)
    }
}
