package import SketchModel
package import SketchTransforms

/// Keeps the sketches whose label is known and that have points. Each kind of sketch that it leaves out is counted as a
/// loss.
package struct KnownLabels: SketchTransform {
    package static let unlabelled = Loss(name: "unlabelled", text: "without a label, left out")
    package static let otherLabels = Loss(name: "otherLabels", text: "with other labels, left out")
    package static let withoutPoints = Loss(name: "withoutPoints", text: "without points, left out")

    private let numbers: [String: Int]

    /// - Parameter labels: no two are the same.
    package init(_ labels: [String]) {
        numbers = Dictionary(zip(labels, 0...), uniquingKeysWith: { first, _ in first })
    }

    /// The index of a label among the known ones.
    package func number(of label: String?) -> Int? { label.flatMap { numbers[$0] } }

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        let reason: Loss? =
            if sketch.metadata.label == nil {
                Self.unlabelled
            } else if number(of: sketch.metadata.label) == nil {
                Self.otherLabels
            } else if sketch.points.isEmpty {
                Self.withoutPoints
            } else {
                nil
            }
        if let reason { workspace.losses.add(reason) }
        return reason == nil
    }
}
