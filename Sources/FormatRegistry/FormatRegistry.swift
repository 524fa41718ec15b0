internal import QuickDrawFormat
internal import SVGFormat
public import SketchModel
public import SketchStreams
internal import StrokeArrayFormat

/// The one list of the formats.
public enum FormatRegistry {
    /// Every format, in the order in which inputs are sniffed and outputs are chosen by extension.
    public static let formats: [any SketchFormat] = [
        QuickDrawRawFormat(),
        QuickDrawFormat(),
        QuickDrawBinFormat(),
        Stroke3Format(),
        Stroke5Format(),
        SVGFormat(),
    ]

    /// Every format, with the options given that it takes.
    /// - Throws: `Fault` where a value is not of its option's form.
    public static func formats(options: [(name: String, value: String)]) throws(Fault) -> [any SketchFormat] {
        var configured: [any SketchFormat] = []
        for var format in formats {
            for option in options where format.options.contains(where: { $0.name == option.name }) {
                do {
                    try format.set(option: option.name, to: option.value)
                } catch let reason as any FaultReason {
                    throw Fault(source: "--" + option.name, reason: reason)
                } catch {
                    throw Fault(source: "--" + option.name, reason: UnknownFailure(message: "\(error)"))
                }
            }
            configured.append(format)
        }
        return configured
    }
}

/// An error of no stage's own type.
private struct UnknownFailure: FaultReason {
    var message: String
}
