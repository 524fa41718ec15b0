internal import Platform

/// A learning rate that rises linearly, then falls along half a cosine.
package struct LearningRateSchedule: Sendable, Hashable {
    package var peak: Double
    /// The rate of the last step, as a fraction of `peak`.
    package var floor: Double
    package var warmUpSteps: Int
    /// The number of steps, including the warm-up.
    package var steps: Int

    package init(peak: Double = 1e-3, floor: Double = 0.01, warmUpSteps: Int = 1000, steps: Int = 40_000) {
        self.peak = peak
        self.floor = floor
        self.warmUpSteps = warmUpSteps
        self.steps = steps
    }

    /// The rate of step `step`, counted from 0. After the last step it stays at the floor.
    package func rate(atStep step: Int) -> Double {
        if step < warmUpSteps { return peak * Double(step + 1) / Double(warmUpSteps) }
        let length = max(1, steps - 1 - warmUpSteps)
        let share = min(1, Double(step - warmUpSteps) / Double(length))
        return peak * (floor + (1 - floor) * 0.5 * (1 + cos(.pi * share)))
    }
}
