package import SketchModel
package import SketchRecognition
internal import TextNotation

/// A sketch's classification as a JSON object on one line.
package struct ClassificationRecord: Sendable {
    private let labels: [String]
    private let top: Int
    private let hasLogits: Bool

    /// - Parameters:
    /// - labels: of the classifier.
    ///   - top: the number of likeliest labels to list.
    package init(labels: [String], top: Int, hasLogits: Bool) {
        (self.labels, self.top, self.hasLogits) = (labels, top, hasLogits)
    }

    package func line(_ metadata: SketchMetadata, _ source: SketchSource, _ answer: Classification) -> String {
        var members = source.members(id: metadata.id)
        if let label = metadata.label { members.append(("givenLabel", .text(label))) }
        members.append(("confident", .boolean(answer.isConfident)))
        members.append(("predictions", .list(answer.best(top).map(json))))
        if let alone = answer.alone { members += [("strokes", json(alone.strokes)), ("raster", json(alone.raster))] }
        if hasLogits {
            let logits = zip(labels, answer.logits).map { ($0, JSONValue.rounded(Double($1), scale: 1e6)) }
            members.append(("logits", .object(logits)))
        }
        return JSONValue.object(members).line + "\n"
    }

    private func json(_ prediction: Classification.Prediction) -> JSONValue {
        .object([
            ("label", .text(labels[prediction.label])),
            ("probability", .rounded(prediction.probability, scale: 1e7)),
        ])
    }
}
