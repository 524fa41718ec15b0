internal import ArrayFiles

/// The entries of a leaf of a batch: its levels, and where its values are in the innermost column.
struct LeafLevels {
    /// The repetition level of each entry; empty if there are no lists on the way to the leaf.
    private(set) var repetitions: [UInt8] = []
    private(set) var definitions: [UInt8]
    /// The definition level of the entries that exist so far.
    private(set) var definition: UInt8 = 0
    private(set) var repetition: UInt8 = 0
    /// The places of those entries in the current column, in order.
    private(set) var places: [Range<Int>]

    init(rowCount: Int) {
        definitions = [UInt8](repeating: 0, count: rowCount)
        places = rowCount > 0 ? [0..<rowCount] : []
    }

    var count: Int { definitions.count }

    /// Takes the step from a value that may be missing to a value that exists.
    mutating func enterOptional(_ column: Column) {
        let present = definition
        definition += 1
        if case .nothing = column.values { return places = [] }
        guard let validity = column.validity else {
            for index in 0..<count { definitions[index] &+= definitions[index] == present ? 1 : 0 }
            return
        }
        var (index, found): (Int, [Range<Int>]) = (0, [])
        for range in places {
            for place in range {
                while definitions[index] != present { index += 1 }
                if validity[place >> 3] >> UInt8(place & 7) & 1 == 1 {
                    definitions[index] += 1
                    Self.append(place..<(place + 1), to: &found)
                }
                index += 1
            }
        }
        places = found
    }

    /// Whether all the values exist, as those of a column that isn't optional must.
    func areComplete(in column: Column) -> Bool {
        if case .nothing = column.values { return places.isEmpty }
        guard let validity = column.validity else { return true }
        return places.allSatisfy { $0.allSatisfy { validity[$0 >> 3] >> UInt8($0 & 7) & 1 == 1 } }
    }

    /// Takes the step from a list to its items.
    mutating func enterItems(_ offsets: [Int]) {
        let present = definition
        definition += 1
        repetition += 1
        let (full, again) = (definition, repetition)
        if repetitions.isEmpty { repetitions = [UInt8](repeating: 0, count: count) }
        var (total, found): (Int, [Range<Int>]) = (count, [])
        for range in places {
            for place in range { total += max(0, offsets[place + 1] - offsets[place] - 1) }
            Self.append(offsets[range.lowerBound]..<offsets[range.upperBound], to: &found)
        }
        var (index, next) = (0, 0)
        let (oldRepetitions, oldDefinitions) = (repetitions, definitions)
        let ranges = places
        repetitions = [UInt8](repeating: again, count: total)
        definitions = [UInt8](repeating: full, count: total)
        for range in ranges {
            for place in range {
                while oldDefinitions[index] != present { copy() }
                let itemCount = offsets[place + 1] - offsets[place]
                if itemCount == 0 {
                    copy()
                } else {
                    repetitions[next] = oldRepetitions[index]
                    next += itemCount
                    index += 1
                }
            }
        }
        while index < oldDefinitions.count { copy() }
        places = found

        /// Takes over an entry that has no items.
        func copy() {
            (repetitions[next], definitions[next]) = (oldRepetitions[index], oldDefinitions[index])
            next += 1
            index += 1
        }
    }

    private static func append(_ range: Range<Int>, to ranges: inout [Range<Int>]) {
        guard !range.isEmpty else { return }
        if let last = ranges.last, last.upperBound == range.lowerBound {
            ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
        } else {
            ranges.append(range)
        }
    }
}
