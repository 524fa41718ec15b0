internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// What the first row of an array stands for.
enum Origin: String, Sendable, Hashable {
    /// The drawing begins at (0, 0), and the first row draws from there.
    case implicit
    /// The first row moves to the first point, and draws nothing.
    case explicit
}

/// How the sketches are shared out over the members of an archive.
enum SplitSizes: Sendable, Hashable {
    /// Shares of train, valid and test; they add up to 1.
    case shares([Double])
    /// Numbers of valid and test sketches, after train, which takes the rest where it is `nil`.
    case counts([Int])
}

/// The options of both stroke array formats.
struct StrokeArrayOptions: Sendable, Hashable {
    /// `nil` decides by the data when reading, and is implicit when writing.
    var origin: Origin?
    var split: String?
    var splits = SplitSizes.shares([0.9, 0.05, 0.05])
    var hasSplits = false
    var maxLength: Int?
    var startRow = false
    var type: ElementType?
    var compress = false
    var seed: UInt64 = 0

    static let reading: [FormatOption] = [
        FormatOption(
            name: "origin",
            form: "auto|implicit|explicit",
            summary:
                "whether row 0 draws from (0, 0) or moves to the first point (default: auto when reading, implicit when writing)"
        ),
        FormatOption(
            name: "split",
            form: "NAME",
            summary: "read this member alone (default: all, in the file's order)"
        ),
        FormatOption(
            name: "splits",
            form: "TRAIN,VALID,TEST",
            summary: "write so many sketches to each member, as shares or as counts (default: 0.9,0.05,0.05)"
        ),
        FormatOption(name: "dtype", form: "int16|float32|float64", summary: "the numbers' type"),
        FormatOption(
            name: "compress",
            form: "yes|no",
            summary: "deflate the .npz as numpy.savez_compressed does (default: no)"
        ),
    ]

    static let dense: [FormatOption] = [
        FormatOption(
            name: "max-length",
            form: "ROWS",
            summary: "write so many rows a sketch (default: the longest sketch)"
        ),
        FormatOption(
            name: "start-row",
            form: "yes|no",
            summary: "begin each sketch with the row (0, 0, 1, 0, 0) (default: no)"
        ),
    ]

    mutating func set(_ option: FormatOption, to value: String) throws(FormatOptionError) {
        let refusal = FormatOptionError(option: option.name, value: value, form: option.form)
        switch option.name {
        case "origin":
            guard value == "auto" || Origin(rawValue: value) != nil else { throw refusal }
            origin = Origin(rawValue: value)
        case "split":
            guard !value.isEmpty else { throw refusal }
            split = value
        case "splits":
            guard let sizes = Self.sizes(value) else { throw refusal }
            splits = sizes
            hasSplits = true
        case "dtype":
            switch value {
            case "int16": type = .int16
            case "float32": type = .float32
            case "float64": type = .float64
            default: throw refusal
            }
        case "max-length":
            guard let rows = Int(value), (1...StrokeItem.mostRows).contains(rows) else { throw refusal }
            maxLength = rows
        case "start-row": startRow = try Self.truth(value, refusal)
        case "compress": compress = try Self.truth(value, refusal)
        default: throw refusal
        }
    }

    private static func truth(_ value: String, _ refusal: FormatOptionError) throws(FormatOptionError) -> Bool {
        switch value {
        case "yes": true
        case "no": false
        default: throw refusal
        }
    }

    /// Three shares that add up to 1, or three counts, of which the first may be `rest`.
    private static func sizes(_ text: String) -> SplitSizes? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return nil }
        if text.contains(".") || parts.allSatisfy({ $0 == "0" || $0 == "1" }) {
            let shares = parts.compactMap { Double($0) }
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
