internal import SketchModel

/// Where an element is drawn.
struct Placement: Sendable {
    /// The map from the coordinates that its own transform leads to, its parent's, to those of the sketch.
    var outer: AffineTransform
    /// Its own transform; `nil` where it has none that can be read.
    var own: AffineTransform?
    /// Whether a style sheet or `style` has a part in its transform, so that the attribute has no effect or another one.
    var isStyled = false
    /// Whether properties beside `transform` have a part in it.
    var hasOtherProperties = false

    init(outer: AffineTransform, own: AffineTransform?, _ rare: RareStyle?) {
        self.outer = outer
        self.own = own
        guard let rare, rare.changesTransform else { return }
        isStyled = true
        hasOtherProperties = rare.translate != nil || rare.rotate != nil || rare.scale != nil || rare.origin != nil
    }
}

/// Which element each stroke of a drawing comes from, and through which references.
struct StrokeTrace: Sendable {
    /// Stands for the document itself where a reference is asked for.
    static let noReference = -1

    /// A shape that made strokes; one that is referred to is here once for each time that it is drawn.
    struct Shape: Sendable {
        var node: Int
        /// The innermost reference that it is drawn by.
        var reference: Int
        var strokes: Range<Int>
        var pointCount: Int
        var placement: Placement
    }

    /// A `use` that was followed.
    struct Reference: Sendable {
        var node: Int
        /// The reference that it is itself drawn by; it comes before this one.
        var parent: Int
        var target: Int
        var placement: Placement
        /// Its `x` and `y`.
        var corner: Point
        /// The size that a target gets which has a viewport of its own.
        var viewport: Viewport?
        /// The strokes that are drawn by it, whatever is between.
        var strokes = 0..<0
    }

    /// An element in a part that is drawn: the document, or the target of a reference.
    struct Place: Sendable, Hashable {
        var reference: Int
        var node: Int
    }

    var shapes: [Shape] = []
    var references: [Reference] = []
    /// The `use` elements that are not followed since they would draw themselves.
    private(set) var leftOut: Set<Place> = []
    /// How many points each stroke has.
    var pointCounts: [Int] = []

    /// Takes a shape that was drawn.
    mutating func add(_ node: Int, _ reference: Int, _ strokes: Range<Int>, pointCount: Int, _ placement: Placement) {
        if strokes.isEmpty { return }
        shapes.append(
            Shape(node: node, reference: reference, strokes: strokes, pointCount: pointCount, placement: placement)
        )
    }

    /// Takes a `use` that would draw itself.
    mutating func leaveOut(_ node: Int, in reference: Int) {
        leftOut.insert(Place(reference: reference, node: node))
    }

    /// Takes a `use` whose target is about to be drawn.
    /// - Parameter reference: the one that it is drawn by, and then its own.
    mutating func begin(
        _ reference: inout Int,
        _ node: Int,
        target: Int,
        _ placement: Placement,
        at corner: Point
    ) {
        references.append(
            Reference(node: node, parent: reference, target: target, placement: placement, corner: corner)
        )
        reference = references.count - 1
    }

    /// Finds the strokes of each reference, once all is drawn. The walk is in order, so they lie together.
    mutating func gatherStrokes() {
        func join(_ a: Range<Int>, _ b: Range<Int>) -> Range<Int> {
            if a.isEmpty { return b }
            return b.isEmpty ? a : min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)
        }
        for shape in shapes where shape.reference >= 0 {
            references[shape.reference].strokes = join(references[shape.reference].strokes, shape.strokes)
        }
        for index in references.indices.reversed() where references[index].parent >= 0 {
            let parent = references[index].parent
            references[parent].strokes = join(references[parent].strokes, references[index].strokes)
        }
    }
    /// The element in the document's own walk that draws a stroke: a shape, or the outermost `use` around it.
    func element(ofStroke stroke: Int) -> Int? {
        guard let shape = shapes.first(where: { $0.strokes.contains(stroke) }) else { return nil }
        var (node, reference) = (shape.node, shape.reference)
        while reference >= 0 { (node, reference) = (references[reference].node, references[reference].parent) }
        return node
    }
}
