internal import Platform
internal import SketchModel
internal import StrokeInversion

/// A trace as lines of JSON, one for the start and one for each step.
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
            let line = JSONValue.object([
                ("index", .whole(original.source.index)),
                ("step", .whole(step)),
                ("loss", .rounded(trace.losses[step], scale: 1e7)),
                ("targetProbability", .rounded(trace.targetProbabilities[step], scale: 1e7)),
                ("labelProbability", .rounded(trace.labelProbabilities[step], scale: 1e7)),
                ("isTargetFirst", .boolean(trace.isTargetFirst[step])),
                ("gradientNorm", .rounded(trace.gradientNorms[step], scale: 1e9)),
                (
                    "locations",
                    .list(
                        locations.map { location in
                            location.map { .list([.rounded($0.x, scale: scale), .rounded($0.y, scale: scale)]) }
                                ?? .null
                        }
                    )
                ),
            ])
            return line.line + "\n"
        }.joined()
    }
}
