internal import Augmentation
package import SketchModel
package import SketchNet

/// What drawings have taught a network about where strokes go: from the shapes of all strokes, their order and the
/// drawing's label, it estimates where each stroke belongs. It is told nothing of where they were.
package struct LocationPrior: Sendable {
    package let model: SketchNetModel
    private let classes: [String: Int]

    /// The one that is a part of the program.
    package static var embedded: LocationPrior {
        get throws { try LocationPrior(SketchNetModel.embeddedLocations) }
    }

    /// - Throws: `InversionError.noLocations` where the model's network is not one of locations.
    package init(_ model: SketchNetModel) throws(InversionError) {
        guard model.network.configuration.head == .locations else { throw .noLocations }
        self.model = model
        classes = Dictionary(zip(model.labels, 0...), uniquingKeysWith: { first, _ in first })
    }

    /// Whether it has seen drawings of that label.
    package func knows(_ label: String) -> Bool { classes[label] != nil }

    /// - Parameters:
    ///   - sketches: in ±0.74; no stroke empty, at most 196 of them.
    ///   - labels: what they are drawings of.
    /// - Returns: for each sketch an estimate a stroke, or `nil` where the label is unknown.
    package func estimates(
        _ sketches: [Sketch],
        labels: [String],
        in workspace: SketchNetWorkspace<Float>
    ) -> [[LocationEstimate]?] {
        var batch = StrokeBatch<Float>()
        var boxes: [StrokeBox] = []
        for (sketch, label) in zip(sketches, labels) {
            guard let index = classes[label] else { continue }
            let packed = PackedSketch(sketch)
            batch.append(packed, toPlaceAs: index)
            boxes += packed.strokeBoxes
        }
        model.network.forward(batch, in: workspace)
        let outputs = workspace.logits
        var stroke = 0
        return zip(sketches, labels).map { sketch, label in
            guard classes[label] != nil else { return nil }
            return (0..<sketch.strokeCount).map { _ in
                defer { stroke += 1 }
                return LocationEstimate(
                    outputs[3 * stroke],
                    outputs[3 * stroke + 1],
                    outputs[3 * stroke + 2],
                    of: boxes[stroke]
                )
            }
        }
    }
}
