internal import Augmentation
internal import SketchModel
internal import SketchNet

/// A slightly changed copy of a sketch, recognised in addition to the sketch. Every sketch is changed in the same way,
/// so that its answer doesn't depend on its position in the input.
struct TestTimeView: Sendable {
    /// Counted from 1.
    let number: Int

    private static let augmentation: SketchAugmentation = {
        var change = SketchAugmentation.none
        change.rotation = .init(1, strength: 0.12)
        change.shear = .init(1, strength: 0.08)
        change.stretching = .init(1, strength: 0.1)
        return change
    }()

    func apply(to sketch: inout PackedSketch, using workspace: inout SketchAugmentation.Workspace) {
        var generator = SeededGenerator(seed: 0, stream: number)
        Self.augmentation.apply(to: &sketch, from: &generator, using: &workspace)
    }
}
