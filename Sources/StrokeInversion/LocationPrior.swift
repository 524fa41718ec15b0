internal import Augmentation
package import SketchModel
package import SketchNet

/// A network's knowledge of where strokes belong: from the shapes of all strokes, their order and the drawing's label,
/// it estimates the position of each stroke. It isn't given their actual positions.
package struct LocationPrior: Sendable {
    package let model: SketchNetModel
    private let classes: [String: Int]

    /// The prior built into the program.
    package static var embedded: LocationPrior {
        get throws { try LocationPrior(SketchNetModel.embeddedLocations) }
    }

    /// - Throws: `InversionError.noLocations` if the model isn't a location network.
    package init(_ model: SketchNetModel) throws(InversionError) {
        guard model.network.configuration.head == .locations else { throw .noLocations }
        self.model = model
        classes = Dictionary(zip(model.labels, 0...), uniquingKeysWith: { first, _ in first })
    }

    /// - Parameters:
    /// - sketches: within ±0.74, with at most 196 strokes each, none of them empty.
    ///   - labels: what they show.
    /// - Returns: for each sketch, one estimate per stroke, or `nil` if the label is unknown.
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
