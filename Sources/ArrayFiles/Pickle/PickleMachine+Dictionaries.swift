/// The opcodes of dictionaries, floating-point numbers and persistent objects, which occur in checkpoints but not in
/// arrays.
extension PickleMachine {
    mutating func stepWithDictionaries(_ code: UInt8, _ start: Int) throws(ArrayFault) {
        guard whiteList.allowsDictionaries else { throw ArrayFault(.unknownOpcode(code), at: start) }
        switch code {
        case UInt8(ascii: "}"): pushDictionary()  // EMPTY_DICT
        case UInt8(ascii: "s"): try setItems(from: stack.count - 2, start)  // SETITEM
        case UInt8(ascii: "u"): try setItems(from: try popMark(start), start)  // SETITEMS
        case UInt8(ascii: "G"):  // BINFLOAT, the highest byte first
            stack.append(.number(Double(bitPattern: try input.number(8).byteSwapped)))
        case UInt8(ascii: "Q"):  // BINPERSID
            guard case .tuple(let name) = try pop(start) else {
                throw ArrayFault(.pickle("a persistent object is not named by a tuple"), at: start)
            }
            stack.append(.persistent(name))
        default: throw ArrayFault(.unknownOpcode(code), at: start)
        }
    }

    mutating func pushDictionary() {
        stack.append(.dictionary(UInt32(dictionaryCount)))
        dictionaryCount += 1
    }

    /// Adds the keys and values from `first` on to the dictionary below them.
    private mutating func setItems(from first: Int, _ start: Int) throws(ArrayFault) {
        guard first > floor, case .dictionary(let dictionary) = stack[first - 1] else {
            throw ArrayFault(.pickle("items are given to something that isn't a dictionary"), at: start)
        }
        guard (stack.count - first) % 2 == 0 else { throw ArrayFault(.pickle("a key has no value"), at: start) }
        for index in stride(from: first, to: stack.count, by: 2) {
            entries.append(PickleEntry(dictionary: dictionary, key: stack[index], value: stack[index + 1]))
        }
        stack.removeLast(stack.count - first)
    }
}
