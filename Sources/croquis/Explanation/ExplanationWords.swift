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
    /// For a heading of a narrow column.
    var shortName: String {
        switch self {
        case .leaveOneOut: "left out"
        case .gradientLocation: "∇·location"
        case .gradientShape: "∇·shape"
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
    /// Which of random order and longest-first a ranking does not beat on this sketch, with the curve.
    func unbeaten(by curves: RankingCurves) -> [String] {
        guard let comparison = self.curves else { return [] }
        return [(ExplanationWords.random, comparison.random), (ExplanationWords.longestFirst, comparison.longestFirst)]
            .flatMap { name, other in
                let beats = curves.beats(other)
                return (beats.deletion ? [] : ["\(name) by deletion"])
                    + (beats.insertion ? [] : ["\(name) by insertion"])
            }
    }

    /// Where the label is from.
    var labelWords: String { isLabelGiven ? "the label given" : "the model's own answer" }
}

extension RankingTotals {
    /// "beats both", or what is not beaten.
    static func verdict(_ unbeaten: [String]) -> String {
        unbeaten.isEmpty ? "beats both" : "does not beat " + unbeaten.joined(separator: ", ")
    }
}
