public import SketchModel
internal import SketchRecognition
public import StrokeExplanation

/// Says how much each stroke contributes to a label. A value may be used by many threads at once.
public struct Explainer: Sendable {
    private let base: StrokeExplainer

    /// An explainer of the network of strokes in the library.
    /// - Throws: only if the library was built with damaged files.
    public static var embedded: Explainer {
        get throws(Fault) { Explainer(try Classifier.embedded) }
    }

    /// An explainer of a classifier's network of strokes.
    public init(_ classifier: Classifier) { base = StrokeExplainer(classifier.base) }

    /// Explains a label of a sketch.
    /// - Parameters:
    ///   - sketch: of any format and units.
    ///   - label: the label to explain. The default is the sketch's own, or else the network's answer.
    /// - Throws: `Fault` for a sketch without points, or a label that the network doesn't know.
    public func explain(_ sketch: Sketch, label: String? = nil) throws(Fault) -> Explanation {
        guard !sketch.points.isEmpty else { throw Fault(sketch.source, reason: EmptySketch()) }
        var sketch = sketch
        if let label { sketch.metadata.label = label }
        do { return Explanation(base: try base.explain(sketch)) } catch { throw Fault(sketch.source, error: error) }
    }
}

/// How much the strokes of a sketch contribute to a label.
public struct Explanation: Sendable {
    let base: SketchExplanation

    /// The label that is explained.
    public var label: String { base.labelName }
    /// The label's probability, 0…1.
    public var probability: Double { base.reading.probability }
    /// What the network answers.
    public var predicted: String { base.predictedName }

    /// For each stroke of the sketch, how much it speaks for the label; `nil` for strokes without points and those after
    /// the 196th, which the network doesn't see.
    public func contributions(by method: AttributionMethod = .leaveOneOut) -> [Double?] {
        base.perOriginalStroke(base.attributions[method].values)
    }
}
