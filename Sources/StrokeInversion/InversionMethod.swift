#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How locations are optimised.
public struct InversionMethod: Sendable, Hashable {
    public enum Optimiser: Sendable, Hashable {
        /// Against the gradient, whose norm over all strokes of a sketch is first clipped.
        case gradientDescent(longestGradient: Double)
        /// Adam (Kingma and Ba, ICLR 2015), each coordinate by itself.
        case adam(meanDecay: Double, squareDecay: Double)
    }

    public var steps: Int
    public var optimiser: Optimiser
    /// The rate of the first step; it falls along half a cosine.
    public var rate: Double
    /// What the rate would be after the last step.
    public var lastRate: Double

    /// As SketchXAI's authors coded it: 100 steps of plain gradient descent, rate 10 falling to 1e-5, the gradient's
    /// norm clipped to 0.5 over the rate, so that a step moves all strokes together at most 0.5.
    public static let paper = InversionMethod(
        steps: 100,
        optimiser: .gradientDescent(longestGradient: 0.5 / (10 + 1e-8)),
        rate: 10,
        lastRate: 1e-5
    )

    /// Croquis' own.
    public static let croquis = InversionMethod(
        steps: 100,
        optimiser: .adam(meanDecay: 0.9, squareDecay: 0.999),
        rate: 0.05,
        lastRate: 0.001
    )

    public func rate(atStep step: Int) -> Double {
        lastRate + (rate - lastRate) * 0.5 * (1 + cos(.pi * Double(step) / Double(max(1, steps))))
    }
}
