/// A text in an object array.
package enum ObjectText: Sendable, Hashable {
    case text(String)
    /// A whole number, 0 or more.
    case number(UInt64)
    /// `None`, or any other number.
    case nothing
}

/// Reads the arrays or texts in an object array, in order, as the pickle is unpacked.
package struct ObjectArrayReader {
    /// An array inside an object array.
    package struct Item: Sendable, Hashable {
        package var type: ElementType
        package var rows: Int
        package var columns: Int
        /// The number of dimensions; `rows` and `columns` are valid only for 2.
        package var rank: Int
        package var isFortran: Bool
        /// The position of the elements, for `payload(of:)`.
        package var payload: Range<Int>
        /// Whether the elements are written as text, each byte as a character encoded in UTF-8.
        package var isText: Bool
        /// The byte of the member at which the array begins.
        package var offset: Int
    }

    private enum Name: Int, CaseIterable {
        case reconstruct, reconstruct2, ndarray, dtype, encode, fromBuffer, fromBuffer2, bytes, bytes2

        var entry: PickleWhiteList.Name {
            switch self {
            case .reconstruct: .init("numpy.core.multiarray _reconstruct", isCallable: true)
            case .reconstruct2: .init("numpy._core.multiarray _reconstruct", isCallable: true)
            case .ndarray: .init("numpy ndarray", isCallable: false)
            case .dtype: .init("numpy dtype", isCallable: true)
            case .encode: .init("_codecs encode", isCallable: true)
            case .fromBuffer: .init("numpy.core.numeric _frombuffer", isCallable: true)
            case .fromBuffer2: .init("numpy._core.numeric _frombuffer", isCallable: true)
            case .bytes: .init("builtins bytes", isCallable: true)
            case .bytes2: .init("__builtin__ bytes", isCallable: true)
            }
        }
    }

    private var machine: PickleMachine
    private let declared: Int
    private var list: UInt32?
    private var lastType: (object: UInt32, type: ElementType)?
    /// The index of the next item among the machine's appended values.
    private var place = 0
    /// The fault that ended the pickle early; thrown after the items before it are returned.
    private var fault: ArrayFault?
    package private(set) var isFinished = false

    /// - Parameter bytes: the bytes already read from `stream`, which are the header.
    package init(_ stream: MemberStream, after bytes: [UInt8], header: ArrayHeader) throws(ArrayFault) {
        declared = try header.elementCount()
        machine = PickleMachine(
            try PickleInput(stream, after: bytes),
            whiteList: PickleWhiteList(Name.allCases.map(\.entry), allowsTextOpcodes: true)
        )
    }

    /// The bytes of an item's elements.
    package func payload(of item: Item) -> ArraySlice<UInt8> { machine.input.bytes(item.payload) }

    /// The approximate size of the payloads returned at a time, since a pickle can refer to one payload many times.
    private static let batchBytes = 1 << 20
    private static let batchItems = 1 << 12
    /// A batch with this many items isn't filled further: protocol 0 appends one item at a time, the others a thousand.
    private static let enoughItems = 1000

    /// Sets `items` to the next items, or to none at the end. Items before a fault are returned before it is thrown.
    package mutating func next(into items: inout [Item]) throws(ArrayFault) {
        try next(into: &items) { reader, value throws(ArrayFault) in
            let item = try reader.item(value)
            return (item, item.payload.count)
        }
    }

    /// Sets `texts` to the next texts, or to none at the end.
    package mutating func next(into texts: inout [ObjectText]) throws(ArrayFault) {
        try next(into: &texts) { reader, value throws(ArrayFault) in try reader.text(value) }
    }

    /// - Parameter make: converts a value of the pickle, and returns the number of bytes that the result takes.
    private mutating func next<Value>(
        into values: inout [Value],
        _ make: (inout Self, PickleValue) throws(ArrayFault) -> (Value, bytes: Int)
    ) throws(ArrayFault) {
        values.removeAll(keepingCapacity: true)
        var bytes = 0
        while bytes < Self.batchBytes, values.count < Self.batchItems {
            do throws(ArrayFault) {
                if place < machine.appended.count {
                    let (value, size) = try make(&self, machine.appended[place])
                    values.append(value)
                    bytes += size
                    place += 1
                } else {
                    if isFinished || values.count >= Self.enoughItems { return }
                    if let fault { throw fault }
                    try advance()
                }
            } catch {
                // What comes before it is returned first, and nothing after it.
                fault = fault ?? error
                place = machine.appended.count
                if values.isEmpty { throw fault ?? error }
                return
            }
        }
    }

    /// Advances to the next values, or to the end.
    private mutating func advance() throws(ArrayFault) {
        place = 0
        do throws(ArrayFault) {
            switch try machine.advance() {
            case .finished(let value):
                try finish(value)
                isFinished = true
                place = machine.appended.count
            case .appended(let list):
                if self.list == nil { self.list = list }
                guard list == self.list else { throw ArrayFault(.notAnArray("a list"), at: machine.input.offset) }
            }
        } catch {
            guard case .truncated? = error.reason as? ArrayFileError else { throw error }
            fault = error
            machine.takeUnfinished(of: list)
        }
    }

    private mutating func finish(_ value: PickleValue) throws(ArrayFault) {
        let end = machine.input.offset
        guard case .object(let index) = value else { throw ArrayFault(.notAnArray(value.name), at: end) }
        let state = try state(of: machine.objects[Int(index)])
        guard try elementType(state.type, at: end).kind == .object, case .list(let held) = state.data else {
            throw ArrayFault(.notAnArray("another kind of array"), at: end)
        }
        let found = machine.listCounts[Int(held)]
        guard list == nil || list == held, found == declared else {
            throw ArrayFault(.wrongItemCount(found: found, declared: declared), at: end)
        }
        if machine.input.bytesAhead > 0 { throw ArrayFault(.trailingBytes(machine.input.bytesAhead), at: end) }
    }

    // MARK: Arrays

    private struct State {
        var shape: CellRange
        var type: PickleValue
        var isFortran: Bool
        var data: PickleValue
    }

    /// The arguments of `ndarray.__setstate__`: version, shape, dtype, whether the order is Fortran's, and data. In
    /// protocol 5 they are the arguments of `_frombuffer`.
    private func state(of object: PickleObject) throws(ArrayFault) -> State {
        let name = Name(rawValue: Int(object.callable))
        if name == .fromBuffer || name == .fromBuffer2 { return try buffer(of: object) }
        guard name == .reconstruct || name == .reconstruct2, object.arguments.count == 3,
            machine.element(0, of: object.arguments) == .global(UInt32(Name.ndarray.rawValue))
        else {
            throw ArrayFault(.notAnArray("another object"), at: Int(object.offset))
        }
        guard case .tuple(let cells)? = object.state, cells.count == 5, machine.element(0, of: cells) == .integer(1),
            case .tuple(let shape) = machine.element(1, of: cells)
        else {
            throw ArrayFault(.badArray("its state is not that of an array"), at: Int(object.offset))
        }
        let isFortran: Bool
        switch machine.element(3, of: cells) {
        case .boolean(let value): isFortran = value
        case .integer(let value): isFortran = value != 0
        default: throw ArrayFault(.badArray("its order is missing"), at: Int(object.offset))
        }
        return State(
            shape: shape,
            type: machine.element(2, of: cells),
            isFortran: isFortran,
            data: machine.element(4, of: cells)
        )
    }

    private func buffer(of object: PickleObject) throws(ArrayFault) -> State {
        guard object.arguments.count == 4, object.state == nil,
            case .tuple(let shape) = machine.element(2, of: object.arguments),
            case .text(let order) = machine.element(3, of: object.arguments), order.range.count == 1
        else {
            throw ArrayFault(.badArray("its buffer is damaged"), at: Int(object.offset))
        }
        return State(
            shape: shape,
            type: machine.element(1, of: object.arguments),
            isFortran: machine.input.bytes(order.range).first == UInt8(ascii: "F"),
            data: machine.element(0, of: object.arguments)
        )
    }

    private mutating func item(_ value: PickleValue) throws(ArrayFault) -> Item {
        guard case .object(let index) = value else {
            throw ArrayFault(.notAnArray(value.name), at: machine.input.offset)
        }
        let object = machine.objects[Int(index)]
        let offset = Int(object.offset)
        let state = try state(of: object)
        let type = try elementType(state.type, at: offset)
        guard type.kind != .object else { throw ArrayFault(.notAnArray("an array of objects"), at: offset) }
        guard type.isNumber else { throw ArrayFault(.notAnArray("an array of texts"), at: offset) }
        var count = type.size
        var extents = (0, 0)
        let rank = Int(state.shape.count)
        for place in 0..<rank {
            guard case .integer(let extent) = machine.element(place, of: state.shape), extent >= 0 else {
                throw ArrayFault(.badArray("its shape is not made of numbers"), at: offset)
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            if overflow { throw ArrayFault(.shapeTooLarge, at: offset) }
            count = product
            if place == 0 { extents.0 = extent } else { extents.1 = extent }
        }
        let (payload, isText) = try payload(state.data, at: offset)
        guard isText ? payload.count >= count && payload.count <= 2 * count : payload.count == count else {
            throw ArrayFault(.badArray("it has \(payload.count) bytes, but its shape needs \(count)"), at: offset)
        }
        return Item(
            type: type,
            rows: extents.0,
            columns: extents.1,
            rank: rank,
            isFortran: state.isFortran,
            payload: payload,
            isText: isText,
            offset: offset
        )
    }

    /// A value as text, and about how many bytes that takes.
    private func text(_ value: PickleValue) throws(ArrayFault) -> (ObjectText, bytes: Int) {
        switch value {
        case .text(let range), .bytes(let range):
            (.text(String(decoding: machine.input.bytes(range.range), as: UTF8.self)), 16 + Int(range.count))
        case .integer(let number) where number >= 0: (.number(UInt64(number)), 16)
        case .none, .integer, .number, .boolean: (.nothing, 16)
        default: throw ArrayFault(.notAText(value.name), at: machine.input.offset)
        }
    }

    private func payload(_ data: PickleValue, at offset: Int) throws(ArrayFault) -> (Range<Int>, isText: Bool) {
        switch data {
        case .bytes(let range): return (range.range, false)
        case .object(let index):
            // Python 3 writes bytes for protocol 2 as a call to _codecs.encode(text, 'latin1').
            let object = machine.objects[Int(index)]
            let name = Name(rawValue: Int(object.callable))
            // It writes empty bytes as bytes().
            if name == .bytes || name == .bytes2, object.arguments.count == 0 { return (0..<0, false) }
            guard name == .encode, object.arguments.count == 2,
                case .text(let text) = machine.element(0, of: object.arguments),
                case .text(let codec) = machine.element(1, of: object.arguments),
                machine.input.bytes(codec.range).elementsEqual("latin1".utf8)
            else { break }
            return (text.range, true)
        default: break
        }
        throw ArrayFault(.badArray("its data are \(data.name)"), at: offset)
    }

    // MARK: Element types

    /// The type described by `dtype(code, align, copy)` and its state `(version, order, …)`.
    private mutating func elementType(_ value: PickleValue, at offset: Int) throws(ArrayFault) -> ElementType {
        guard case .object(let index) = value else {
            throw ArrayFault(.badArray("its type is \(value.name)"), at: offset)
        }
        if let lastType, lastType.object == index { return lastType.type }
        let object = machine.objects[Int(index)]
        guard object.callable == UInt32(Name.dtype.rawValue), object.arguments.count >= 1,
            let code = bytes(of: machine.element(0, of: object.arguments)), code.count <= 64,
            case .tuple(let state)? = object.state, state.count >= 2,
            let order = bytes(of: machine.element(1, of: state)), order.count == 1
        else {
            throw ArrayFault(.badArray("its type is damaged"), at: offset)
        }
        let name = String(decoding: code, as: UTF8.self)
        guard let type = ElementType(code: name, order: Character(Unicode.Scalar(order[order.startIndex]))) else {
            throw ArrayFault(.unknownElementType(name), at: offset)
        }
        lastType = (index, type)
        return type
    }

    private func bytes(of value: PickleValue) -> ArraySlice<UInt8>? {
        switch value {
        case .bytes(let range), .text(let range): machine.input.bytes(range.range)
        default: nil
        }
    }
}
