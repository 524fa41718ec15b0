/// A teacher's answers to a batch, used as targets in addition to the labels (Hinton, Vinyals and Dean, "Distilling the
/// Knowledge in a Neural Network", 2015).
package protocol SketchTeacher: Sendable {
    /// Identifies the teacher: a run can only be continued with the teacher that it started with.
    var identity: String { get }

    /// Overwrites `probabilities` with a row per sketch, one number per class. Called on many workers at once.
    /// - Parameters:
    ///   - batch: the sketches as the student sees them, after augmentation.
    ///   - sketches: their indices in the training set.
    func answer(_ batch: StrokeBatch<Float>, sketches: [Int], worker: Int, probabilities: inout [Float])
}
