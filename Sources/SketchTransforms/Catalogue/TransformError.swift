package import SketchModel

/// Why a `-t` argument cannot be understood, or a sketch cannot be transformed.
package enum TransformError: FaultReason, Hashable {
    case unknownTransform(String, nearest: [String])
    case missingArgument(form: String)
    case unexpectedArgument(String, form: String)
    case notANumber(String, form: String)
    case notAWholeNumber(String, form: String)
    /// `argument` is its name in `form`, `allowed` its range in words.
    case outOfRange(argument: String, value: String, allowed: String, form: String)
    /// `resample:time` met a sketch without times.
    case noTimes
    /// A coordinate, length or area would exceed what a `Double` holds.
    case overflow(transform: String)
    /// A resampled sketch would have more points than `limit`.
    case tooManyPoints(transform: String, limit: Int)
    /// Ramer-Douglas-Peucker takes the square of a stroke's length in the worst case; this one would take hours.
    case tooManyDistances(limit: Int)

    package var message: String {
        switch self {
        case .unknownTransform(let name, _): "there is no transform '\(name)'"
        case .missingArgument(let form): "transform '\(Self.name(of: form))' needs an argument"
        case .unexpectedArgument(let text, let form): "transform '\(Self.name(of: form))' cannot take '\(text)'"
        case .notANumber(let text, let form): "transform '\(Self.name(of: form))': '\(text)' is not a number"
        case .notAWholeNumber(let text, let form):
            "transform '\(Self.name(of: form))': '\(text)' is not a whole number of 0 or more"
        case .outOfRange(let argument, let value, _, let form):
            "transform '\(Self.name(of: form))': \(argument) is out of range: \(value)"
        case .noTimes: "the sketch has no times to resample by"
        case .overflow(let transform): "coordinates too large for transform '\(transform)'"
        case .tooManyPoints(let transform, let limit): "transform '\(transform)' would make more than \(limit) points"
        case .tooManyDistances(let limit): "simplifying the stroke takes more than \(limit) distances"
        }
    }

    package var advice: String? {
        switch self {
        case .unknownTransform(_, let nearest) where nearest.isEmpty:
            "the transforms are " + TransformCatalogue.entries.map(\.name).joined(separator: ", ")
        case .unknownTransform(_, let nearest): "did you mean " + nearest.joined(separator: ", ") + "?"
        case .missingArgument(let form), .unexpectedArgument(_, let form), .notANumber(_, let form),
            .notAWholeNumber(_, let form):
            "write \(form)"
        case .outOfRange(let argument, _, let allowed, let form): "\(argument) is \(allowed); write \(form)"
        case .noTimes: "resample by spacing=S or points=N"
        case .overflow: nil
        case .tooManyDistances: "resample it less finely first"
        case .tooManyPoints: "resample less finely, or scale the sketch down first"
        }
    }

    package var kind: FaultKind {
        switch self {
        case .noTimes, .overflow, .tooManyPoints, .tooManyDistances: .badData
        default: .wrongUsage
        }
    }

    private static func name(of form: String) -> Substring { form.prefix { $0 != ":" && $0 != "[" } }
}
