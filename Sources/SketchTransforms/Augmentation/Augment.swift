internal import ArgumentGrammar
internal import Augmentation
internal import SketchModel

/// The random changes that networks are trained with, which leave a drawing recognisable: `SketchAugmentation`.
///
/// The drawing keeps the centre and the longer side of its box. Strokes are cut, joined and added, so channels and
/// attributes of strokes no longer apply and are dropped.
struct Augment: SketchTransform {
    var augmentation: SketchAugmentation
    /// The step's index in the list, so that two random steps draw different numbers.
    var place: Int

    var needsIndex: Bool { true }

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        let canvas = sketch.canvas
        sketch.canvas = nil
        workspace.losses.addAttributes(of: sketch)
        sketch.canvas = canvas
        if sketch.hasTimes { workspace.losses.add(.times) }
        if sketch.hasPressures { workspace.losses.add(.pressures) }
        sketch.removeChannels()
        sketch.removeAttributes()
        guard let box = sketch.boundingBox, box.longerSide > 0, box.longerSide.isFinite else { return true }
        let scale = box.longerSide / NetworkFrame.side
        var packed = PackedSketch(
            strokes: sketch.strokes.prefix(PackedSketch.strokeLimit).map { stroke in
                stroke.map { (Float(($0.x - box.center.x) / scale), Float(($0.y - box.center.y) / scale)) }
            }
        )
        var generator = workspace.generator(for: sketch, place: place)
        var scratch = SketchAugmentation.Workspace()
        augmentation.apply(to: &packed, from: &generator, using: &scratch)
        workspace.beginRewriting()
        for stroke in 0..<packed.strokeCount {
            for index in packed.range(ofStroke: stroke) {
                let (x, y) = packed[index]
                workspace.points.append(Point(box.center.x + scale * Double(x), box.center.y + scale * Double(y)))
            }
            workspace.endStroke()
        }
        workspace.finishRewriting(&sketch)
        return true
    }

    static let catalogueEntry = TransformEntry(
        "augment[:FACTOR][,NAME=P/STRENGTH]...",
        "change randomly as in training, FACTOR times as strongly; names without FACTOR: only those changes (--seed)"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 0...1, keys: AugmentationStep.allCases.map(\.rawValue))
        let names = AugmentationStep.allCases.filter { arguments.value(of: $0.rawValue) != nil }
        var augmentation = names.isEmpty || !arguments.plain.isEmpty ? SketchAugmentation() : .none
        if let factor = arguments.plain.first {
            augmentation = augmentation.scaled(by: try arguments.number(factor, named: "FACTOR", .zeroOrMore))
        }
        for step in names {
            let parts = (arguments.value(of: step.rawValue) ?? "").split(
                separator: "/",
                omittingEmptySubsequences: false
            )
            guard parts.count == 2 else { throw .missingArgument(form: arguments.form) }
            augmentation[keyPath: step.path] = .init(
                try arguments.number(String(parts[0]), named: "P", .probability),
                strength: try arguments.number(String(parts[1]), named: "STRENGTH", .probability)
            )
        }
        return Transform { [augmentation] in .each(Augment(augmentation: augmentation, place: $0)) }
    }
}
