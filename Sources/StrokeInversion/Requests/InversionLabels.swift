package import SketchModel
internal import SketchNet
package import SketchRecognition
package import SketchStreams

/// What a sketch shows, according to the first source that says: the user, its record, its file's or folder's name, or
/// the classifier.
package struct InversionLabels: Sendable {
    package enum Origin: String, Sendable, CaseIterable {
        case option
        case record
        case file
        case folder
        case classifier
    }

    /// The label from the name of a sketch's input.
    package struct InputLabel: Sendable {
        package var text: String
        package var origin: LabelOrigin
        /// Whether the user asked for it, so that an unknown label is an error instead of being ignored.
        package var isAsked: Bool

        package init(_ text: String, origin: LabelOrigin, isAsked: Bool) {
            (self.text, self.origin, self.isAsked) = (text, origin, isAsked)
        }
    }

    private let classifier: SketchClassifier
    private let option: String?
    private let inputLabels: @Sendable (SketchSource) -> [InputLabel]
    private let classes: [String: Int]
    private let known: Set<String>

    /// - Parameters:
    ///   - option: what all sketches show, whatever their records say.
    ///   - inputLabels: the labels from the names of a sketch's input and its folder, the most specific first.
    /// - Throws: `RecognitionError.unknownLabel` if the option isn't one of the classifier's labels.
    package init(
        _ classifier: SketchClassifier,
        option: String? = nil,
        inputLabels: @escaping @Sendable (SketchSource) -> [InputLabel] = { _ in [] }
    ) throws(RecognitionError) {
        self.classifier = classifier
        self.option = option
        self.inputLabels = inputLabels
        known = Set(classifier.labels)
        classes = Dictionary(zip(classifier.model.labels, 0...), uniquingKeysWith: { first, _ in first })
        if let option { try check(option) }
    }

    /// The labels to choose from.
    package var all: [String] { classifier.labels }

    /// - Throws: `RecognitionError.unknownLabel`
    package func check(_ label: String) throws(RecognitionError) {
        guard known.contains(label) else { throw RecognitionError(unknown: label, known: classifier.labels) }
    }

    /// The index of a label among the network's logits; 0 for an unknown label.
    func index(of label: String) -> Int { classes[label] ?? 0 }

    /// What a sketch shows.
    /// - Throws: `InversionRequestError.unknownLabel`; what `SketchClassifier.classify` throws.
    func label(of sketch: Sketch) throws -> (label: String, origin: Origin) {
        if let option { return (option, .option) }
        let inputs = inputLabels(sketch.source)
        if let given = sketch.metadata.label ?? inputs.first(where: \.isAsked)?.text {
            do { try check(given) } catch { throw InversionRequestError.unknownLabel(error) }
        }
        if let label = sketch.metadata.label { return (label, .record) }
        if let input = inputs.first(where: { known.contains($0.text) }) {
            return (input.text, input.origin == .folder ? .folder : .file)
        }
        let best = try classifier.classify([sketch])[0].best(1)
        return (best.first.map { classifier.labels[$0.label] } ?? classifier.labels[0], .classifier)
    }
}
