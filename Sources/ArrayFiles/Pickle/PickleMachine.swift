/// Reads a pickle without running anything: a stack machine for the few opcodes that arrays need, and for the names on
/// a list of safe ones. Any other opcode or name is refused, with its byte.
///
/// Source: CPython's `Lib/pickletools.py`, which describes every opcode of protocols 0 to 5.
package struct PickleMachine {
    package enum Event: Sendable, Hashable {
        /// Items were appended to a list: they are in `appended`, and aren't kept elsewhere.
        case appended(list: UInt32)
        /// The pickle has ended with this value.
        case finished(PickleValue)
    }

    var input: PickleInput
    /// The items of the last `appended` event.
    private(set) var appended: [PickleValue] = []
    /// The number of items appended to each list.
    var listCounts: [Int] = []
    private(set) var objects: [PickleObject] = []
    /// The entries added to all dictionaries, in that order.
    var entries: [PickleEntry] = []
    var dictionaryCount = 0
    let whiteList: PickleWhiteList
    var stack: [PickleValue] = []
    private var marks: [Int] = []
    /// The elements of all tuples.
    private var cells: [PickleValue] = []
    private var memo: [PickleValue?] = []
    private var nextCount = 0

    /// Enough for millions of drawings in one member; takes about 1 GiB.
    private static let mostValues = 1 << 26
    private static let longestName = 256
    private static let newestProtocol = 5

    init(_ input: PickleInput, whiteList: PickleWhiteList) {
        self.input = input
        self.whiteList = whiteList
    }

    /// The elements of a tuple.
    func elements(_ tuple: CellRange) -> ArraySlice<PickleValue> {
        cells[Int(tuple.start)..<(Int(tuple.start) + Int(tuple.count))]
    }

    func element(_ index: Int, of tuple: CellRange) -> PickleValue { cells[Int(tuple.start) + index] }

    /// Runs to the next event.
    mutating func advance() throws(ArrayFault) -> Event {
        while true {
            let start = input.offset
            if start >= nextCount { try countValues(start) }
            if let event = try step(start) { return event }
        }
    }

    /// The entries added to a dictionary, in that order.
    func entries(ofDictionary dictionary: UInt32) -> some Sequence<PickleEntry> {
        entries.lazy.filter { $0.dictionary == dictionary }
    }

    /// Enforces one memory bound for all tables together.
    private mutating func countValues(_ start: Int) throws(ArrayFault) {
        let count =
            stack.count + marks.count + cells.count + memo.count + 3 * objects.count + listCounts.count
            + 3 * entries.count
        guard count <= Self.mostValues else { throw ArrayFault(.tooManyValues(limit: Self.mostValues), at: start) }
        // One byte of pickle makes at most four values.
        nextCount = start + (1 << 16)
    }

    private mutating func step(_ start: Int) throws(ArrayFault) -> Event? {
        let code = try input.byte()
        switch code {
        case 0x80:  // PROTO
            let version = try input.byte()
            guard version <= Self.newestProtocol else {
                throw ArrayFault(.pickle("protocol \(version) is unknown"), at: start)
            }
        case 0x95:  // FRAME
            guard try input.number(8) <= UInt64(input.bytesAhead) else {
                throw ArrayFault(.truncated("a frame of the pickle"), at: start)
            }
        case UInt8(ascii: "."):  // STOP
            guard stack.count == 1, marks.isEmpty else {
                throw ArrayFault(.pickle("it stops with \(stack.count) values"), at: start)
            }
            return .finished(stack[0])
        case UInt8(ascii: "("): marks.append(stack.count)  // MARK
        case UInt8(ascii: "0"): _ = try pop(start)  // POP

        case UInt8(ascii: "N"): stack.append(.none)  // NONE
        case 0x88: stack.append(.boolean(true))  // NEWTRUE
        case 0x89: stack.append(.boolean(false))  // NEWFALSE
        case UInt8(ascii: "K"): stack.append(.integer(Int(try input.byte())))  // BININT1
        case UInt8(ascii: "M"): stack.append(.integer(Int(try input.number(2))))  // BININT2
        case UInt8(ascii: "J"):  // BININT
            stack.append(.integer(Int(Int32(truncatingIfNeeded: try input.number(4)))))
        case 0x8a: try long(start)  // LONG1

        case UInt8(ascii: "U"), UInt8(ascii: "C"):  // SHORT_BINSTRING, SHORT_BINBYTES
            stack.append(.bytes(try input.take(UInt64(try input.byte()))))
        case UInt8(ascii: "T"), UInt8(ascii: "B"):  // BINSTRING, BINBYTES
            stack.append(.bytes(try input.take(try input.number(4))))
        case 0x8e, 0x96: stack.append(.bytes(try input.take(try input.number(8))))  // BINBYTES8, BYTEARRAY8
        case 0x8c: stack.append(.text(try input.take(UInt64(try input.byte()))))  // SHORT_BINUNICODE
        case UInt8(ascii: "X"): stack.append(.text(try input.take(try input.number(4))))  // BINUNICODE
        case 0x8d: stack.append(.text(try input.take(try input.number(8))))  // BINUNICODE8

        case UInt8(ascii: ")"): try tuple(of: 0, start)  // EMPTY_TUPLE
        case 0x85: try tuple(of: 1, start)  // TUPLE1
        case 0x86: try tuple(of: 2, start)  // TUPLE2
        case 0x87: try tuple(of: 3, start)  // TUPLE3
        case UInt8(ascii: "t"): try tuple(of: stack.count - (try popMark(start)), start)  // TUPLE
        case UInt8(ascii: "]"):  // EMPTY_LIST
            stack.append(.list(UInt32(listCounts.count)))
            listCounts.append(0)
        case UInt8(ascii: "a"): return try append(from: stack.count - 1, start)  // APPEND
        case UInt8(ascii: "e"): return try append(from: try popMark(start), start)  // APPENDS

        case UInt8(ascii: "q"): try put(UInt64(try input.byte()), start)  // BINPUT
        case UInt8(ascii: "r"): try put(try input.number(4), start)  // LONG_BINPUT
        case 0x94: try put(UInt64(memo.count), start)  // MEMOIZE
        case UInt8(ascii: "h"): try get(Int(try input.byte()), start)  // BINGET
        case UInt8(ascii: "j"): try get(Int(try input.number(4)), start)  // LONG_BINGET

        case UInt8(ascii: "c"):  // GLOBAL
            let module = try input.line(atMost: Self.longestName)
            try global(module + " " + (try input.line(atMost: Self.longestName)), start)
        case 0x93:  // STACK_GLOBAL
            let name = try popName(start)
            try global(try popName(start) + " " + name, start)
        case UInt8(ascii: "R"): try reduce(start)
        case UInt8(ascii: "b"): try build(start)
        default:
            if whiteList.allowsTextOpcodes { return try stepWithText(code, start) }
            try stepWithDictionaries(code, start)
        }
        return nil
    }

    // MARK: Stack

    /// The lowest stack position that opcodes may reach: values below the last mark belong to enclosing objects.
    var floor: Int { marks.last ?? 0 }

    mutating func pop(_ start: Int) throws(ArrayFault) -> PickleValue {
        guard stack.count > floor, let value = stack.popLast() else {
            throw ArrayFault(.pickle("a value is missing on the stack"), at: start)
        }
        return value
    }

    mutating func popMark(_ start: Int) throws(ArrayFault) -> Int {
        guard let mark = marks.popLast() else { throw ArrayFault(.pickle("a mark is missing"), at: start) }
        return mark
    }

    private mutating func long(_ start: Int) throws(ArrayFault) {
        let count = Int(try input.byte())
        guard count <= 8 else { throw ArrayFault(.pickle("a number has \(count) bytes"), at: start) }
        let bits = try input.number(count)
        let spare = UInt64(64 - 8 * count)
        stack.append(.integer(count == 0 ? 0 : Int(Int64(bitPattern: bits << spare) >> Int64(spare))))
    }

    private mutating func tuple(of count: Int, _ start: Int) throws(ArrayFault) {
        guard stack.count - count >= floor else {
            throw ArrayFault(.pickle("a tuple's values are missing"), at: start)
        }
        let range = CellRange(start: UInt32(cells.count), count: UInt32(count))
        for index in (stack.count - count)..<stack.count { cells.append(stack[index]) }
        stack.removeLast(count)
        stack.append(.tuple(range))
    }

    mutating func append(from first: Int, _ start: Int) throws(ArrayFault) -> Event {
        guard first > floor, case .list(let list) = stack[first - 1] else {
            throw ArrayFault(.pickle("items are appended to something that isn't a list"), at: start)
        }
        appended.removeAll(keepingCapacity: true)
        appended.append(contentsOf: stack[first...])
        stack.removeLast(stack.count - first)
        listCounts[Int(list)] += appended.count
        return .appended(list: list)
    }

    /// Sets `appended` to the values that were waiting to be appended to `list`, or to any list if it is `nil`, when
    /// the pickle ended too early.
    mutating func takeUnfinished(of list: UInt32?) {
        appended.removeAll(keepingCapacity: true)
        for (index, mark) in marks.enumerated() where mark > 0 {
            guard case .list(let found) = stack[mark - 1], found == list ?? found else { continue }
            let end = index + 1 < marks.count ? marks[index + 1] : stack.count
            appended.append(contentsOf: stack[mark..<end])
            return
        }
    }

    // MARK: Memo

    mutating func put(_ index: UInt64, _ start: Int) throws(ArrayFault) {
        guard stack.count > floor, let value = stack.last else {
            throw ArrayFault(.pickle("there is nothing to remember"), at: start)
        }
        // A pickle that numbers its memo consecutively has used fewer indices than bytes.
        guard index <= UInt64(min(start, Self.mostValues)) else {
            throw ArrayFault(.pickle("place \(index) of the memo is out of reach"), at: start)
        }
        let place = Int(index)
        if place == memo.count {
            memo.append(value)
        } else {
            while memo.count <= place { memo.append(nil) }
            memo[place] = value
        }
    }

    mutating func get(_ index: Int, _ start: Int) throws(ArrayFault) {
        guard index < memo.count, let value = memo[index] else {
            throw ArrayFault(.pickle("place \(index) of the memo is empty"), at: start)
        }
        stack.append(value)
    }

    // MARK: Names and objects

    private mutating func popName(_ start: Int) throws(ArrayFault) -> String {
        guard case .text(let text) = try pop(start), text.count <= Self.longestName else {
            throw ArrayFault(.pickle("a name is not a text"), at: start)
        }
        return String(decoding: input.bytes(text.range), as: UTF8.self)
    }

    private mutating func global(_ text: String, _ start: Int) throws(ArrayFault) {
        guard let index = whiteList.index(of: text) else {
            let name = text.map {
                $0.isASCII && !$0.isNewline && ($0.isLetter || $0.isNumber || $0.isPunctuation) ? $0 : "."
            }
            throw ArrayFault(.forbiddenGlobal(String(name)), at: start)
        }
        stack.append(.global(UInt32(index)))
    }

    private mutating func reduce(_ start: Int) throws(ArrayFault) {
        let arguments = try pop(start)
        let callable = try pop(start)
        guard case .global(let index) = callable, whiteList.names[Int(index)].isCallable else {
            throw ArrayFault(.notCallable(callable.name), at: start)
        }
        guard case .tuple(let tuple) = arguments else {
            throw ArrayFault(.pickle("the arguments of a call are \(arguments.name)"), at: start)
        }
        if whiteList.names[Int(index)].makesDictionary {
            guard tuple.count == 0 else { throw ArrayFault(.pickle("a dictionary is made of values"), at: start) }
            pushDictionary()
            return
        }
        stack.append(.object(UInt32(objects.count)))
        objects.append(PickleObject(callable: index, arguments: tuple, state: nil, offset: UInt32(start)))
    }

    private mutating func build(_ start: Int) throws(ArrayFault) {
        let state = try pop(start)
        // The attributes of a dictionary, such as the versions that PyTorch stores, are ignored.
        if stack.count > floor, case .dictionary? = stack.last { return }
        guard stack.count > floor, case .object(let index)? = stack.last, objects[Int(index)].state == nil else {
            throw ArrayFault(.pickle("a state is given to something that takes none"), at: start)
        }
        objects[Int(index)].state = state
    }
}
