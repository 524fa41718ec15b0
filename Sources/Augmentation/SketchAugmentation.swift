package import SketchModel

/// Random changes for training that preserve what a drawing shows. The result is within ±0.74, and has at least one
/// stroke.
///
/// Some changes imitate another drawing of the same kind, such as a warp; others imitate another hand or program: where
/// strokes are cut and joined, their order and direction, whether outlines are closed, corners round, and lines drawn
/// twice. The result depends only on the sketch and the generator.
package struct SketchAugmentation: Sendable, Hashable {
    /// How often a change happens to a sketch, and how strong it then is.
    package struct Step: Sendable, Hashable {
        /// From 0 to 1.
        package var probability: Double
        package var strength: Double

        package init(_ probability: Double, strength: Double) {
            self.probability = probability
            self.strength = strength
        }

        package static let never = Step(0, strength: 0)
    }

    /// Up to ± `strength` in radians, at most 1.
    package var rotation = Step(0.6, strength: 0.26)
    /// x moves with y, by up to ± `strength` times y.
    package var shear = Step(0.4, strength: 0.15)
    /// Each axis separately, by a factor of 1 ± `strength`.
    package var stretching = Step(0.6, strength: 0.2)
    /// Exchanges left and right; has no strength. Off unless requested, because it turns letters into others.
    package var flip = Step.never
    /// A free-form deformation (Sederberg and Parry, SIGGRAPH 1986): 4 by 4 control points of a Bézier patch move by up
    /// to ± `strength`, in units of which a sketch is 1.48 long.
    package var warp = Step(0.5, strength: 0.15)
    /// A projective map that enlarges or shrinks what is one unit to a side, or to the top, by up to `strength`.
    package var perspective = Step(0.3, strength: 0.2)
    /// Leaves out strokes, each with a probability of `strength`.
    package var strokeDropping = Step(0.3, strength: 0.1)
    /// Moves strokes, with a standard deviation of `strength` in x and y.
    package var strokeJitter = Step(0.5, strength: 0.02)
    /// Moves points, with a standard deviation of `strength` in x and y.
    package var pointJitter = Step(0.3, strength: 0.008)
    /// Leaves out inner points of strokes, each with a probability of `strength`.
    package var pointDropping = Step(0.3, strength: 0.1)
    /// Reverses strokes, each with a probability of `strength`.
    package var reversal = Step(0.4, strength: 0.4)
    /// Exchanges strokes with their successors, each with a probability of `strength`.
    package var reordering = Step(0.2, strength: 0.2)
    /// Puts the strokes into a random order; has no strength.
    package var shuffling = Step(0.3, strength: 1)
    /// Cuts strokes in two at inner points: with a probability of `strength` at a sharp corner, and a smaller one at a
    /// flat one.
    package var cutting = Step(0.3, strength: 0.4)
    /// Joins a stroke with one whose end touches its own, with a probability of `strength`.
    package var joining = Step(0.3, strength: 0.6)
    /// Closes strokes whose ends are within `strength` of each other.
    package var closing = Step(0.3, strength: 0.25)
    /// Replaces each inner point by two, up to `strength` of the way to its neighbours: round corners, smooth curves.
    package var rounding = Step(0.25, strength: 0.3)
    /// Draws strokes a second time close by, each with a probability of `strength`.
    package var overTracing = Step(0.1, strength: 0.3)
    /// Adds a zigzag over part of the drawing, up to `strength` long.
    package var hatching = Step(0.05, strength: 0.6)
    /// Adds a small stray stroke, up to `strength` long.
    package var stray = Step(0.1, strength: 0.3)

    package init() {}

    /// Only normalises the sketch.
    package static let none = AugmentationStep.allCases.reduce(into: SketchAugmentation()) { none, step in
        none[keyPath: step.path] = .never
    }

    /// Memory that is reused for every sketch.
    package struct Workspace: Sendable {
        var order: [Int] = []
        var rebuilt = PackedSketch()

        package init() {}
    }

    /// Changes a sketch that is within ±0.74.
    package func apply(
        to sketch: inout PackedSketch,
        from generator: inout SeededGenerator,
        using workspace: inout Workspace
    ) {
        guard sketch.strokeCount > 0 else { return }
        StrokeCuts(self, &generator).apply(to: &sketch, &generator, &workspace)
        StrokeAdditions(self, &generator).apply(to: &sketch, &generator)
        StrokeReordering(self, &generator).apply(to: &sketch, &generator, &workspace)
        Deformation(self, &generator).apply(to: &sketch, &generator)
        sketch.normalise()
    }
}

extension SeededGenerator {
    /// The step's strength, or 0 if it doesn't happen.
    mutating func strength(of step: SketchAugmentation.Step) -> Double {
        unit() < step.probability ? step.strength : 0
    }

    /// Uniform in ± `reach`.
    mutating func either(_ reach: Double) -> Double { reach * (2 * unit() - 1) }

    /// With mean 0 and standard deviation 1: the sum of four uniform numbers, much cheaper than a logarithm and a
    /// square root.
    mutating func nearlyNormal() -> Float {
        let bits = next()
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
        return (Float(sum) * 0x1p-16 - 2) * 1.7320508
    }
}
