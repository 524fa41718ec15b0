internal import ArgumentGrammar

/// Every transform that `-t` knows. A new one is a type with a `catalogueEntry`, and a line here.
package enum TransformCatalogue {
    /// In the order of the table in the help.
    package static let entries: [TransformEntry] = [
        QuickDrawSimplification.catalogueEntry,
        Simplify.catalogueEntry,
        Resample.catalogueEntry,
        RemoveDuplicates.catalogueEntry,
        Fit.catalogueEntry,
        Align.catalogueEntry,
        Center.catalogueEntry,
        Normalise.catalogueEntry,
        Scale.catalogueEntry,
        Rotate.catalogueEntry,
        Flip.catalogueEntry,
        Translate.catalogueEntry,
        CountFilter.catalogueEntry(.strokes),
        CountFilter.catalogueEntry(.points),
        LabelFilter.catalogueEntry,
        RecognizedFilter.catalogueEntry,
        CountryFilter.catalogueEntry,
        StrokeFilter.partEntry,
        StrokeFilter.layerEntry,
        StrokeFilter.colourEntry,
        TransformEntry.take,
        TransformEntry.skip,
        Sample.catalogueEntry,
        Unique.catalogueEntry,
        Shuffle.catalogueEntry,
        JitterScale.catalogueEntry,
        Augment.catalogueEntry,
        DropPoints.catalogueEntry,
    ]

    /// The entry called `name`, or `nil`.
    package static func entry(named name: some StringProtocol) -> TransformEntry? { entries.first { $0.name == name } }

    /// Reads `NAME[:ARGUMENT,KEY=VALUE,…]`.
    /// - Throws: `TransformError`, of kind `wrongUsage`.
    package static func transform(parsing text: String) throws(TransformError) -> Transform {
        let named = NamedArguments(text)
        guard let entry = entry(named: named.name) else {
            throw .unknownTransform(named.name, nearest: names(near: named.name))
        }
        return try entry.parse(TransformArguments(named.items, form: entry.form))
    }

    /// The steps of a list of `-t` arguments, which run in its order.
    /// - Throws: `TransformError`, of kind `wrongUsage`.
    package static func steps(parsing arguments: [String]) throws(TransformError) -> [TransformStep] {
        try arguments.map { argument throws(TransformError) in try transform(parsing: argument) }.steps
    }

    /// The names that the user may have meant by `name`, nearest first.
    package static func names(near name: String) -> [String] { NearestNames.of(name, among: entries.map(\.name)) }
}

/// How a transform is written, what it does, and how its arguments are read.
package struct TransformEntry: Sendable {
    /// What stands before the colon: `simplify`.
    package let name: String
    /// The name with its arguments: `simplify:EPS[,segment]|points=N`. Brackets are optional, bars are choices.
    package let form: String
    /// One line, with the units.
    package let summary: String
    package let parse: @Sendable (TransformArguments) throws(TransformError) -> Transform

    package init(
        _ form: String,
        _ summary: String,
        parse: @escaping @Sendable (TransformArguments) throws(TransformError) -> Transform
    ) {
        name = String(form.prefix { $0 != ":" && $0 != "[" })
        self.form = form
        self.summary = summary
        self.parse = parse
    }

    /// A transform without arguments.
    init(_ name: String, _ summary: String, _ transform: @autoclosure @escaping @Sendable () -> Transform) {
        self.init(name, summary) { arguments throws(TransformError) in
            try arguments.expect(plain: 0...0)
            return transform()
        }
    }

    /// How the transform can begin on the command line: `simplify:`, `simplify:points=`, `flip:vertical`.
    package var completions: [String] {
        let arguments = form.dropFirst(name.count)
        if arguments.isEmpty { return [name] }
        let isOptional = arguments.first == "["
        let starts = arguments.dropFirst(isOptional ? 2 : 1).split(separator: "|").map { choice in
            name + ":" + choice.prefix { $0.isLowercase || $0 == "=" }
        }
        return (isOptional ? [name] : []) + starts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
