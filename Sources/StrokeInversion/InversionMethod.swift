internal import Platform

/// How locations are optimised.
package struct InversionMethod: Sendable, Hashable {
    package enum Optimiser: Sendable, Hashable {
        /// Against the gradient, whose norm over all strokes of a sketch is first clipped.
        case gradientDescent(longestGradient: Double)
        /// Adam (Kingma and Ba, ICLR 2015), each coordinate by itself.
        case adam(meanDecay: Double, squareDecay: Double)
    }

    package var steps: Int
    package var optimiser: Optimiser
    /// The rate of the first step; it falls along half a cosine.
    package var rate: Double
    /// What the rate would be after the last step.
    package var lastRate: Double
    /// How many starts there are. The first is the task's own. Where the network does not see the target in what comes of
    /// it, the others are optimised together, in which the free strokes are moved from there at random, and the best of
    /// all is the answer.
    package var starts = 1
    /// The deviation of the other starts in x and y.
    package var startDeviation = 0.0
    /// Half the side of the square, about the origin, that strokes are kept in; any where `nil`.
    package var canvas: Double?
    /// What a stroke's distance from where the prior puts it costs, in nats for the prior's own scale. It is only paid in
    /// full where the network sees the target: else it falls from step to step, so that the network has its way.
    package var priorWeight = 0.0
    /// The share of the prior's weight that each start after the first has of the one before it.
    package var startTrust = 1.0
    /// The share of the prior's weight that is left after each step at which the target is not seen.
    package var priorDecay = 1.0
    /// A sketch is done once the network has seen the target and no stroke has moved farther than this in a step, five
    /// times in a row; never where it is 0.
    package var stillness = 0.0

    package init(steps: Int, optimiser: Optimiser, rate: Double, lastRate: Double) {
        (self.steps, self.optimiser, self.rate, self.lastRate) = (steps, optimiser, rate, lastRate)
    }

    /// As SketchXAI's authors coded it: 100 steps of plain gradient descent, rate 10 falling to 1e-5, the gradient's
    /// norm clipped to 0.5 over the rate, so that a step moves all strokes together at most 0.5.
    package static let paper = InversionMethod(
        steps: 100,
        optimiser: .gradientDescent(longestGradient: 0.5 / (10 + 1e-8)),
        rate: 10,
        lastRate: 1e-5
    )

    /// Croquis' own: Adam within the network's canvas, drawn to where the strokes belong by what drawings have taught
    /// (`LocationPrior`); and from more starts where that is not enough.
    package static let croquis: InversionMethod = {
        var method = InversionMethod(
            steps: 60,
            optimiser: .adam(meanDecay: 0.8, squareDecay: 0.95),
            rate: 0.12,
            lastRate: 0.001
        )
        method.starts = 10
        method.startDeviation = 0.4
        method.startTrust = 0.4
        // Inside the edge, so that rounding carries no stroke over it.
        method.canvas = 0.99
        method.priorWeight = 0.5
        method.priorDecay = 0.85
        method.stillness = 0.002
        return method
    }()

    package func rate(atStep step: Int) -> Double {
        lastRate + (rate - lastRate) * 0.5 * (1 + cos(.pi * Double(step) / Double(max(1, steps))))
    }
}
