internal import Platform

/// A learning rate that rises in a line, then falls along half a cosine.
package struct LearningRateSchedule: Sendable, Hashable {
    package var peak: Double
    /// The rate of the last step, in units of `peak`.
    package var floor: Double
    package var warmUpSteps: Int
    /// All steps, those of the warm-up among them.
    package var steps: Int

    package init(peak: Double = 1e-3, floor: Double = 0.01, warmUpSteps: Int = 1000, steps: Int = 40_000) {
        self.peak = peak
        self.floor = floor
        self.warmUpSteps = warmUpSteps
        self.steps = steps
    }

    /// The rate of step `step`, the first being 0. After the last step it stays at the floor.
    package func rate(atStep step: Int) -> Double {
        if step < warmUpSteps { return peak * Double(step + 1) / Double(warmUpSteps) }
        let length = max(1, steps - 1 - warmUpSteps)
        let share = min(1, Double(step - warmUpSteps) / Double(length))
        return peak * (floor + (1 - floor) * 0.5 * (1 + cos(.pi * share)))
    }
}
