internal import Platform
internal import SketchModel
package import StrokeInversion
internal import TextNotation

/// An inverted sketch as a JSON object on one line.
package struct InversionRecord {
    private let mode: InversionRequest.Mode

    package init(mode: InversionRequest.Mode) { self.mode = mode }

    /// - Parameter folder: the folder of its files.
    package func line(_ item: InversionItem, folder: String) -> String {
        let (inverted, trace) = (item.inverted, item.inverted.trace)
        let members: [(String, JSONValue)] = [
            ("mode", .text(mode.rawValue)),
            ("label", .text(inverted.label)),
            ("labelFrom", .text(item.labelOrigin.rawValue)),
            ("target", .text(inverted.target)),
            ("strokes", .whole(inverted.original.strokeCount)),
            ("freeStrokes", .whole(inverted.task.isFree.count { $0 })),
            ("steps", .whole(max(0, trace.count - 1))),
            ("result", .whole(trace.result)),
            ("firstSuccess", trace.firstSuccess.map { .whole($0) } ?? .null),
            ("start", state(inverted, at: 0)),
            ("end", state(inverted, at: trace.result)),
            ("folder", .text(folder)),
        ]
        return JSONValue.object(item.source.members(id: inverted.original.metadata.id) + members).line + "\n"
    }

    private func state(_ inverted: InvertedSketch, at step: Int) -> JSONValue {
        let distance = inverted.meanDistance(at: step).map { JSONValue.rounded($0, scale: 1e7) }
        return .object(inverted.trace.members(at: step) + [("distance", distance ?? .null)])
    }
}

extension InversionTrace {
    /// The facts about a step that both records contain.
    fileprivate func members(at step: Int) -> [(String, JSONValue)] {
        [
            ("loss", .rounded(losses[step], scale: 1e7)),
            ("targetProbability", .rounded(targetProbabilities[step], scale: 1e7)),
            ("labelProbability", .rounded(labelProbabilities[step], scale: 1e7)),
            ("isTargetFirst", .boolean(isTargetFirst[step])),
        ]
    }
}

/// A trace as lines of JSON, one for the start and one per step.
enum InversionTraceText {
    static func lines(_ inverted: InvertedSketch) -> String {
        let trace = inverted.trace
        let original = inverted.original
        // A hundred-thousandth of the drawing's side is finer than any picture of it.
        let side = original.boundingBox?.longerSide ?? 0
        let digits = side > 0 ? max(0, min(15, 5 - Int(log10(side).rounded(.down)))) : 5
        let scale = pow(10, Double(digits))
        let firsts = (0..<original.strokeCount).map { stroke in
            original.range(ofStroke: stroke).first.map { original.points[$0] }
        }
        return (0..<trace.count).map { step in
            var locations = firsts
            for (index, stroke) in inverted.strokes.enumerated() {
                let offset = inverted.displacement(ofStroke: index, at: step)
                locations[stroke] = firsts[stroke].map { $0 + offset }
            }
            let places = locations.map { location -> JSONValue in
                location.map { .list([.rounded($0.x, scale: scale), .rounded($0.y, scale: scale)]) } ?? .null
            }
            let members =
                [("index", .whole(original.source.index)), ("step", .whole(step))] + trace.members(at: step)
                + [("gradientNorm", .rounded(trace.gradientNorms[step], scale: 1e9)), ("locations", .list(places))]
            return JSONValue.object(members).line + "\n"
        }.joined()
    }
}
