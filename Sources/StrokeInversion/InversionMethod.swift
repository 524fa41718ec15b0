internal import Platform

/// How locations are optimised.
package struct InversionMethod: Sendable, Hashable {
    package enum Optimiser: Sendable, Hashable {
        /// Moves against the gradient, after clipping its norm over all strokes of a sketch.
        case gradientDescent(longestGradient: Double)
        /// Adam (Kingma and Ba, ICLR 2015), each coordinate separately.
        case adam(meanDecay: Double, squareDecay: Double)
    }

    package var steps: Int
    package var optimiser: Optimiser
    /// The learning rate of the first step; it falls along half a cosine.
    package var rate: Double
    /// The learning rate that would follow the last step.
    package var lastRate: Double
    /// The number of starts. The first is that of the task. If the network doesn't see the target in its result, the
    /// others are optimised together: their free strokes are moved from the first start at random. The best result of
    /// all is the answer.
    package var starts = 1
    /// The standard deviation of the other starts in x and y.
    package var startDeviation = 0.0
    /// Half the side of the square around the origin that strokes are kept in; `nil` for no limit.
    package var canvas: Double?
    /// The cost of a stroke's distance from where the prior puts it, in nats per scale of the prior. It only applies in
    /// full once the network sees the target: until then it decreases from step to step, so that the network prevails.
    package var priorWeight = 0.0
    /// The prior's weight for each start after the first, as a share of that of the start before it.
    package var startTrust = 1.0
    /// The share of the prior's weight that is left after each step at which the target isn't seen.
    package var priorDecay = 1.0
    /// A sketch is finished once the network has seen the target and no stroke has moved farther than this in a step,
    /// five times in a row; 0 means never.
    package var stillness = 0.0

    package init(steps: Int, optimiser: Optimiser, rate: Double, lastRate: Double) {
        (self.steps, self.optimiser, self.rate, self.lastRate) = (steps, optimiser, rate, lastRate)
    }

    /// The method of SketchXAI's authors, as in their code: 100 steps of plain gradient descent, rate 10 falling to
    /// 1e-5, with the gradient's norm clipped to 0.5 over the rate, so that a step moves all strokes together by at
    /// most 0.5.
    package static let paper = InversionMethod(
        steps: 100,
        optimiser: .gradientDescent(longestGradient: 0.5 / (10 + 1e-8)),
        rate: 10,
        lastRate: 1e-5
    )

    /// Croquis's own method: Adam within the network's canvas, attracted to where the strokes belong according to other
    /// drawings (`LocationPrior`), with more starts if one isn't enough.
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
        // Inside the edge, so that rounding cannot carry a stroke over it.
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
