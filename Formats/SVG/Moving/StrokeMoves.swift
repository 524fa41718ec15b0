internal import SketchModel

/// Which elements of a document must change to move its strokes, and how.
///
/// A shape or a `use` whose strokes all move by the same offset gets a translation. If they move apart, a path is split
/// and a `use` is expanded in place; so is a `use` whose target changes, since it would change with it.
struct StrokeMoves {
    let trace: StrokeTrace
    private let offsets: [Point]
    /// The shapes and the references at a place.
    private var shapes: [Place: Int] = [:]
    private var references: [Place: Int] = [:]
    /// For each reference, whether its target contains elements that change, at any depth.
    private var hasChangedTarget: [Bool] = []
    /// For each reference, whether it contains one that is left out because it would draw itself.
    private var hasLeftOut: [Bool]
    /// The elements of the document that change, in order.
    private(set) var changed: [Int] = []

    private typealias Place = StrokeTrace.Place

    init(_ trace: StrokeTrace, _ tree: XMLTree, by offsets: [Point]) {
        self.trace = trace
        self.offsets = offsets
        hasLeftOut = [Bool](repeating: false, count: trace.references.count)
        for place in trace.leftOut where place.reference >= 0 { hasLeftOut[place.reference] = true }
        Self.passOn(&hasLeftOut, to: trace)
        for (index, shape) in trace.shapes.enumerated() {
            shapes[Place(reference: shape.reference, node: shape.node)] = index
        }
        for (index, reference) in trace.references.enumerated() {
            references[Place(reference: reference.parent, node: reference.node)] = index
        }
        findChanged(tree)
    }

    private mutating func findChanged(_ tree: XMLTree) {
        var found: [Int] = []
        for shape in trace.shapes where shape.reference == StrokeTrace.noReference && shape.pointCount > 0 {
            if commonOffset(shape.strokes) != .zero { found.append(shape.node) }
        }
        for reference in trace.references where reference.parent == StrokeTrace.noReference {
            if !reference.strokes.isEmpty, commonOffset(reference.strokes) != .zero { found.append(reference.node) }
        }
        found.sort()
        hasChangedTarget = trace.references.map { reference in
            let after = Self.firstIndex(in: found, notBelow: reference.target)
            return after < found.count && found[after] < tree.nodes[reference.target].subtreeEnd
        }
        Self.passOn(&hasChangedTarget, to: trace)
        if found.isEmpty { return }
        // A reference to one of these also has a changed target, since it walks through the same elements.
        let drawnOut = trace.references.indices.filter {
            trace.references[$0].parent == StrokeTrace.noReference && mustDrawOut($0)
        }
        changed = Set(found + drawnOut.map { trace.references[$0].node }).sorted()
    }

    /// Passes the mark of a reference on to those that it is drawn by.
    private static func passOn(_ marks: inout [Bool], to trace: StrokeTrace) {
        for index in marks.indices.reversed() where marks[index] {
            let parent = trace.references[index].parent
            if parent >= 0 { marks[parent] = true }
        }
    }

    private static func firstIndex(in sorted: [Int], notBelow value: Int) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The shape that `node` represents in a part of the drawing.
    func shape(_ node: Int, in reference: Int) -> StrokeTrace.Shape? {
        shapes[Place(reference: reference, node: node)].map { trace.shapes[$0] }
    }

    /// The reference, as an index into the trace's, that `node` represents in a part of the drawing.
    func reference(_ node: Int, in reference: Int) -> Int? { references[Place(reference: reference, node: node)] }

    /// Whether a `use` is left out in a part of the drawing because it would draw itself.
    func isLeftOut(_ node: Int, in reference: Int) -> Bool {
        trace.leftOut.contains(Place(reference: reference, node: node))
    }

    /// Whether a reference can't stay one. Once others are expanded, a `use` in it might no longer draw itself.
    func mustDrawOut(_ reference: Int) -> Bool {
        let strokes = trace.references[reference].strokes
        return hasLeftOut[reference]
            || !strokes.isEmpty && (hasChangedTarget[reference] || commonOffset(strokes) == nil)
    }

    func offset(ofStroke stroke: Int) -> Point { offsets[stroke] }

    /// The common offset of a range of strokes; `nil` if they differ.
    func commonOffset(_ strokes: Range<Int>) -> Point? {
        guard let first = strokes.first else { return .zero }
        return strokes.allSatisfy { offsets[$0] == offsets[first] } ? offsets[first] : nil
    }

    /// Ranges of consecutive strokes with the same offset.
    func runs(of strokes: Range<Int>) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for stroke in strokes {
            if let last = runs.last, offsets[last.lowerBound] == offsets[stroke] {
                runs[runs.count - 1] = last.lowerBound..<(stroke + 1)
            } else {
                runs.append(stroke..<(stroke + 1))
            }
        }
        return runs
    }
}

extension AffineTransform {
    /// The vector that the map, without its translation, takes to `vector`; `nil` if there is none that is exact to
    /// nine digits.
    func linearSource(of vector: Point) -> Point? {
        let area = a * d - b * c
        let source = Point((d * vector.x - c * vector.y) / area, (a * vector.y - b * vector.x) / area)
        let error = linear(source) - vector
        let allowed = 1e-9 * (abs(vector.x) + abs(vector.y))
        return source.isFinite && abs(error.x) + abs(error.y) <= allowed ? source : nil
    }
}
