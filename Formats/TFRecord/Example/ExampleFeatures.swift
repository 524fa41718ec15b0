internal import MessageFields

/// The features of an `Example` that say something about a drawing. A value is meant to be reused: its memory is kept
/// from one record to the next.
///
///     message Example  { Features features = 1; }
///     message Features { map<string, Feature> feature = 1; }
///     message Feature  { oneof kind { BytesList bytes_list = 1; FloatList float_list = 2; Int64List int64_list = 3; } }
///     message …List    { repeated … value = 1; }
///
/// Source: TensorFlow, `tensorflow/core/example/feature.proto`. Of entries with the same key the last counts, as in any
/// map of Protocol Buffers.
struct ExampleFeatures {
    /// The numbers of `ink`, if it is there.
    private(set) var ink: [Float] = []
    private(set) var hasInk = false
    private(set) var shape = NumberList()
    private(set) var classIndex = NumberList()
    private(set) var keyID = NumberList()
    /// The key as text, which some programs write.
    private(set) var keyText: Range<Int>?
    private(set) var label: Range<Int>?
    /// Whether there are features of other names.
    private(set) var hasOthers = false
    /// Where the values of `ink`, `class_index` and `label` begin.
    private(set) var (inkOffset, classOffset, labelOffset) = (0, 0, 0)

    private enum Name: String, CaseIterable {
        case ink
        case shape
        case classIndex = "class_index"
        case keyID = "key_id"
        case label

        func isEqual(_ bytes: Span<UInt8>) -> Bool {
            let name = rawValue.utf8
            guard bytes.count == name.count else { return false }
            return zip(bytes.indices, name).allSatisfy { bytes[$0] == $1 }
        }
    }

    /// Reads the features of the `Example` that lies at `example` in `bytes`.
    mutating func read(_ bytes: Span<UInt8>, at example: Range<Int>) throws(MessageFault) {
        (hasInk, hasOthers, keyText, label) = (false, false, nil, nil)
        ink.removeAll(keepingCapacity: true)
        (shape, classIndex, keyID) = (NumberList(), NumberList(), NumberList())
        var messages = MessageFields(example)
        while let field = try messages.next(bytes) {
            guard field.number == 1 else { continue }
            var entries = MessageFields(try field.range("features"))
            while let entry = try entries.next(bytes) {
                if entry.number == 1 { try readEntry(bytes, at: entry.range("a feature with its name")) }
            }
        }
    }

    private mutating func readEntry(_ bytes: Span<UInt8>, at entry: Range<Int>) throws(MessageFault) {
        var (key, value) = (entry.lowerBound..<entry.lowerBound, entry.upperBound..<entry.upperBound)
        var fields = MessageFields(entry)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: key = try field.range("a feature's name")
            case 2: value = try field.range("a feature")
            default: break
            }
        }
        guard let name = Name.allCases.first(where: { $0.isEqual(bytes.extracting(key)) }) else {
            hasOthers = true
            return
        }
        switch name {
        case .ink: try readInk(bytes, at: value)
        case .shape: shape = try neededNumbers(bytes, at: value, of: name)
        case .classIndex:
            classOffset = value.lowerBound
            classIndex = try neededNumbers(bytes, at: value, of: name)
        case .keyID:
            keyText = try text(bytes, at: value)
            keyID = try numbers(bytes, at: value) ?? NumberList()
        case .label:
            labelOffset = value.lowerBound
            label = try text(bytes, at: value)
        }
    }

    private enum ListKind: UInt64 {
        case bytes = 1
        case floats = 2
        case numbers = 3
    }

    /// Calls `use` with each value of the lists of one kind.
    /// - Returns: whether the feature has lists of this kind only. It may have none at all.
    private func forEachValue(
        _ bytes: Span<UInt8>,
        at feature: Range<Int>,
        _ kind: ListKind,
        _ use: (MessageFields.Field) throws(MessageFault) -> Void
    ) throws(MessageFault) -> Bool {
        var lists = MessageFields(feature)
        while let list = try lists.next(bytes) {
            guard let found = ListKind(rawValue: list.number) else { continue }
            guard found == kind else { return false }
            var values = MessageFields(try list.range("a list"))
            while let value = try values.next(bytes) { if value.number == 1 { try use(value) } }
        }
        return true
    }

    private mutating func readInk(_ bytes: Span<UInt8>, at feature: Range<Int>) throws(MessageFault) {
        var floats = ink
        // So that appending doesn't copy.
        ink = []
        defer { ink = floats }
        floats.removeAll(keepingCapacity: true)
        (hasInk, inkOffset) = (true, feature.lowerBound)
        let isFloats = try forEachValue(bytes, at: feature, .floats) { value throws(MessageFault) in
            switch value.value {
            case .fourBytes(let bits): floats.append(Float(bitPattern: bits))
            case .range(let packed):
                guard packed.count % 4 == 0 else {
                    throw MessageFault(TFRecordError.cutFloats(bytes: packed.count), at: packed.lowerBound)
                }
                let raw = bytes.extracting(packed).bytes
                floats.append(addingCapacity: packed.count / 4) { output in
                    for offset in stride(from: 0, to: raw.byteCount, by: 4) {
                        let bits = raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
                        output.append(Float(bitPattern: bits.littleEndian))
                    }
                }
            default: throw MessageFault(MessageError.otherWireType(expected: "floats"), at: value.offset)
            }
        }
        guard isFloats else {
            throw MessageFault(TFRecordError.otherList(feature: "ink", expected: "floats"), at: feature.lowerBound)
        }
    }

    private func neededNumbers(
        _ bytes: Span<UInt8>,
        at feature: Range<Int>,
        of name: Name
    ) throws(MessageFault) -> NumberList {
        if let numbers = try numbers(bytes, at: feature) { return numbers }
        let reason = TFRecordError.otherList(feature: name.rawValue, expected: "whole numbers")
        throw MessageFault(reason, at: feature.lowerBound)
    }

    /// A list of whole numbers; `nil` if it is another list.
    private func numbers(_ bytes: Span<UInt8>, at feature: Range<Int>) throws(MessageFault) -> NumberList? {
        var numbers = NumberList()
        let isNumbers = try forEachValue(bytes, at: feature, .numbers) { value throws(MessageFault) in
            switch value.value {
            case .number(let number): numbers.add(number)
            case .range(let packed):
                var list = MessageFields(packed)
                while let number = try list.nextNumber(bytes) { numbers.add(number) }
            default: throw MessageFault(MessageError.otherWireType(expected: "whole numbers"), at: value.offset)
            }
        }
        return isNumbers ? numbers : nil
    }

    /// The first value of a list of bytes; `nil` if it is another list or empty.
    private func text(_ bytes: Span<UInt8>, at feature: Range<Int>) throws(MessageFault) -> Range<Int>? {
        var text: Range<Int>?
        let isText = try forEachValue(bytes, at: feature, .bytes) { value throws(MessageFault) in
            if text == nil { text = try value.range("bytes") }
        }
        return isText ? text : nil
    }
}

/// The first numbers of a list, which is as long as is needed here, and how many there are.
struct NumberList {
    private(set) var first: [Int64] = []
    private(set) var count = 0
    private static let most = 4

    mutating func add(_ number: UInt64) {
        if count < Self.most { first.append(Int64(bitPattern: number)) }
        count += 1
    }
}
