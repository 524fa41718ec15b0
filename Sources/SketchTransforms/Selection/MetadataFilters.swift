package import SketchModel

/// Keeps the sketches of some countries; those without a country code are dropped.
package struct CountryFilter: SketchTransform {
    /// In upper case.
    package let countries: Set<String>

    package init(_ countries: Set<String>) { self.countries = Set(countries.map { $0.uppercased() }) }

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        guard let code = sketch.metadata.countryCode else { return false }
        return countries.contains(code) || countries.contains(code.uppercased())
    }

    package static let catalogueEntry = TransformEntry(
        "country:XX[,YY]...",
        "keep sketches from these countries (two letters, ISO 3166-1)"
    ) { arguments throws(TransformError) in
        guard !arguments.items.isEmpty, !arguments.items.contains("") else {
            throw .missingArgument(form: arguments.form)
        }
        return .each(CountryFilter(Set(arguments.items)))
    }
}

/// Keeps the sketches that the game recognised, or those that it didn't; sketches that don't say are dropped.
package struct RecognizedFilter: SketchTransform {
    package var wanted: Bool

    package init(_ wanted: Bool = true) { self.wanted = wanted }

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        sketch.metadata.recognized == wanted
    }

    package static let catalogueEntry = TransformEntry(
        "recognized[:true|false]",
        "keep sketches that the game recognised, or didn't"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 0...1)
        switch arguments.plain.first {
        case nil, "true": return .each(RecognizedFilter(true))
        case "false": return .each(RecognizedFilter(false))
        case let text?: throw .unexpectedArgument(text, form: arguments.form)
        }
    }
}
