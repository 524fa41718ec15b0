internal import ArrayFiles
internal import SketchModel
public import SketchStreams

/// The options of both stroke array formats.
public struct StrokeArrayOptions: Sendable, Hashable {
    /// What the first row of an array means.
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

    /// `nil` decides from the data when reading, and means implicit when writing.
    package var origin: Origin?
    /// The only member to read; `nil` for all.
    package var member: String?
    /// The number of rows per sketch; `nil` for as many as the longest has.
    package var maxLength: Int?
    /// Whether each sketch begins with a row at the origin.
    package var startRow = false
    /// `nil` means int16 if that loses nothing, otherwise float32.
    package var dtype: NumberType?
    /// Whether the members of an archive are deflated.
    package var compress = false

    package init() {}
}

extension Format {
    /// Sketch-RNN's arrays of rows (dx, dy, pen lifted).
    public static let stroke3 = Format(Stroke3Format())
    /// Sketch-RNN's padded arrays of rows (dx, dy, p1, p2, p3).
    public static let stroke5 = Format(Stroke5Format())

    /// Sketch-RNN's arrays of rows (dx, dy, pen lifted).
    /// - Parameters:
    ///   - origin: what row 0 stands for; told from the data when reading, implicit when writing, without it.
    ///   - member: the one member of an archive to read; all without it.
    ///   - numbers: the type of written numbers; int16 if that loses nothing, else float32, without it.
    ///   - isCompressed: whether the members of a written archive are deflated.
    public static func stroke3(
        origin: StrokeArrayOptions.Origin? = nil,
        member: String? = nil,
        numbers: StrokeArrayOptions.NumberType? = nil,
        isCompressed: Bool = false
    ) -> Format {
        var format = Stroke3Format()
        (format.settings.origin, format.settings.member) = (origin, member)
        (format.settings.dtype, format.settings.compress) = (numbers, isCompressed)
        return Format(format)
    }

    /// Sketch-RNN's padded arrays of rows (dx, dy, p1, p2, p3).
    /// - Parameters:
    ///   - maxLength: rows of each sketch, at least 1; as many as the longest sketch needs, without it.
    ///   - startRow: whether each sketch begins with the row (0, 0, 1, 0, 0).
    ///   - numbers: as for `stroke3`.
    public static func stroke5(
        maxLength: Int? = nil,
        startRow: Bool = false,
        numbers: StrokeArrayOptions.NumberType? = nil
    ) -> Format {
        var format = Stroke5Format()
        format.settings.maxLength = maxLength.map { min(max($0, 1), StrokeItem.mostRows) }
        (format.settings.startRow, format.settings.dtype) = (startRow, numbers)
        return Format(format)
    }
}

typealias Origin = StrokeArrayOptions.Origin
