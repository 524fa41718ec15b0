internal import ArgumentGrammar
package import SketchModel

/// Keeps the sketches whose number of strokes or points is in a range.
struct CountFilter: SketchTransform {
    enum Unit {
        case strokes
        case points
    }

    var unit: Unit
    var allowed: ClosedRange<Int>

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        allowed.contains(unit == .strokes ? sketch.strokeCount : sketch.points.count)
    }

    static func catalogueEntry(_ unit: Unit) -> TransformEntry {
        TransformEntry(
            "\(unit):MIN..MAX",
            "keep sketches with MIN to MAX \(unit); either may be left out"
        ) { arguments throws(TransformError) in
            try arguments.expect(plain: 1...1)
            return .each(CountFilter(unit: unit, allowed: try arguments.countRange(arguments.plain[0])))
        }
    }
}

/// Keeps the sketches of some countries; those without a country code are dropped.
struct CountryFilter: SketchTransform {
    /// In upper case.
    let countries: Set<String>

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        guard let code = sketch.metadata.countryCode else { return false }
        return countries.contains(code) || countries.contains(code.uppercased())
    }

    static let catalogueEntry = TransformEntry(
        "country:XX[,YY]...",
        "keep sketches from these countries (two letters, ISO 3166-1)"
    ) { arguments throws(TransformError) in
        .each(CountryFilter(countries: Set(try arguments.names().map { $0.uppercased() })))
    }
}

/// Keeps the sketches that the game recognised, or those that it didn't; sketches that don't say are dropped.
struct RecognizedFilter: SketchTransform {
    var wanted: Bool

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        sketch.metadata.recognized == wanted
    }

    static let catalogueEntry = TransformEntry(
        "recognized[:true|false]",
        "keep sketches that the game recognised, or didn't"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 0...1)
        switch arguments.plain.first {
        case nil, "true": return .recognized()
        case "false": return .recognized(false)
        case let text?: throw .unexpectedArgument(text, form: arguments.form)
        }
    }
}

/// Keeps the sketches with one of several labels; those without a label are dropped.
package struct LabelFilter: SketchTransform {
    private let labels: Set<String>
    /// In lower case: the labels that are compared ignoring case.
    private let labelsOfAnyCase: Set<String>
    /// The step's index in the list, which keeps its labels and sightings apart from those of other steps.
    private let place: Int

    package init(_ labels: Set<String>, ofAnyCase others: Set<String> = [], place: Int = 0) {
        self.labels = labels
        labelsOfAnyCase = Set(others.map { $0.lowercased() })
        self.place = place
    }

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        guard let label = sketch.metadata.label else { return false }
        workspace.sightings[place, default: LabelSightings()].add(label)
        return labels.contains(label) || (!labelsOfAnyCase.isEmpty && labelsOfAnyCase.contains(label.lowercased()))
    }

    /// The names that none of the labels seen matches, in their order.
    package func missing(from sightings: [Int: LabelSightings]) -> [MissingLabel] {
        let seen = sightings[place]?.labels ?? []
        let missing = labels.subtracting(seen).map { MissingLabel($0, form: "label:\($0)", seen: seen) }
        guard !labelsOfAnyCase.isEmpty else { return missing.sorted { $0.name < $1.name } }
        let others = labelsOfAnyCase.subtracting(seen.map { $0.lowercased() })
            .map { MissingLabel($0, form: "label:~\($0)", seen: seen) }
        return (missing + others).sorted { $0.name < $1.name }
    }

    static let catalogueEntry = TransformEntry(
        "label:NAME[,NAME]...",
        "keep sketches with one of these labels; ~NAME ignores case"
    ) { arguments throws(TransformError) in
        let names = try arguments.names()
        guard !names.contains("~") else { throw .missingArgument(form: arguments.form) }
        let exact = names.filter { !$0.hasPrefix("~") }
        let others = names.filter { $0.hasPrefix("~") }.map { String($0.dropFirst()) }
        return Transform { .each(LabelFilter(Set(exact), ofAnyCase: Set(others), place: $0)) }
    }
}

/// The labels that passed a step.
package struct LabelSightings: Sendable {
    package private(set) var labels: Set<String> = []
    // Neighbours mostly have the same label, and comparing is cheaper than hashing.
    private var last: String?

    package init() {}

    package mutating func add(_ label: String) {
        if last == label { return }
        last = label
        labels.insert(label)
    }

    package mutating func merge(_ others: LabelSightings) { labels.formUnion(others.labels) }
}

/// A label that `-t label:` looked for and that no sketch had.
package struct MissingLabel: FaultReason, Hashable {
    package var name: String
    /// The step as it was written: `label:cat`.
    package var form: String
    /// Labels that did occur, starting with those that the user may have meant.
    package var nearest: [String]
    /// The number of labels that occurred.
    package var seen: Int

    package init(_ name: String, form: String, seen labels: Set<String>) {
        self.name = name
        self.form = form
        nearest = Array(labels.filter { $0.lowercased() == name.lowercased() }.sorted().prefix(3))
        for label in NearestNames.of(name, among: labels) + NearestNames.of(name.lowercased(), among: labels)
        where !nearest.contains(label) && nearest.count < 3 { nearest.append(label) }
        seen = labels.count
    }

    package var message: String { "no sketch has the label '\(name)'" }

    package var advice: String? {
        if seen == 0 { return "none of the sketches that reached this step has a label" }
        if nearest.isEmpty { return "there are \(seen) others" }
        return "did you mean \(nearest.joined(separator: ", "))?"
    }
}
