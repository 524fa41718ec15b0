/// What a chunk holds: an entry per value, missing value and empty list, each with its levels.
struct LeafEntries {
    private(set) var count = 0
    /// The number of entries that have a value.
    private(set) var valueCount = 0
    /// The repetition level of each entry: at which list it goes on; 0 begins a row. Empty if there are no lists.
    private var repetitions: [UInt8] = []
    /// The definition level of each entry: how much of the path to the value exists. Empty if all of it must.
    private var definitions: [UInt8] = []
    /// By repetition level, the entries that begin something at it; those of the innermost lists aren't among them.
    private var starts: [ListStarts] = []
    var values: LeafValues
    /// The number of bytes that the pages took without compression.
    var unpackedSize = 0

    init(values: LeafValues) { self.values = values }

    /// - Returns: whether `bytes` has `count` levels, and none is too high.
    mutating func readRepetitions(_ bytes: RawSpan, count: Int) -> Bool {
        Self.readLevels(bytes, count: count, limit: UInt8(values.leaf.maxRepetition), into: &repetitions)
    }

    /// - Returns: whether `bytes` has `count` levels, and none is too high.
    mutating func readDefinitions(_ bytes: RawSpan, count: Int) -> Bool {
        Self.readLevels(bytes, count: count, limit: values.leaf.maxDefinition, into: &definitions)
    }

    private static func readLevels(_ bytes: RawSpan, count: Int, limit: UInt8, into levels: inout [UInt8]) -> Bool {
        let (start, width) = (levels.count, 8 - limit.leadingZeroBitCount)
        levels.reserve(count)
        guard HybridRuns.decode(bytes, width: width, count: count, into: &levels) else { return false }
        return LevelCounting.count(levels[start...], atLeast: limit + 1) == 0
    }

    /// Adds the entries of a page, whose levels have been read.
    /// - Returns: how many of them have a value.
    mutating func add(_ pageCount: Int) -> Int {
        let full = values.leaf.maxDefinition
        let found = full == 0 ? pageCount : LevelCounting.count(definitions[count...], atLeast: full)
        count += pageCount
        valueCount += found
        return found
    }

    /// Looks for the beginnings of lists and of their items, once all entries have been read.
    /// - Returns: whether the levels are consistent: each entry that goes on with a list has an item, and so has the one
    ///   before it.
    mutating func findStarts() -> Bool {
        var (repetitions, definitions) = (repetitions, definitions)
        for repetition in (1..<values.leaf.itemDefinitions.count).reversed() {
            let definition = values.leaf.itemDefinitions[repetition]
            guard
                let next = ListStarts(
                    repetitions,
                    definitions,
                    leavingOut: UInt8(repetition),
                    definition: definition
                )
            else { return false }
            (repetitions, definitions) = (next.repetitions, next.definitions)
            starts.append(next)
        }
        starts.reverse()
        self.repetitions = []
        return true
    }

    // MARK: Places

    /// The places that the entries take up in a node: their number, which have values, and where their items are.
    struct Places: Equatable {
        var count: Int
        var validity: [UInt8]?
        /// Empty unless the node is a list.
        var offsets: [Int]
    }

    /// The number of rows.
    var rowCount: Int { starts.first?.definitions.count ?? count }

    /// The places that the entries take up in `node`, one of this leaf's.
    func places(in node: ParquetNode) -> Places {
        let starts: ListStarts? =
            starts.indices.contains(Int(node.slotRepetition)) ? starts[Int(node.slotRepetition)] : nil
        let levels = starts?.definitions ?? definitions
        // Without definition levels, every entry has a value.
        guard !levels.isEmpty || count == 0 else { return Places(count: count, validity: nil, offsets: []) }
        let placeCount =
            node.slotDefinition == 0 ? levels.count : LevelCounting.count(levels[...], atLeast: node.slotDefinition)
        var places = Places(count: placeCount, validity: nil, offsets: [])
        if LevelCounting.count(levels[...], atLeast: node.presentDefinition) < placeCount {
            places.validity = Self.validity(levels, in: node, count: placeCount)
        }
        if case .list = node.kind { places.offsets = Self.offsets(starts, in: node, count: placeCount) }
        return places
    }

    /// A bit per place.
    private static func validity(_ levels: [UInt8], in node: ParquetNode, count: Int) -> [UInt8] {
        var bits = [UInt8](repeating: 0, count: (count + 7) / 8)
        var place = 0
        for level in levels where level >= node.slotDefinition {
            if level >= node.presentDefinition { bits[place &>> 3] |= 1 &<< UInt8(place & 7) }
            place &+= 1
        }
        return bits
    }

    private static func offsets(_ starts: ListStarts?, in node: ParquetNode, count: Int) -> [Int] {
        // There are none if there are no entries.
        guard let starts else { return [0] }
        var offsets: [Int] = []
        offsets.reserveCapacity(count + 1)
        if count == starts.itemsBefore.count {
            offsets = starts.itemsBefore
        } else {
            for index in starts.definitions.indices where starts.definitions[index] >= node.slotDefinition {
                offsets.append(starts.itemsBefore[index])
            }
        }
        offsets.append(starts.itemCount)
        return offsets
    }
}
