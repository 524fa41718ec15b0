/// A teacher's answers to a batch, to learn from beside the labels (Hinton, Vinyals and Dean, "Distilling the Knowledge
/// in a Neural Network", 2015).
package protocol SketchTeacher: Sendable {
    /// Says which teacher it is: a run goes on only with the one it began with.
    var identity: String { get }

    /// Overwrites `probabilities` with a row of one number a class for each sketch. Called on many workers at once.
    /// - Parameters:
    ///   - batch: the sketches as the pupil sees them, after augmentation.
    ///   - sketches: their indices in the training set.
    func answer(_ batch: StrokeBatch<Float>, sketches: [Int], worker: Int, probabilities: inout [Float])
}
