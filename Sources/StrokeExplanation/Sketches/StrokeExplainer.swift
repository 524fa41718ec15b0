package import SketchModel
package import SketchNet
package import SketchRecognition
internal import SketchTransforms

/// Explains a classifier's answers for sketches.
package struct StrokeExplainer: Sendable {
    /// Its test-time views are not used: a sketch is shown as it is.
    package let classifier: SketchClassifier
    package let options: ExplanationOptions
    private let reader: ReadNetwork<Float>
    private let numbers: [String: Int]

    package init(_ classifier: SketchClassifier, options: ExplanationOptions = ExplanationOptions()) {
        self.classifier = classifier
        self.options = options
        reader = ReadNetwork(
            classifier.model.network,
            temperature: classifier.model.temperature,
            classes: classifier.classes
        )
        numbers = Dictionary(zip(classifier.labels, 0...), uniquingKeysWith: { first, _ in first })
    }

    /// Explains a sketch in any units, after preparing it with `RecognitionInput`: its own label if it has one,
    /// otherwise the likeliest label.
    /// - Throws: `ExplanationError`, or `TransformError.overflow` for a drawing that is too large.
    package func explain(
        _ original: Sketch,
        in workspace: SketchNetWorkspace<Float> = SketchNetWorkspace()
    ) throws -> SketchExplanation {
        var framed = original
        var scratch = TransformWorkspace()
        _ = try RecognitionInput().apply(to: &framed, using: &scratch)
        let probe = try SketchProbe(framed, by: reader, in: workspace)
        let all = Array(0..<probe.strokeCount)
        // For any label, because the likeliest may have to be found first.
        let likeliest = try probe.readings(of: [.init(all)], label: 0)[0].predicted
        let label = try original.metadata.label.map(number(of:)) ?? likeliest
        let reading = try probe.readings(of: [.init(all)], label: label)[0]
        var generator = SeededGenerator(seed: options.seed, stream: original.source.index)
        let seed = generator.next()

        let attributions = try probe.attributions(label: label, steps: options.integrationSteps)
        let drawn = original.strokes.indices.filter { !original.range(ofStroke: $0).isEmpty }
        let primitives = probe.sketch.strokes.map { StrokePrimitive.nearest(to: $0) }
        return SketchExplanation(
            original: original,
            framed: probe.sketch,
            strokes: Array(drawn.prefix(probe.strokeCount)),
            unseenStrokes: drawn.count - probe.strokeCount,
            label: label,
            labelName: classifier.labels[label],
            isLabelGiven: original.metadata.label != nil,
            reading: reading,
            predictedName: classifier.labels[reading.predicted],
            attributions: attributions,
            curves: probe.strokeCount > 1
                ? try probe.curves(
                    of: attributions.all,
                    label: label,
                    randomOrders: options.randomOrders,
                    seed: seed
                ) : nil,
            orders: try probe.readings(inOrders: StrokeOrder.allCases, label: label, seed: seed),
            primitives: primitives,
            shapes: try probe.readings(of: ShapeReplacement.allCases, primitives: primitives, label: label),
            locations: try probe.readings(
                underNoise: LocationNoise.deviations,
                label: label,
                seeds: options.noiseSeeds,
                seed: seed
            )
        )
    }

    private func number(of label: String) throws(ExplanationError) -> Int {
        guard let number = numbers[label] else {
            throw .unknownLabel(RecognitionError(unknown: label, known: classifier.labels))
        }
        return number
    }
}

/// The amount of work for an explanation.
package struct ExplanationOptions: Sendable, Hashable {
    /// The number of random orders to average, for the curves without a ranking; at least 1.
    package var randomOrders = 8
    /// How many times locations are moved at each deviation; at least 1.
    package var noiseSeeds = 16
    /// Steps of integrated gradients; at least 1.
    package var integrationSteps = IntegratedGradients.usualSteps
    /// Determines all random choices, together with the sketch's index in the input.
    package var seed: UInt64 = 0

    package init() {}
}
