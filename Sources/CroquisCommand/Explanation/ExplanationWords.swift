internal import StrokeExplanation

/// What parts of an explanation are called, the same on the terminal, in pictures and on pages.
enum ExplanationWords {
    static let longestFirst = "longest-first"
    static let random = "random order"
    static let oneStroke = "one stroke: there is nothing to compare it with"

    /// With so many digits after the point, all of them written.
    static func fixed(_ value: Double, digits: Int) -> String {
        guard value.isFinite, value.magnitude < 1e12 else { return "–" }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let whole = Int((value.magnitude * scale).rounded())
        let sign = value < 0 && whole > 0 ? "-" : ""
        guard digits > 0 else { return sign + String(whole) }
        let text = String(whole)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
    }
}

extension AttributionMethod {
    /// For headings of narrow columns, and legends.
    var shortName: String {
        switch self {
        case .leaveOneOut: "left out"
        case .gradientLocation: "× location"
        case .gradientShape: "× shape"
        case .integratedGradients: "integrated"
        case .attentionRollout: "rollout"
        }
    }

    var words: String {
        switch self {
        case .leaveOneOut: "leave-one-out"
        case .gradientLocation: "gradient × location"
        case .gradientShape: "gradient × shape"
        case .integratedGradients: "integrated gradients"
        case .attentionRollout: "attention rollout"
        }
    }

    /// What its numbers are.
    var unit: String { self == .attentionRollout ? "share" : "nats" }
}

extension StrokeOrder {
    var words: String {
        switch self {
        case .drawn: "as drawn"
        case .reversed: "reversed"
        case .shuffled: "shuffled"
        case .longestFirst: "longest first"
        }
    }
}

extension ShapeReplacement {
    var words: String {
        switch self {
        case .primitive: "nearest form"
        case .straightened: "straightened"
        case .resampled: "resampled evenly"
        }
    }
}

extension SketchExplanation {
    /// Where the label is from.
    var labelWords: String { isLabelGiven ? "the label given" : "the model's own answer" }

    /// What a method's ranking does not beat on this sketch.
    func verdict(_ method: AttributionMethod) -> String {
        guard let curves else { return "" }
        let own = curves[method]
        return ExplanationWords.verdict(random: own.beats(curves.random), longestFirst: own.beats(curves.longestFirst))
    }
}

extension ExplanationWords {
    /// What a ranking does not beat, and by which curve.
    static func verdict(
        random: (deletion: Bool, insertion: Bool),
        longestFirst: (deletion: Bool, insertion: Bool)
    ) -> String {
        let unbeaten = [(Self.random, random), (Self.longestFirst, longestFirst)].compactMap { name, beats -> String? in
            switch beats {
            case (true, true): nil
            case (false, false): name
            case (false, true): name + " by deletion"
            case (true, false): name + " by insertion"
            }
        }
        return unbeaten.isEmpty ? "beats both" : "does not beat " + unbeaten.joined(separator: ", ")
    }

    /// Three digits of the largest of some values, at least three after the point and at most seven.
    static func digits(for values: [Double]) -> Int {
        var largest = values.reduce(0) { max($0, $1.isFinite ? $1.magnitude : 0) }
        var digits = 3
        while largest > 0, largest < 0.1, digits < 7 { (largest, digits) = (largest * 10, digits + 1) }
        return digits
    }

    /// "97.3 %", and "0.04 %" or "0.0042 %" for a share that would be nothing with one digit.
    static func percent(_ share: Double) -> String {
        if share >= 0.001 || share <= 0 { return Percentage(share).description }
        return share < 5e-7 ? "< 0.0001 %" : fixed(share * 100, digits: share < 1e-4 ? 4 : 2) + " %"
    }
}
