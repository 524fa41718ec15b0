internal import SketchModel

/// Keeps the strokes that have one of several attributes. A sketch with no strokes left is dropped.
struct StrokeFilter: SketchTransform {
    /// The attribute that a stroke must have.
    enum Criterion: Sendable, Hashable {
        /// One of these part labels.
        case parts(Set<String>)
        /// A layer with one of these names that contains it, at any depth.
        case layers(Set<String>)
        /// One of these colours, including the opacity.
        case colours(Set<Colour>)
    }

    var criterion: Criterion

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        workspace.resetFlags(to: false, count: sketch.strokeCount)
        var keepsAny = false
        for stroke in 0..<min(sketch.strokeCount, sketch.attributes.count) where isWanted(stroke, of: sketch) {
            workspace.flags[stroke] = true
            keepsAny = true
        }
        guard keepsAny else { return false }
        sketch.keepStrokes(workspace.flags)
        return true
    }

    private func isWanted(_ stroke: Int, of sketch: borrowing Sketch) -> Bool {
        let attributes = sketch.attributes(ofStroke: stroke)
        switch criterion {
        case .parts(let names): return attributes.part.map(names.contains) ?? false
        case .layers(let names):
            return sketch.groups(ofStroke: stroke).contains { group in
                group.isLayer && (group.name.map(names.contains) ?? false)
            }
        case .colours(let colours): return attributes.colour.map(colours.contains) ?? false
        }
    }

    static let partEntry = TransformEntry("part:NAME[,NAME]...", "keep strokes with one of these part labels") {
        arguments throws(TransformError) in
        .each(StrokeFilter(criterion: .parts(Set(try arguments.names()))))
    }

    static let layerEntry = TransformEntry("layer:NAME[,NAME]...", "keep strokes on one of these layers") {
        arguments throws(TransformError) in
        .each(StrokeFilter(criterion: .layers(Set(try arguments.names()))))
    }

    static let colourEntry = TransformEntry(
        "color:#RRGGBB[,#RRGGBB]...",
        "keep strokes of one of these colours; #RRGGBBAA includes opacity"
    ) { arguments throws(TransformError) in
        var colours: Set<Colour> = []
        for name in try arguments.names() {
            guard let colour = Colour(hexadecimal: name) else {
                throw .unexpectedArgument(name, form: arguments.form)
            }
            colours.insert(colour)
        }
        return .each(StrokeFilter(criterion: .colours(colours)))
    }
}
