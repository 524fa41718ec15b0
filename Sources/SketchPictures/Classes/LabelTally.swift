internal import SketchStreams

/// Labels as they arrive, with provisional numbers; the final numbers are known after the last label.
///
/// An empty label counts as none. All distinct labels are kept in memory.
struct LabelTally {
    private(set) var labels: [String] = []
    private var places: [ExactText: Int] = [:]
    // Neighbours are usually of the same class, and comparing is cheaper than hashing.
    private var last: (label: ExactText, place: Int)?

    /// The provisional number of a label; `nil` without a label.
    mutating func place(of label: String?) -> Int? {
        guard let label, !label.isEmpty else { return nil }
        let exact = ExactText(label)
        if let last, last.label == exact { return last.place }
        let place = places[exact] ?? labels.count
        if place == labels.count {
            places[exact] = place
            labels.append(label)
        }
        last = (exact, place)
        return place
    }

    /// The classes, and the final number for each provisional one.
    func numbered(by order: ClassOrder) -> (classes: ClassList, numbers: [Int]) {
        let classes = order.classes(of: labels)
        // Encoders reject labels that the list doesn't contain.
        return (classes, labels.map { classes.number(of: $0) ?? -1 })
    }
}
