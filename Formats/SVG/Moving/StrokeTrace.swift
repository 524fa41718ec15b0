internal import SketchModel

/// Where an element is drawn.
struct ElementPlacement: Sendable {
    /// The map from the parent's coordinates, to which its own transform leads, to those of the sketch.
    var outer: AffineTransform
    /// Its own transform; `nil` if it has none that can be read.
    var own: AffineTransform?
    /// Whether a style sheet or `style` contributes to its transform, so that the attribute has no effect or a
    /// different one.
    var isStyled = false
    /// Whether properties other than `transform` contribute to it.
    var hasOtherProperties = false

    init(outer: AffineTransform, own: AffineTransform?, _ rare: RareStyle?) {
        self.outer = outer
        self.own = own
        guard let rare, rare.changesTransform else { return }
        isStyled = true
        hasOtherProperties = rare.translate != nil || rare.rotate != nil || rare.scale != nil || rare.origin != nil
    }
}

/// The element that each stroke of a drawing comes from, and the references through which it is drawn.
struct StrokeTrace: Sendable {
    /// Stands for the document itself in place of a reference.
    static let noReference = -1

    /// A shape that made strokes; one that is referred to is listed once for each time that it is drawn.
    struct Shape: Sendable {
        var node: Int
        /// The innermost reference that draws it.
        var reference: Int
        var strokes: Range<Int>
        var pointCount: Int
        var placement: ElementPlacement
    }

    /// A `use` that was followed.
    struct Reference: Sendable {
        var node: Int
        /// The reference that draws it; it comes before this one.
        var parent: Int
        var target: Int
        var placement: ElementPlacement
        /// Its `x` and `y`.
        var corner: Point
        /// The size of its target, if that has its own viewport.
        var viewport: Viewport?
        /// The strokes that it draws, directly or indirectly.
        var strokes = 0..<0
    }

    /// An element in a part that is drawn: the document, or the target of a reference.
    struct Place: Sendable, Hashable {
        var reference: Int
        var node: Int
    }

    var shapes: [Shape] = []
    var references: [Reference] = []
    /// The `use` elements that aren't followed because they would draw themselves.
    private(set) var leftOut: Set<Place> = []
    /// The number of points of each stroke.
    var pointCounts: [Int] = []

    /// Records a shape that was drawn.
    mutating func add(
        _ node: Int,
        _ reference: Int,
        _ strokes: Range<Int>,
        pointCount: Int,
        _ placement: ElementPlacement
    ) {
        if strokes.isEmpty { return }
        shapes.append(
            Shape(node: node, reference: reference, strokes: strokes, pointCount: pointCount, placement: placement)
        )
    }

    /// Records a `use` that would draw itself.
    mutating func leaveOut(_ node: Int, in reference: Int) {
        leftOut.insert(Place(reference: reference, node: node))
    }

    /// Records a `use` whose target is about to be drawn.
    /// - Parameter reference: the one that draws it; then its own index.
    mutating func begin(
        _ reference: inout Int,
        _ node: Int,
        target: Int,
        _ placement: ElementPlacement,
        at corner: Point
    ) {
        references.append(
            Reference(node: node, parent: reference, target: target, placement: placement, corner: corner)
        )
        reference = references.count - 1
    }

    /// Finds the strokes of each reference, once everything is drawn. The walk is in order, so they are consecutive.
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
