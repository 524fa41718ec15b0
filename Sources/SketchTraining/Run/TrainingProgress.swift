internal import SketchNet

/// The progress of a training: means over about the last fifty steps.
package struct TrainingProgress: Sendable, Hashable {
    /// The number of steps taken, and the total.
    package internal(set) var step = 0
    package internal(set) var steps = 0
    package private(set) var loss = 0.0
    package private(set) var accuracy = 0.0
    package private(set) var sketchesPerSecond = 0.0
    /// Excludes evaluations; 0 before the first step.
    package private(set) var secondsLeft = 0.0
    private var secondsAStep = 0.0
    private var count = 0

    init(step: Int = 0, steps: Int = 0) {
        self.step = step
        self.steps = steps
    }

    mutating func add(_ report: Trainer.Report) {
        step = report.step + 1
        count += 1
        // At first the mean of all steps, then an exponential average.
        let share = max(1 / Double(count), 0.02)
        func blend(_ mean: inout Double, _ value: Double) { mean += share * (value - mean) }
        blend(&loss, report.loss)
        blend(&accuracy, report.accuracy)
        blend(&secondsAStep, report.duration / .seconds(1))
        let sketches = report.sketchesPerSecond * (report.duration / .seconds(1))
        sketchesPerSecond = sketches / max(secondsAStep, 1e-9)
        secondsLeft = Double(steps - step) * secondsAStep
    }
}
