public import SketchModel
internal import SketchNet
internal import SketchRecognition
package import StrokeInversion

/// Stroke location inversion (SketchXAI, CVPR 2023): the network stays as it is, and the places of a sketch's strokes are
/// optimised until it sees what it should. A value may be used by many threads at once.
public struct Inverter: Sendable {
    private let classifier: Classifier
    private let prior: LocationPrior?

    /// An inverter for the network of strokes in the library, with its learned prior of where strokes belong.
    /// - Throws: only if the library was built with damaged files.
    public static var embedded: Inverter {
        get throws(Fault) { try readOnce.get() }
    }

    private static let readOnce = Result { () throws(Fault) in try Inverter(Classifier.embedded) }

    /// An inverter for a classifier's network of strokes.
    public init(_ classifier: Classifier) throws(Fault) {
        self.classifier = classifier
        do { prior = try LocationPrior.embedded } catch {
            throw Fault(SketchSource(name: "the embedded prior"), error: error)
        }
    }

    /// Puts the strokes of a sketch at random places about its centre, and moves them until the network sees the label
    /// again: do they come back to where they were drawn?
    /// - Parameters:
    ///   - sketch: of any format and units.
    ///   - label: what the sketch shows; its own label, or else the classifier's answer, without it.
    ///   - seed: what the places and everything else random follow from.
    /// - Throws: `Fault` for a sketch without points, or a label that the network doesn't know.
    public func recover(_ sketch: Sketch, label: String? = nil, seed: UInt64 = 0) throws(Fault) -> Inversion {
        try invert(sketch, label: label, InversionRequest(.recover), seed: seed)
    }

    /// Moves the strokes of a sketch until the network sees something else.
    /// - Parameters:
    ///   - sketch: of any format and units.
    ///   - target: what is to be seen.
    ///   - label: what the sketch shows, as for `recover`.
    ///   - seed: what everything random follows from.
    /// - Throws: `Fault` for a sketch without points, or a label that the network doesn't know.
    public func transfer(
        _ sketch: Sketch,
        to target: String,
        label: String? = nil,
        seed: UInt64 = 0
    ) throws(Fault) -> Inversion {
        try invert(sketch, label: label, InversionRequest(.transfer, target: target), seed: seed)
    }

    private func invert(
        _ sketch: Sketch,
        label: String?,
        _ request: InversionRequest,
        seed: UInt64
    ) throws(Fault) -> Inversion {
        guard !sketch.points.isEmpty else { throw Fault(sketch.source, reason: EmptySketch()) }
        do {
            let labels = try InversionLabels(classifier.base, option: label)
            if let target = request.target { try labels.check(target) }
            var request = request
            request.seed = seed
            var consumer = InvertingConsumer(
                StrokeInverter(classifier.base.model, prior: prior),
                by: .croquis,
                request: request,
                labels: labels
            ) { inverted, _ in inverted }
            var sketch = sketch
            sketch.source.index = 0
            try consumer.consume(&sketch)
            let output = consumer.finish()
            if let fault = output.faults.first { throw fault }
            guard let inverted = output.rows.first else {
                throw InversionRequestError.sameTarget(request.target ?? "")
            }
            return Inversion(base: inverted)
        } catch {
            throw Fault(sketch.source, error: error)
        }
    }
}

/// What stroke location inversion made of a sketch, step by step. Step 0 is the start.
public struct Inversion: Sendable {
    package let base: InvertedSketch

    /// The sketch as it was drawn.
    public var original: Sketch { base.original }
    /// The result: the original with its strokes moved, in its own units.
    public var sketch: Sketch { sketch(atStep: resultStep) }
    /// What the sketch showed.
    public var label: String { base.label }
    /// What was to be seen in the result.
    public var target: String { base.target }
    /// How many steps were taken.
    public var stepCount: Int { max(0, base.trace.count - 1) }
    /// The step that is the result.
    public var resultStep: Int { base.trace.result }
    /// The first step at which the target was the likeliest label, if it ever was.
    public var firstSuccess: Int? { base.trace.firstSuccess }

    /// The sketch at a step, 0…`stepCount`.
    public func sketch(atStep step: Int) -> Sketch { base.sketch(at: min(max(step, 0), stepCount)) }

    /// The target's probability at a step, 0…1.
    public func probability(atStep step: Int) -> Double { base.trace.targetProbabilities[min(max(step, 0), stepCount)] }

    /// The mean distance of the strokes from where they were drawn, as a share of the diagonal of the drawing's box;
    /// `nil` for a drawing without extent.
    public func distance(atStep step: Int) -> Double? { base.meanDistance(at: min(max(step, 0), stepCount)) }
}
