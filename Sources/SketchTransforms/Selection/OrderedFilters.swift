internal import SketchModel

/// Keeps the first sketches of each label, up to a number; those without a label count as one more label.
struct TakeByLabel: OrderedFilter {
    var count: Int
    private var taken: [String?: Int] = [:]

    package init(count: Int) { self.count = count }

    mutating func keeps(_ sketch: Sketch, using workspace: inout TransformWorkspace) -> Bool {
        let seen = taken[sketch.metadata.label, default: 0]
        guard seen < count else { return false }
        taken[sketch.metadata.label] = seen + 1
        return true
    }
}

/// Keeps the first of identical drawings: those with the same strokes and the same points, whatever their labels, ids,
/// times and pressures. Uses 16 bytes of memory per drawing for a hash.
struct Unique: OrderedFilter {
    static let repeated = Loss(name: "repeatedDrawingsDropped", text: "repeated drawings dropped")

    private var seen: Set<StrokeHash> = []

    mutating func keeps(_ sketch: Sketch, using workspace: inout TransformWorkspace) -> Bool {
        if seen.insert(StrokeHash(sketch)).inserted { return true }
        workspace.losses.add(Self.repeated)
        return false
    }

    static let catalogueEntry = TransformEntry(
        "unique",
        "keep the first of identical drawings, whatever their labels",
        .unique
    )
}

extension TransformEntry {
    static let take = TransformEntry(
        "take:N[/label]",
        "keep the first N sketches that get this far, or the first N of each label"
    ) {
        arguments throws(TransformError) in
        let (count, isPerLabel) = try arguments.countPerLabel()
        return isPerLabel ? .filter(TakeByLabel(count: count)) : .take(count)
    }

    static let skip = TransformEntry("skip:N", "drop the first N sketches that get this far") {
        arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        return .skip(try arguments.count(arguments.plain[0], named: "N"))
    }
}

extension TransformArguments {
    /// Parses `N` or `N/label`.
    func countPerLabel() throws(TransformError) -> (count: Int, isPerLabel: Bool) {
        try expect(plain: 1...1)
        let text = plain[0]
        let isPerLabel = text.hasSuffix("/label")
        return (try count(isPerLabel ? String(text.dropLast(6)) : text, named: "N"), isPerLabel)
    }
}
