internal import SketchModel
internal import SketchRecognition

/// What `classify --json` prints of a sketch: an object on a line.
struct ClassificationRecord: Sendable {
    let labels: [String]
    let top: Int
    let hasLogits: Bool

    func line(_ metadata: SketchMetadata, _ source: SketchSource, _ answer: Classification) -> String {
        var members: [(String, JSONValue)] = [("source", .text(source.name)), ("index", .whole(source.index))]
        switch source.position {
        case .file: break
        case .text(let line, _): members.append(("line", .whole(line)))
        case .bytes(let offset, let record):
            members.append(("offset", .whole(offset)))
            if let record { members.append(("record", .whole(record))) }
        }
        // Beyond what a JSON number holds everywhere.
        if let id = metadata.id { members.append(("id", .text("\(id)"))) }
        if let label = metadata.label { members.append(("givenLabel", .text(label))) }
        let predictions = answer.best(top).map { json($0) }
        members.append(("confident", .boolean(answer.isConfident)))
        members.append(("predictions", .list(predictions)))
        if let alone = answer.alone {
            members.append(("strokes", json(alone.strokes)))
            members.append(("raster", json(alone.raster)))
        }
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

extension JSONValue {
    /// A number without the digits that it does not hold.
    static func rounded(_ value: Double, scale: Double) -> JSONValue { .number((value * scale).rounded() / scale) }
}
