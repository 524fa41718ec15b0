internal import SketchModel

extension TransformWorkspace {
    /// The random numbers for one sketch of the step at index `place` in the list; the first step's are those of the
    /// seed.
    func generator(for sketch: borrowing Sketch, place: Int) -> SeededGenerator {
        let salt = UInt64(truncatingIfNeeded: place) &* 0x9FB2_1C65_1E98_DF25
        return SeededGenerator(seed: seed ^ salt, stream: sketch.source.index)
    }
}
