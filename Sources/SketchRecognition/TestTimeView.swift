internal import Augmentation
internal import SketchModel
internal import SketchNet

/// A slightly changed copy of a sketch, by whose side the sketch is recognised. Every sketch is changed alike, so that
/// what is said of it does not depend on where it comes.
struct TestTimeView: Sendable {
    /// From 1.
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
