/// Finds where the elements of a JSON array end, using only brackets and quotes, even if the rest is invalid.
package struct ArrayNesting {
    private var depth: Int
    private var isInString = false
    private var isEscaped = false
    /// Whether the bracket that ends the array has been passed.
    package private(set) var hasEnded = false

    /// `depth` is the depth at which the walk begins: 0 before the array, 1 before an element.
    package init(depth: Int = 0) { self.depth = depth }

    package enum Step {
        case inside
        /// A comma between elements.
        case comma
        /// The bracket that ends the array.
        case end
    }

    /// The meaning of a byte between elements.
    @inline(__always)
    package mutating func step(_ byte: UInt8) -> Step {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return .inside
        }
        switch byte {
        case UInt8(ascii: ","): return depth == 1 ? .comma : .inside
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            depth -= 1
            return depth == 0 ? .end : .inside
        case UInt8(ascii: "\""): isInString = true
        default: break
        }
        return .inside
    }

    package enum Cut {
        /// The index after the last comma between elements.
        case element(Int)
        /// The index of a byte after the array that isn't white space.
        case beyond(Int)
    }

    /// Walks from `start` to the end of `bytes`.
    package mutating func walk(_ bytes: Span<UInt8>, from start: Int) -> Cut? {
        var lastComma: Int?
        for index in start..<bytes.count {
            let byte = bytes[index]
            if hasEnded {
                if byte > 0x20 { return .beyond(index) }
            } else {
                switch step(byte) {
                case .inside: break
                case .comma: lastComma = index + 1
                case .end: hasEnded = true
                }
            }
        }
        return lastComma.map { .element($0) }
    }

    /// Whether an array or an object begins at `start` and ends before `bytes` do.
    static func isWhole(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        var nesting = ArrayNesting()
        _ = nesting.walk(bytes, from: start)
        return nesting.hasEnded
    }
}
