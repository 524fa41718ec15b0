internal import ArgumentGrammar
internal import SketchModel

/// Centres a drawing at the origin and scales its longer side to `-extent … extent`.
///
/// `normalise:sketchxai` is the space that SketchXAI's networks see: an extent of 0.74 (its `pad_thresh` of 0.26).
/// SketchXAI drops drawings without extent; this keeps them, at the origin.
package struct Normalise: SketchTransform, PointMapping {
    package var extent: Double

    package init(extent: Double = 1) { self.extent = extent }

    package static let sketchXAI = Normalise(extent: NetworkFrame.extent)

    func mapping(for box: BoundingBox) -> AxisMapping? {
        AxisMapping(
            from: box.center,
            scale: Point(2 * extent, 2 * extent),
            divisor: box.longerSide > 0 ? box.longerSide : 1
        )
    }

    package static let catalogueEntry = TransformEntry(
        "normalise:std[=VALUE]|bbox|sketchxai",
        "std: divide by the standard deviation of all offsets, or by VALUE; "
            + "bbox, sketchxai: centre, and scale the longer side to -1...1 or to -0.74...0.74"
    ) { arguments throws(TransformError) in
        if arguments.value(of: "std") != nil {
            try arguments.expect(plain: 0...0, keys: ["std"])
            let value = try arguments.number(arguments.value(of: "std") ?? "", named: "VALUE", .aboveZero)
            return .each(DivideOffsets(by: value))
        }
        try arguments.expect(plain: 1...1)
        switch arguments.plain[0] {
        case "std": return .gather(NormaliseOffsets())
        case "bbox": return .each(Normalise())
        case "sketchxai": return .each(Normalise.sketchXAI)
        default: throw .unexpectedArgument(arguments.plain[0], form: arguments.form)
        }
    }
}
