internal import ArgumentGrammar
package import SketchModel

/// Why sketches cannot be recognised.
package enum RecognitionError: FaultReason, Hashable {
    /// The model has no label of that name, among the given number of labels.
    case unknownLabel(String, nearest: [String], known: Int)
    case duplicateLabel(String)
    case noLabels
    /// The model's network predicts where strokes belong, not what they show.
    case noClasses
    /// That view needs a raster network, and there is none with the model's labels.
    case noRasterNetwork(RecognitionView)
    /// The raster network doesn't know a label of the model.
    case otherRasterLabels(String)
    /// The network's output isn't finite.
    case notFinite
    /// No sketch could be evaluated, for these reasons.
    case nothingToEvaluate([String])

    package init(unknown label: String, known: [String]) {
        let lowercased = label.lowercased()
        // By edit distance, "The Eiffel Tower" is far from "eiffel tower".
        let nearest = NearestNames.of(label, among: known)
        let alike = known.filter { label.count > 2 && $0.lowercased().contains(lowercased) && !nearest.contains($0) }
        self = .unknownLabel(label, nearest: Array((nearest + alike).prefix(3)), known: known.count)
    }

    package var message: String {
        switch self {
        case .unknownLabel(let label, _, let known): "'\(label)' isn't one of the model's \(known) labels"
        case .duplicateLabel(let label): "the label '\(label)' is given twice"
        case .noLabels: "names no label"
        case .noClasses:
            "the model predicts where strokes belong, and cannot recognise drawings"
        case .noRasterNetwork(let view): "the view '\(view.rawValue)' needs a raster network beside the model"
        case .otherRasterLabels(let label):
            "the raster network doesn't know the model's label '\(label.prefix(120))'"
        case .notFinite: "the network's answer to this drawing isn't a number"
        case .nothingToEvaluate(let reasons):
            "no sketch has points and a label that the model knows"
                + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))")
        }
    }

    package var advice: String? {
        switch self {
        case .unknownLabel(_, let nearest, _):
            nearest.isEmpty ? nil : "did you mean " + nearest.map { "'\($0)'" }.joined(separator: ", ") + "?"
        case .noLabels: "write labels with commas between them: cat,dog"
        case .notFinite: "the model's weights are too large; use another model"
        case .nothingToEvaluate: "labels come from the records, or from the names of files or folders"
        case .noClasses: "use a model that recognises drawings"
        case .noRasterNetwork: "give one, or use only the network of strokes"
        case .otherRasterLabels: "use only the network of strokes, or a raster network trained on the same labels"
        case .duplicateLabel: nil
        }
    }

    package var kind: FaultKind {
        switch self {
        case .unknownLabel, .duplicateLabel, .noLabels, .noClasses, .noRasterNetwork, .otherRasterLabels:
            .wrongUsage
        case .notFinite, .nothingToEvaluate: .badData
        }
    }
}
