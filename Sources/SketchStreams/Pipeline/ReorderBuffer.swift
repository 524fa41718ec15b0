/// Results that arrive in any order and are taken in the order in which their places were reserved.
struct ReorderBuffer<Value> {
    private var arrived: [Int: Value] = [:]
    private var nextToReserve = 0
    private var nextToTake = 0

    /// The number of reserved places whose result hasn't arrived.
    var inFlight: Int { nextToReserve - nextToTake - arrived.count }
    /// The number of results that have arrived and haven't been taken.
    var waiting: Int { arrived.count }
    var isEmpty: Bool { nextToReserve == nextToTake }

    mutating func reserve() -> Int {
        nextToReserve += 1
        return nextToReserve - 1
    }

    mutating func put(_ value: Value, at index: Int) { arrived[index] = value }

    mutating func take() -> Value? {
        guard let value = arrived.removeValue(forKey: nextToTake) else { return nil }
        nextToTake += 1
        return value
    }
}
