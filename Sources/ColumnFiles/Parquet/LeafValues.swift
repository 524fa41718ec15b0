/// The values of a leaf that aren't missing, page after page.
struct LeafValues {
    /// How the values of a page can't be read.
    enum Failure: Error {
        case endsEarly
        case badIndex
        case noDictionary
        case tooManyBytes
        case badDate
        case badDelta
        case unsupported(ParquetEncoding)
    }

    let leaf: ParquetLeaf
    /// The number of bytes of a number.
    let size: Int
    var booleans: [Bool] = []
    var numbers: [UInt8] = []
    /// Texts and bytes; those of the dictionary come first if there is one.
    var offsets: [Int] = [0]
    var data: [UInt8] = []
    /// By value, the place of its text; `nil` if they are simply in order.
    var indices: [Int32]?
    /// The numbers of the dictionary.
    private var dictionary: [UInt8]?
    private var dictionaryCount: Int?
    /// The number of bytes that texts may take.
    private let byteLimit: Int

    init(_ leaf: ParquetLeaf, byteLimit: Int) {
        self.leaf = leaf
        self.byteLimit = byteLimit
        size = leaf.numberType?.size ?? 0
    }

    var hasDictionary: Bool { dictionaryCount != nil }

    private enum Storage {
        case none
        case booleans
        case numbers
        case bytes
    }

    private var storage: Storage {
        switch leaf.type {
        case .nothing: .none
        case .boolean: .booleans
        case .number, .timestamp: .numbers
        default: .bytes
        }
    }

    mutating func readDictionary(_ bytes: RawSpan, count: Int) throws(Failure) {
        dictionaryCount = count
        switch storage {
        case .none: break
        case .booleans: throw .unsupported(.plainDictionary)
        case .numbers:
            try readPlain(bytes, count: count)
            dictionary = numbers
            numbers = []
        case .bytes:
            try readPlain(bytes, count: count)
            indices = []
        }
    }

    /// Appends the `count` values of a page.
    mutating func read(_ bytes: RawSpan, encoding: ParquetEncoding, count: Int) throws(Failure) {
        guard storage != .none, count > 0 else { return }
        switch (encoding, storage) {
        case (.plain, _): try readPlain(bytes, count: count)
        case (.plainDictionary, _), (.rleDictionary, _): try readIndices(bytes, count: count)
        case (.rle, .booleans):
            guard let length = bytes.readUInt32(at: 0), length <= bytes.byteCount - 4 else { throw .endsEarly }
            var bits: [UInt8] = []
            let runs = bytes.extracting(4..<(4 + length))
            guard HybridRuns.decode(runs, width: 1, count: count, into: &bits) else { throw .endsEarly }
            booleans.append(contentsOf: bits.lazy.map { $0 != 0 })
        case (.deltaBinaryPacked, .numbers) where leaf.physicalType == .int32 || leaf.physicalType == .int64:
            var position = 0
            let values = try DeltaRuns.decode(bytes, &position, count: count)
            let places = reserve(count)
            for index in 0..<count { store(UInt64(bitPattern: values[index]), at: places + index * size) }
        case (.deltaLengthByteArray, .bytes) where leaf.physicalType == .byteArray:
            try readDeltaLengths(bytes, count: count)
        case (.deltaByteArray, .bytes): try readDeltaTexts(bytes, count: count)
        case (.byteStreamSplit, .numbers) where leaf.physicalType != .int96: try readStreams(bytes, count: count)
        case (.byteStreamSplit, .bytes) where leaf.physicalType == .fixedBytes: try readStreams(bytes, count: count)
        default: throw .unsupported(encoding)
        }
    }

    // MARK: Plain values

    private mutating func readPlain(_ bytes: RawSpan, count: Int) throws(Failure) {
        switch leaf.physicalType {
        case .boolean:
            guard count <= bytes.byteCount * 8 else { throw .endsEarly }
            booleans.reserveCapacity(booleans.count + count)
            for index in 0..<count {
                let byte = bytes.unsafeLoad(fromByteOffset: index >> 3, as: UInt8.self)
                booleans.append(byte >> UInt8(index & 7) & 1 == 1)
            }
        case .int32, .float: try readNumbers(bytes, count: count, width: 4)
        case .int64, .double: try readNumbers(bytes, count: count, width: 8)
        case .int96: try readOldTimestamps(bytes, count: count)
        case .fixedBytes where storage == .numbers: try readNumbers(bytes, count: count, width: leaf.length)
        case .fixedBytes:
            let (total, overflow) = count.multipliedReportingOverflow(by: leaf.length)
            guard !overflow, total <= bytes.byteCount else { throw .endsEarly }
            bytes.extracting(0..<total).append(to: &data)
            for _ in 0..<count { appendOffset(offsets[offsets.count - 1] + leaf.length) }
        case .byteArray: try readTexts(bytes, count: count)
        }
    }

    /// Appends numbers of `width` bytes, of which a number type takes the lowest ones.
    private mutating func readNumbers(_ bytes: RawSpan, count: Int, width: Int) throws(Failure) {
        guard count <= bytes.byteCount / width else { throw .endsEarly }
        if width == size { return bytes.extracting(0..<(count * width)).append(to: &numbers) }
        let size = size
        numbers.append(addingCapacity: count * size) { output in
            for index in 0..<count {
                let word = bytes.unsafeLoadUnaligned(fromByteOffset: index &* width, as: UInt32.self)
                output.append(UInt8(truncatingIfNeeded: word))
                if size == 2 { output.append(UInt8(truncatingIfNeeded: word &>> 8)) }
            }
        }
    }

    /// Appends nanoseconds of a day and Julian days as nanoseconds since 1970.
    private mutating func readOldTimestamps(_ bytes: RawSpan, count: Int) throws(Failure) {
        guard count <= bytes.byteCount / 12 else { throw .endsEarly }
        let first = reserve(count)
        for index in 0..<count {
            let nanoseconds = bytes.unsafeLoadUnaligned(fromByteOffset: 12 * index, as: Int64.self)
            let day = Int64(bytes.unsafeLoadUnaligned(fromByteOffset: 12 * index + 8, as: UInt32.self)) - 2_440_588
            let midnight = day.multipliedReportingOverflow(by: 86_400_000_000_000)
            let value = midnight.partialValue.addingReportingOverflow(nanoseconds)
            guard !midnight.overflow, !value.overflow else { throw .badDate }
            store(UInt64(bitPattern: value.partialValue), at: first + 8 * index)
        }
    }

    private mutating func readTexts(_ bytes: RawSpan, count: Int) throws(Failure) {
        guard count <= bytes.byteCount / 4 else { throw .endsEarly }
        data.reserve(bytes.byteCount - 4 * count)
        offsets.reserve(count)
        var position = 0
        for _ in 0..<count {
            guard let length = bytes.readUInt32(at: position), length <= bytes.byteCount - position - 4 else {
                throw .endsEarly
            }
            bytes.extracting((position + 4)..<(position + 4 + length)).append(to: &data)
            appendOffset(data.count)
            position += 4 + length
        }
    }

    private mutating func appendOffset(_ end: Int) {
        indices?.append(Int32(truncatingIfNeeded: offsets.count - 1))
        offsets.append(end)
    }

    // MARK: Dictionary indices

    private mutating func readIndices(_ bytes: RawSpan, count: Int) throws(Failure) {
        guard let dictionaryCount else { throw .noDictionary }
        guard bytes.byteCount > 0 else { throw .endsEarly }
        let width = Int(bytes.unsafeLoad(fromByteOffset: 0, as: UInt8.self))
        guard width <= 32 else { throw .badIndex }
        let runs = bytes.extracting(droppingFirst: 1)
        if storage == .bytes {
            let start = indices?.count ?? 0
            guard HybridRuns.decode(runs, width: width, count: count, into: &indices[orEmpty: ()]) else {
                throw .endsEarly
            }
            guard let indices, Self.areLess(indices[start...], than: dictionaryCount) else { throw .badIndex }
            return
        }
        guard let dictionary else { throw .noDictionary }
        if size == 1, width <= 8 {
            let start = numbers.count
            guard HybridRuns.decode(runs, width: width, count: count, into: &numbers) else { throw .endsEarly }
            return try replaceIndices(from: start, dictionary)
        }
        var places: [Int32] = []
        guard HybridRuns.decode(runs, width: width, count: count, into: &places) else { throw .endsEarly }
        guard Self.areLess(places[...], than: dictionaryCount) else { throw .badIndex }
        switch size {
        case 1: gather(places, dictionary, UInt8.self)
        case 2: gather(places, dictionary, UInt16.self)
        case 4: gather(places, dictionary, UInt32.self)
        default: gather(places, dictionary, UInt64.self)
        }
    }

    private static func areLess(_ indices: ArraySlice<Int32>, than count: Int) -> Bool {
        var greatest: UInt32 = 0
        for index in indices { greatest = max(greatest, UInt32(bitPattern: index)) }
        return Int(greatest) < count
    }

    /// Replaces indices in one byte by numbers of one byte.
    private mutating func replaceIndices(from start: Int, _ dictionary: [UInt8]) throws(Failure) {
        var greatest: UInt8 = 0
        for index in start..<numbers.count { greatest = max(greatest, numbers[index]) }
        guard Int(greatest) < dictionary.count else { throw .badIndex }
        if dictionary.prefix(256).enumerated().allSatisfy({ $0.offset == Int($0.element) }) { return }
        let table = dictionary.prefix(256) + [UInt8](repeating: 0, count: max(0, 256 - dictionary.count))
        for index in start..<numbers.count { numbers[index] = table[Int(numbers[index])] }
    }

    private mutating func gather<Word: FixedWidthInteger & BitwiseCopyable>(
        _ places: [Int32],
        _ dictionary: [UInt8],
        _: Word.Type
    ) {
        let size = MemoryLayout<Word>.size
        let source = dictionary.span.bytes
        numbers.append(addingCapacity: places.count * size) { output in
            output.withUnsafeMutableBufferPointer { target, initialized in
                let raw = UnsafeMutableRawBufferPointer(target)
                for place in places {
                    let word = source.unsafeLoadUnaligned(fromByteOffset: Int(place) &* size, as: Word.self)
                    raw.storeBytes(of: word, toByteOffset: initialized, as: Word.self)
                    initialized += size
                }
            }
        }
    }

    // MARK: Delta encodings and split streams

    private mutating func readDeltaLengths(_ bytes: RawSpan, count: Int) throws(Failure) {
        var position = 0
        let lengths = try DeltaRuns.decode(bytes, &position, count: count)
        offsets.reserve(count)
        for length in lengths {
            guard 0...Int64(bytes.byteCount - position) ~= length else { throw .endsEarly }
            bytes.extracting(position..<(position + Int(length))).append(to: &data)
            appendOffset(data.count)
            position += Int(length)
        }
    }

    /// Appends texts of which each begins as the one before it does.
    private mutating func readDeltaTexts(_ bytes: RawSpan, count: Int) throws(Failure) {
        var position = 0
        let prefixes = try DeltaRuns.decode(bytes, &position, count: count)
        let lengths = try DeltaRuns.decode(bytes, &position, count: count)
        offsets.reserve(count)
        var last = data.count..<data.count
        for index in 0..<count {
            let (prefix, length) = (prefixes[index], lengths[index])
            guard 0...Int64(last.count) ~= prefix else { throw .badDelta }
            guard 0...Int64(bytes.byteCount - position) ~= length else { throw .endsEarly }
            guard data.count + Int(prefix) <= byteLimit else { throw .tooManyBytes }
            let start = data.count
            data.reserve(Int(prefix))
            for place in last.prefix(Int(prefix)) { data.append(data[place]) }
            bytes.extracting(position..<(position + Int(length))).append(to: &data)
            position += Int(length)
            if leaf.physicalType == .fixedBytes, data.count - start != leaf.length { throw .badDelta }
            appendOffset(data.count)
            last = start..<data.count
        }
    }

    /// Appends numbers whose first bytes come first, then all second ones, and so on.
    private mutating func readStreams(_ bytes: RawSpan, count: Int) throws(Failure) {
        let width =
            switch leaf.physicalType {
            case .int32, .float: 4
            case .int64, .double: 8
            default: leaf.length
            }
        guard count <= bytes.byteCount / width else { throw .endsEarly }
        let stride = bytes.byteCount / width
        var joined: [UInt8] = []
        joined.append(addingCapacity: count * width) { output in
            for index in 0..<count {
                for lane in 0..<width {
                    output.append(bytes.unsafeLoad(fromByteOffset: lane &* stride &+ index, as: UInt8.self))
                }
            }
        }
        try readPlain(joined.span.bytes, count: count)
    }

    /// Adds space for `count` numbers.
    /// - Returns: where it is.
    private mutating func reserve(_ count: Int) -> Int {
        numbers.append(contentsOf: repeatElement(0, count: count * size))
        return numbers.count - count * size
    }

    private mutating func store(_ value: UInt64, at place: Int) {
        for index in 0..<size { numbers[place + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index)) }
    }
}

extension [Int32]? {
    /// The array, which an access makes if there is none.
    fileprivate subscript(orEmpty _: Void) -> [Int32] {
        get { self ?? [] }
        _modify {
            var values = self ?? []
            self = nil
            defer { self = values }
            yield &values
        }
    }
}

extension RawSpan {
    func append(to target: inout [UInt8]) {
        withUnsafeBytes { target.append(contentsOf: $0) }
    }
}

extension Array {
    /// Makes space for `count` more, growing as appending does.
    mutating func reserve(_ count: Int) {
        guard self.count + count > capacity else { return }
        reserveCapacity(Swift.max(self.count + count, 2 * capacity))
    }
}
