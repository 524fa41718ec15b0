package import SketchModel

/// Keeps the first of identical drawings: those with the same strokes and the same points, whatever their labels, ids,
/// times and pressures. Uses 16 bytes of memory per drawing for a hash.
package struct Unique: OrderedFilter {
    package static let repeated = Loss(name: "repeatedDrawingsDropped", text: "repeated drawings dropped")

    private var seen: Set<StrokeHash> = []

    package init() {}

    package mutating func keeps(_ sketch: Sketch, using workspace: inout TransformWorkspace) -> Bool {
        if seen.insert(StrokeHash(sketch)).inserted { return true }
        workspace.losses.add(Self.repeated)
        return false
    }

    package static let catalogueEntry = TransformEntry(
        "unique",
        "keep the first of identical drawings, whatever their labels"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 0...0)
        return .filter(Unique())
    }
}
