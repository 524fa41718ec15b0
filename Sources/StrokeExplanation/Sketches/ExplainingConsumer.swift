package import SketchModel
internal import SketchNet
package import SketchStreams

/// Explains sketches on the workers of a pipeline with `needsIndex`, and makes one row per sketch, in order.
package struct ExplainingConsumer<Row: Sendable>: SketchConsumer {
    /// How many sketches the pipeline should pass to a consumer at once: few enough to give all workers some.
    package static var batchSize: Int { 8 }

    private let explainer: StrokeExplainer
    private let label: String?
    private let row: @Sendable (SketchExplanation) throws -> Row
    private let workspace = SketchNetWorkspace<Float>()
    private var rows: [Row] = []

    /// - Parameters:
    ///   - label: the label explained in all sketches, whatever their records say.
    ///   - row: makes the row of a sketch; a `FaultReason` that it throws belongs to the sketch.
    package init(
        _ explainer: StrokeExplainer,
        label: String? = nil,
        row: @escaping @Sendable (SketchExplanation) throws -> Row
    ) {
        (self.explainer, self.label, self.row) = (explainer, label, row)
    }

    package mutating func consume(_ sketch: inout Sketch) throws {
        if let label { sketch.metadata.label = label }
        rows.append(try row(explainer.explain(sketch.compacted(), in: workspace)))
    }

    package consuming func finish() -> [Row] { rows }
}
