internal import ArgumentGrammar
internal import SketchModel

/// Scales a drawing uniformly into a square, with its minima at the padding and its longer side `side − 2 · padding`. A
/// drawing without extent is only moved.
package struct Fit: SketchTransform, PointMapping {
    /// The length of the square's side, more than twice the padding.
    package var side: Double
    package var padding: Double

    package init(side: Double, padding: Double = 0) {
        self.side = side
        self.padding = padding
    }

    func mapping(for box: BoundingBox) -> AxisMapping? {
        let inside = side - 2 * padding
        return AxisMapping(
            from: box.minimum,
            scale: Point(inside, inside),
            divisor: box.longerSide > 0 ? box.longerSide : 1,
            to: Point(padding, padding)
        )
    }

    package static let catalogueEntry = TransformEntry(
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
        return .each(Fit(side: side, padding: padding))
    }
}
