/// The entries of a leaf that begin a list or an item at one repetition level or at a lower one, in which the entries of
/// the lists further inside are left out.
struct ListStarts {
    var repetitions: [UInt8] = []
    var definitions: [UInt8] = []
    /// By entry, how many items of the next lists inside come before it.
    var itemsBefore: [Int] = []
    /// The number of items of those lists.
    var itemCount = 0

    /// Leaves out the entries that go on with a list at `repetition`, whose items have at least `definition`.
    /// - Returns: `nil` if such an entry has no item, or if the one before it has none.
    init?(_ repetitions: [UInt8], _ definitions: [UInt8], leavingOut repetition: UInt8, definition: UInt8) {
        guard repetitions.count == definitions.count else { return nil }
        if let first = repetitions.first, first >= repetition { return nil }
        let count = repetitions.count - LevelCounting.count(repetitions[...], atLeast: repetition)
        self.repetitions.reserveCapacity(count)
        self.definitions.reserveCapacity(count)
        itemsBefore.reserveCapacity(count)
        var (items, last, isConsistent): (Int, UInt8, Bool) = (0, 0, true)
        let (entryBytes, levelBytes) = (repetitions.span.bytes, definitions.span.bytes)
        var start = 0
        while start < repetitions.count {
            // Eight at a time, as long as they all go on with a list.
            let lanes = min(8, repetitions.count - start)
            var entries = entryBytes.bits(at: start * 8, count: 64)
            var levels = levelBytes.bits(at: start * 8, count: 64)
            start += lanes
            let areItems = LevelCounting.flags(levels, atLeast: definition) == LevelCounting.ones
            if areItems, entries == UInt64(repetition) &* LevelCounting.ones, lanes == 8, last >= definition {
                items &+= 8
                continue
            }
            for _ in 0..<lanes {
                let (entry, level) = (UInt8(truncatingIfNeeded: entries), UInt8(truncatingIfNeeded: levels))
                entries &>>= 8
                levels &>>= 8
                if entry < repetition {
                    self.repetitions.append(entry)
                    self.definitions.append(level)
                    itemsBefore.append(items)
                } else if min(level, last) < definition {
                    isConsistent = false
                }
                items &+= level >= definition ? 1 : 0
                last = level
            }
        }
        guard isConsistent else { return nil }
        itemCount = items
    }
}
