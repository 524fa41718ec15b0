package import Augmentation

/// The hyper-parameters of a training run. The defaults are for a network of width 192 and 6 layers on some 185 000
/// drawings.
package struct TrainingConfiguration: Sendable, Hashable {
    /// A batch is computed in parts of so many sketches, whatever the number of workers; their gradients are summed in
    /// order. So the result does not depend on the workers.
    package static let partSize = 64

    package var batchSize = 128
    package var schedule = LearningRateSchedule()
    package var optimiser = AdamW()
    /// The largest norm of a gradient; a longer one is scaled down to it.
    package var gradientClip = 1.0
    package var labelSmoothing = 0.1
    /// The share of the truth that is the teacher's, where there is one.
    package var teacherShare = 0.7
    /// The decay of the weights' running average, once it has seen some steps.
    package var averageDecay = 0.999
    /// See `SketchSampler`.
    package var samplingExponent = 0.0
    package var validationShare = 0.05
    /// Instead of a share: the last so many sketches of the set are kept for validation.
    package var validationCount: Int?
    package var augmentation = SketchAugmentation()
    /// Of everything random but the split.
    package var seed: UInt64 = 0
    /// Apart from `seed`, so that runs of several seeds are judged on the same sketches.
    package var splitSeed: UInt64 = 0
    package var workers = 1

    package init() {}

    /// How much of the average is replaced in step `step`: more at first, when it would hold on to random weights.
    func averageShare(atStep step: Int) -> Double { 1 - min(averageDecay, Double(1 + step) / Double(10 + step)) }

    package func validate() throws(TrainingError) {
        func check(_ holds: Bool, _ rule: String) throws(TrainingError) {
            if !holds { throw .badConfiguration(rule) }
        }
        try check((1...1 << 20).contains(batchSize), "a batch has 1 to 1 048 576 sketches")
        try check((1...1024).contains(workers), "the workers are 1 to 1024")
        try check(schedule.peak > 0 && schedule.peak.isFinite, "the learning rate is above 0")
        try check((0...1).contains(schedule.floor), "the learning rate's floor is from 0 to 1 of its peak")
        try check((0...1 << 40).contains(schedule.steps) && schedule.warmUpSteps >= 0, "there are 0 steps or more")
        for decay in [optimiser.meanDecay, optimiser.squareDecay, averageDecay, labelSmoothing, validationShare] {
            try check(decay >= 0 && decay < 1, "decays and shares are from 0 to below 1")
        }
        try check((0...1).contains(teacherShare), "the teacher's share is from 0 to 1")
        try check(optimiser.epsilon > 0 && optimiser.weightDecay >= 0, "epsilon is above 0, weight decay not below")
        try check(validationCount ?? 0 >= 0, "the sketches for validation are 0 or more")
        try check(gradientClip > 0, "the gradient's largest norm is above 0")
        try check(samplingExponent.isFinite && abs(samplingExponent) <= 4, "the sampling exponent is within 4")
    }
}
