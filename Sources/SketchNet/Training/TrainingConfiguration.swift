package import Augmentation

/// The hyperparameters of a training run. The defaults suit a network of width 192 and 6 layers on some 185 000
/// drawings.
package struct TrainingConfiguration: Sendable, Hashable {
    /// A batch is computed in parts of this many sketches, whatever the number of workers, and their gradients are
    /// summed in order. The result therefore doesn't depend on the number of workers.
    package static let partSize = 64

    package var batchSize = 128
    package var schedule = LearningRateSchedule()
    package var optimiser = AdamW()
    /// The largest norm of a gradient; larger ones are scaled down to it.
    package var gradientClip = 1.0
    package var labelSmoothing = 0.1
    /// The share of the target that comes from the teacher, if there is one.
    package var teacherShare = 0.7
    /// The decay of the weights' running average, after the first steps.
    package var averageDecay = 0.999
    /// See `SketchSampler`.
    package var samplingExponent = 0.0
    package var validationShare = 0.05
    /// Instead of a share: this many sketches at the end of the set are kept for validation.
    package var validationCount: Int?
    package var augmentation = SketchAugmentation()
    /// Determines all random choices except the split.
    package var seed: UInt64 = 0
    /// Separate from `seed`, so that runs with several seeds are evaluated on the same sketches.
    package var splitSeed: UInt64 = 0
    package var workers = 1

    package init() {}

    /// The share of the average that is replaced in step `step`: more at first, so that it doesn't retain random
    /// weights.
    func averageShare(atStep step: Int) -> Double { 1 - min(averageDecay, Double(1 + step) / Double(10 + step)) }

    package func validate() throws(TrainingError) {
        func check(_ holds: Bool, _ rule: String) throws(TrainingError) {
            if !holds { throw .badConfiguration(rule) }
        }
        try check((1...1 << 20).contains(batchSize), "a batch must have 1 to 1 048 576 sketches")
        try check((1...1024).contains(workers), "there must be 1 to 1024 workers")
        try check(schedule.peak > 0 && schedule.peak.isFinite, "the learning rate must be above 0")
        try check((0...1).contains(schedule.floor), "the learning rate's floor must be 0 to 1 of its peak")
        try check((0...1 << 40).contains(schedule.steps) && schedule.warmUpSteps >= 0, "there must be 0 or more steps")
        for decay in [optimiser.meanDecay, optimiser.squareDecay, averageDecay, labelSmoothing, validationShare] {
            try check(decay >= 0 && decay < 1, "decays and shares must be 0 or more, below 1")
        }
        try check((0...1).contains(teacherShare), "the teacher's share must be 0 to 1")
        try check(
            optimiser.epsilon > 0 && optimiser.weightDecay >= 0,
            "epsilon must be above 0, weight decay 0 or more"
        )
        try check(validationCount ?? 0 >= 0, "there must be 0 or more sketches for validation")
        try check(gradientClip > 0, "the gradient's largest norm must be above 0")
        try check(samplingExponent.isFinite && abs(samplingExponent) <= 4, "the sampling exponent must be within ±4")
    }
}
