internal import ArgumentGrammar
package import SketchModel

/// Multiplies x and y by two random factors in `1 − extent … 1 + extent`, about the centre of the box: Sketch-RNN's
/// `random_scale`.
package struct JitterScale: SketchTransform {
    /// 0 or more, and less than 1.
    package var extent: Double
    /// The step's index in the list, so that two random steps draw different numbers.
    package var place: Int

    package init(extent: Double, place: Int = 0) {
        self.extent = extent
        self.place = place
    }

    package var needsIndex: Bool { true }

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        guard let center = sketch.boundingBox?.center else { return true }
        var generator = workspace.generator(for: sketch, place: place)
        let x = 1 + (2 * generator.unit() - 1) * extent
        let y = 1 + (2 * generator.unit() - 1) * extent
        try sketch.map(by: AxisMapping(from: center, scale: Point(x, y), to: center), transform: "jitter-scale")
        return true
    }

    package static let catalogueEntry = TransformEntry(
        "jitter-scale:E",
        "scale x and y by random factors from 1-E to 1+E, about the centre of the drawing (--seed)"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        let extent = try arguments.number(arguments.plain[0], named: "E", .belowOne)
        return .jitterScale(extent)
    }
}
