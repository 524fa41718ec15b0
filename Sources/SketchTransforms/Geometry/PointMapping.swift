internal import ArgumentGrammar
internal import SketchModel

/// A transform that moves each point on its own, leaving strokes and times unchanged.
protocol PointMapping: SketchTransform {
    /// The mapping for the points of a sketch whose box is `box`; `nil` to leave them unchanged.
    func mapping(for box: BoundingBox) -> AxisMapping?
    static var catalogueEntry: TransformEntry { get }
}

/// Maps each axis separately: `x` becomes `(x − from.x) · scale.x / divisor + to.x`, in this order.
struct AxisMapping {
    var from = Point.zero
    var scale = Point(1, 1)
    /// Separate from the scale, so that the longer side gets exactly the intended length, however short it was.
    var divisor = 1.0
    var to = Point.zero
}

extension PointMapping {
    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        guard let box = sketch.boundingBox, let mapping = mapping(for: box) else { return true }
        try sketch.map(by: mapping, transform: Self.catalogueEntry.name)
        return true
    }
}

extension Sketch {
    /// - Throws: `TransformError.overflow` if a coordinate would no longer be finite.
    mutating func map(by mapping: AxisMapping, transform: String) throws(TransformError) {
        var spread = 0.0
        for index in points.indices {
            let point = points[index]
            let moved = Point(
                (point.x - mapping.from.x) * mapping.scale.x / mapping.divisor + mapping.to.x,
                (point.y - mapping.from.y) * mapping.scale.y / mapping.divisor + mapping.to.y
            )
            // Stays 0 for finite numbers, and becomes NaN otherwise.
            spread += (moved.x - moved.x) + (moved.y - moved.y)
            points[index] = moved
        }
        guard spread == 0 else { throw .overflow(transform: transform) }
        mapAttributes(by: mapping)
    }
}

/// Moves a drawing so that its smallest x and y are 0.
struct Align: PointMapping {
    func mapping(for box: BoundingBox) -> AxisMapping? { AxisMapping(from: box.minimum) }

    static let catalogueEntry = TransformEntry("align", "move the drawing so that the smallest x and y are 0", .align)
}

/// Moves a drawing so that the centre of its box lies at a given point.
struct Center: PointMapping {
    var place: Point

    func mapping(for box: BoundingBox) -> AxisMapping? { AxisMapping(from: box.center, to: place) }

    static let catalogueEntry = TransformEntry(
        "center[:X,Y]",
        "move the centre of the drawing to X,Y (default: 0,0)"
    ) { arguments throws(TransformError) in
        if arguments.items.isEmpty { return .center() }
        try arguments.expect(plain: 2...2)
        let x = try arguments.number(arguments.plain[0], named: "X")
        let y = try arguments.number(arguments.plain[1], named: "Y")
        return .center(at: Point(x, y))
    }
}

/// Moves a drawing.
struct Translate: PointMapping {
    var x: Double
    var y: Double

    func mapping(for box: BoundingBox) -> AxisMapping? { AxisMapping(to: Point(x, y)) }

    static let catalogueEntry = TransformEntry("translate:DX,DY", "add DX to x and DY to y") {
        arguments throws(TransformError) in
        try arguments.expect(plain: 2...2)
        let x = try arguments.number(arguments.plain[0], named: "DX")
        let y = try arguments.number(arguments.plain[1], named: "DY")
        return .translate(x: x, y: y)
    }
}

/// Multiplies x and y by factors, about the origin.
struct Scale: PointMapping {
    /// Neither is 0.
    var x: Double
    var y: Double

    func mapping(for box: BoundingBox) -> AxisMapping? { AxisMapping(scale: Point(x, y)) }

    static let catalogueEntry = TransformEntry(
        "scale:K|KX,KY",
        "multiply the coordinates by K, or x by KX and y by KY"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...2)
        let texts = arguments.plain
        let x = try arguments.number(texts[0], named: texts.count == 1 ? "K" : "KX", .notZero)
        let y = texts.count == 1 ? x : try arguments.number(texts[1], named: "KY", .notZero)
        return .each(Scale(x: x, y: y))
    }
}

/// Scales a drawing uniformly into a square, with its minima at the padding and its longer side `side − 2 · padding`. A
/// drawing without extent is only moved.
package struct Fit: PointMapping {
    /// The length of the square's side, more than twice the padding.
    package var side: Double
    package var padding: Double

    package init(side: Double, padding: Double = 0) { (self.side, self.padding) = (side, padding) }

    func mapping(for box: BoundingBox) -> AxisMapping? {
        let inside = side - 2 * padding
        return AxisMapping(
            from: box.minimum,
            scale: Point(inside, inside),
            divisor: box.longerSide > 0 ? box.longerSide : 1,
            to: Point(padding, padding)
        )
    }

    static let catalogueEntry = TransformEntry(
        "fit:SIDE[,padding=P]",
        "scale uniformly into a square of SIDE units, leaving P units empty at its edges (default: 0)"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1, keys: ["padding"])
        let side = try arguments.number(arguments.plain[0], named: "SIDE", .aboveZero)
        let text = arguments.value(of: "padding") ?? "0"
        let padding = try arguments.number(text, named: "P", .zeroOrMore)
        guard 2 * padding < side else {
            throw .outOfRange(argument: "P", value: text, allowed: "less than half of SIDE", form: arguments.form)
        }
        return .fit(side, padding: padding)
    }
}

/// Mirrors a drawing within its box.
struct Flip: PointMapping {
    /// Whether left becomes right, instead of top becoming bottom.
    var isHorizontal: Bool

    func mapping(for box: BoundingBox) -> AxisMapping? {
        isHorizontal
            ? AxisMapping(from: Point(box.minimum.x, 0), scale: Point(-1, 1), to: Point(box.maximum.x, 0))
            : AxisMapping(from: Point(0, box.minimum.y), scale: Point(1, -1), to: Point(0, box.maximum.y))
    }

    static let catalogueEntry = TransformEntry(
        "flip:horizontal|vertical",
        "mirror left to right (x), or top to bottom (y)"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        switch arguments.plain[0] {
        case "horizontal", "x": return .flipHorizontally
        case "vertical", "y": return .flipVertically
        default: throw .unexpectedArgument(arguments.plain[0], form: arguments.form)
        }
    }
}

/// Centres a drawing at the origin and scales its longer side to `-extent … extent`.
///
/// `normalise:sketchxai` is the space that SketchXAI's networks see: an extent of 0.74 (its `pad_thresh` of 0.26).
/// SketchXAI drops drawings without extent; this keeps them, at the origin.
package struct Normalise: PointMapping {
    var extent: Double

    package static let sketchXAI = Normalise(extent: NetworkFrame.extent)

    func mapping(for box: BoundingBox) -> AxisMapping? {
        AxisMapping(
            from: box.center,
            scale: Point(2 * extent, 2 * extent),
            divisor: box.longerSide > 0 ? box.longerSide : 1
        )
    }

    static let catalogueEntry = TransformEntry(
        "normalise:std[=VALUE]|bbox|sketchxai",
        "std: divide by the standard deviation of all offsets, or by VALUE; "
            + "bbox, sketchxai: centre, and scale the longer side to -1...1 or to -0.74...0.74"
    ) { arguments throws(TransformError) in
        if let text = arguments.value(of: "std") {
            try arguments.expect(plain: 0...0, keys: ["std"])
            return .each(DivideOffsets(divisor: try arguments.number(text, named: "VALUE", .aboveZero)))
        }
        try arguments.expect(plain: 1...1)
        switch arguments.plain[0] {
        case "std": return .normaliseOffsets
        case "bbox": return .normalise
        case "sketchxai": return .normaliseForSketchXAI
        default: throw .unexpectedArgument(arguments.plain[0], form: arguments.form)
        }
    }
}
