internal import ArgumentGrammar
internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// What both stroke array formats can be told.
public struct StrokeArrayOptions: Sendable, Hashable {
    /// What the first row of an array stands for.
    public enum Origin: String, Sendable, CaseIterable {
        /// The drawing begins at (0, 0), and the first row draws from there.
        case implicit
        /// The first row moves to the first point, and draws nothing.
        case explicit
    }

    /// The type of written numbers.
    public enum NumberType: String, Sendable, CaseIterable {
        case int16
        case float32
        case float64

        var elementType: ElementType {
            switch self {
            case .int16: .int16
            case .float32: .float32
            case .float64: .float64
            }
        }
    }

    /// How the sketches are shared out over the members of an archive.
    public enum SplitSizes: Sendable, Hashable {
        /// Shares of train, valid and test; they add up to 1.
        case shares([Double])
        /// Numbers of train, valid and test sketches; -1 for train stands for the rest.
        case counts([Int])
    }

    /// `nil` decides by the data when reading, and is implicit when writing.
    public var origin: Origin?
    /// The one member that is read; `nil` for all.
    public var member: String?
    /// `nil` is 90, 5 and 5 percent.
    public var splits: SplitSizes?
    /// Rows that each sketch has; `nil` for as many as the longest.
    public var maxLength: Int?
    /// Whether each sketch begins with a row at the origin.
    public var startRow = false
    /// `nil` is the format's own.
    public var dtype: NumberType?
    /// Whether the members of an archive are deflated.
    public var compress = false
    /// Draws which sketches go to which member.
    public var seed: UInt64 = 0

    public init() {}
}

typealias Origin = StrokeArrayOptions.Origin

/// What the two formats share.
protocol StrokeArrayFormat: SeededFormat {
    var settings: StrokeArrayOptions { get set }
}

extension StrokeArrayFormat {
    public var seed: UInt64 {
        get { settings.seed }
        set { settings.seed = newValue }
    }

    /// Fractions are kept where the drawings that were read have some.
    public func lossless(for example: Sketch) -> any SketchFormat {
        var format = self
        let isWhole = example.points.allSatisfy { $0.x.rounded() == $0.x && $0.y.rounded() == $0.y }
        if !isWhole { format.settings.dtype = format.settings.dtype ?? .float32 }
        return format
    }

    static var sharedOptions: [FormatOption<Self>] {
        [
            .reading(
                "origin",
                \.settings.origin,
                .originOrAuto,
                "whether row 0 draws from (0, 0) or moves to the first point (default: auto, by the data)"
            ),
            .reading("member", \.settings.member, .text("NAME"), "the one member to read (default: all, in order)"),
            .writing(
                "origin",
                \.settings.origin,
                .oneOf,
                "whether row 0 draws from (0, 0) or moves to the first point (default: implicit)"
            ),
            .writing(
                "splits",
                \.settings.splits,
                .splits,
                "how many sketches go to train, valid and test, as shares or as counts (default: 0.9,0.05,0.05)"
            ),
            .writing(
                "dtype",
                \.settings.dtype,
                .oneOf,
                "the numbers' type (default: int16 for stroke-3, float32 for stroke-5)"
            ),
            .writing(
                "compress",
                \.settings.compress,
                .yesOrNo,
                "deflate the .npz, as numpy.savez_compressed does (default: no)"
            ),
        ]
    }
}

extension ArgumentForm where Value == StrokeArrayOptions.Origin? {
    fileprivate static var originOrAuto: Self {
        Self(choices: [("auto", nil)] + StrokeArrayOptions.Origin.allCases.map { ($0.rawValue, $0) })
    }
}

extension ArgumentForm where Value == StrokeArrayOptions.SplitSizes {
    /// Three shares that add up to 1, or three counts, of which the first may be `rest`.
    fileprivate static var splits: Self {
        let words = "three shares that add up to 1, or three counts, of which the first may be 'rest'"
        return Self("TRAIN,VALID,TEST", words: words, isList: true) { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else { return nil }
            if text.contains(".") || parts.allSatisfy({ $0 == "0" || $0 == "1" }) {
                let shares = parts.compactMap(NumberText.number)
                guard shares.count == 3, shares.allSatisfy({ $0 >= 0 && $0 <= 1 }), abs(shares.reduce(0, +) - 1) < 1e-6
                else {
                    return nil
                }
                return .shares(shares)
            }
            let counts = parts.compactMap { $0 == "rest" ? -1 : Int($0) }
            guard counts.count == 3, counts[0] >= -1, counts[1] >= 0, counts[2] >= 0 else { return nil }
            return .counts(counts)
        }
    }
}
