internal import StrokeExplanation
internal import TextNotation

/// The names for parts of an explanation, the same on the terminal, in pictures and on pages.
enum ExplanationWords {
    static let longestFirst = "longest-first"
    static let random = "random order"
    static let oneStroke = "one stroke: there is nothing to compare it with"
}

extension AttributionMethod {
    /// For the headings of narrow columns, and for legends.
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

    /// The unit of its numbers.
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
        case .primitive: "closest shape"
        case .straightened: "straightened"
        case .resampled: "resampled evenly"
        }
    }
}

extension SketchExplanation {
    /// The origin of the label.
    var labelWords: String { isLabelGiven ? "given label" : "the model's own answer" }

    /// The rankings that a method doesn't beat on this sketch.
    func verdict(_ method: AttributionMethod) -> String {
        guard let curves else { return "" }
        let own = curves[method]
        return ExplanationWords.verdict(random: own.beats(curves.random), longestFirst: own.beats(curves.longestFirst))
    }
}

extension ExplanationWords {
    /// The rankings that a ranking doesn't beat, and on which curve.
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
        return unbeaten.isEmpty ? "beats both" : "doesn't beat " + unbeaten.joined(separator: ", ")
    }

    /// The number of decimals that shows three digits of the largest value: at least three, at most seven.
    static func digits(for values: [Double]) -> Int {
        var largest = values.reduce(0) { max($0, $1.isFinite ? $1.magnitude : 0) }
        var digits = 3
        while largest > 0, largest < 0.1, digits < 7 { (largest, digits) = (largest * 10, digits + 1) }
        return digits
    }

    /// "97.3 %", and "0.04 %" or "0.0042 %" for a share that one digit would show as zero.
    static func percent(_ share: Double) -> String {
        if share >= 0.001 || share <= 0 { return Counting.percent(share) }
        return share < 5e-7 ? "< 0.0001 %" : DecimalText.fixed(share * 100, digits: share < 1e-4 ? 4 : 2) + " %"
    }
}
