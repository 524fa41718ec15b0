/// A value on the stack of a `PickleMachine`. It is small and refers to the machine's tables, so that the memory that a
/// pickle can claim stays proportional to its size.
package enum PickleValue: Sendable, Hashable {
    case none
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    /// Text, in UTF-8 in the pickle's bytes.
    case text(ByteRange)
    /// Bytes, or a Python 2 string.
    case bytes(ByteRange)
    case tuple(CellRange)
    /// An index into the machine's lists.
    case list(UInt32)
    /// An index into the machine's dictionaries.
    case dictionary(UInt32)
    /// An object stored outside the pickle, identified by a tuple.
    case persistent(CellRange)
    /// An index into the names on the list of safe ones.
    case global(UInt32)
    /// An index into the machine's objects.
    case object(UInt32)

    /// The value's name in messages.
    var name: String {
        switch self {
        case .none: "None"
        case .boolean: "a truth value"
        case .integer, .number: "a number"
        case .text, .bytes: "a string"
        case .tuple: "a tuple"
        case .list: "a list"
        case .dictionary: "a dictionary"
        case .persistent: "a storage"
        case .global: "a name"
        case .object: "an object"
        }
    }
}

/// A range of the bytes of a pickle.
package struct ByteRange: Sendable, Hashable {
    var start: UInt32
    var count: UInt32

    package var range: Range<Int> { Int(start)..<(Int(start) + Int(count)) }
}

/// A range of a machine's cells: the elements of a tuple.
package struct CellRange: Sendable, Hashable {
    var start: UInt32
    var count: UInt32
}

/// A call of a name on the list of safe ones. Nothing is run: the reader of the pickle interprets it.
package struct PickleObject: Sendable, Hashable {
    /// The index of the name that was called.
    var callable: UInt32
    var arguments: CellRange
    /// The state assigned by BUILD.
    var state: PickleValue?
    /// The byte offset of the call.
    var offset: UInt32
}

/// A key of a dictionary and its value.
package struct PickleEntry: Sendable, Hashable {
    var dictionary: UInt32
    var key: PickleValue
    var value: PickleValue
}

/// The names that a pickle may use, and whether it may call them.
package struct PickleWhiteList: Sendable {
    package struct Name: Sendable, Hashable {
        /// The module, a space and the name, as in the opcode GLOBAL.
        package var text: String
        package var isCallable: Bool
        /// Whether a call makes an empty dictionary instead of an object.
        package var makesDictionary: Bool

        package init(_ text: String, isCallable: Bool, makesDictionary: Bool = false) {
            self.text = text
            self.isCallable = isCallable
            self.makesDictionary = makesDictionary
        }
    }

    package var names: [Name]
    /// Whether the opcodes of dictionaries, floating-point numbers and persistent objects are also allowed.
    package var allowsDictionaries: Bool
    /// Whether the opcodes of protocols 0 and 1 whose arguments are text are also allowed.
    package var allowsTextOpcodes: Bool

    package init(_ names: [Name], allowsDictionaries: Bool = false, allowsTextOpcodes: Bool = false) {
        self.names = names
        self.allowsDictionaries = allowsDictionaries
        self.allowsTextOpcodes = allowsTextOpcodes
    }

    func index(of text: String) -> Int? { names.firstIndex { $0.text == text } }
}
