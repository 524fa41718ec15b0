internal import SketchModel
internal import StrokeInversion

/// What `invert --json` prints of a sketch: an object on a line.
struct InversionRecord {
    let mode: InversionRequest.Mode

    func line(_ item: InversionItem, folder: String) -> String {
        let (inverted, source) = (item.inverted, item.source)
        let trace = inverted.trace
        var members: [(String, JSONValue)] = [("source", .text(source.name)), ("index", .whole(source.index))]
        switch source.position {
        case .file: break
        case .text(let line, _): members.append(("line", .whole(line)))
        case .bytes(let offset, let record):
            members.append(("offset", .whole(offset)))
            if let record { members.append(("record", .whole(record))) }
        }
        // Beyond what a JSON number holds everywhere.
        if let id = inverted.original.metadata.id { members.append(("id", .text("\(id)"))) }
        let last = trace.result
        members += [
            ("mode", .text(mode.rawValue)),
            ("label", .text(inverted.label)),
            ("labelFrom", .text(item.labelOrigin.rawValue)),
            ("target", .text(inverted.target)),
            ("strokes", .whole(inverted.original.strokeCount)),
            ("freeStrokes", .whole(inverted.task.isFree.count { $0 })),
            ("steps", .whole(max(0, trace.count - 1))),
            ("result", .whole(last)),
            ("firstSuccess", trace.firstSuccess.map { .whole($0) } ?? .null),
            ("start", state(inverted, at: 0)),
            ("end", state(inverted, at: last)),
            ("folder", .text(folder)),
        ]
        return JSONValue.object(members).line + "\n"
    }

    private func state(_ inverted: InvertedSketch, at step: Int) -> JSONValue {
        let trace = inverted.trace
        return .object([
            ("loss", .rounded(trace.losses[step], scale: 1e7)),
            ("targetProbability", .rounded(trace.targetProbabilities[step], scale: 1e7)),
            ("labelProbability", .rounded(trace.labelProbabilities[step], scale: 1e7)),
            ("isTargetFirst", .boolean(trace.isTargetFirst[step])),
            ("distance", inverted.meanDistance(at: step).map { .rounded($0, scale: 1e7) } ?? .null),
        ])
    }
}
