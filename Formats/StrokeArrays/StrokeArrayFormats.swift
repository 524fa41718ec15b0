internal import ArgumentGrammar
internal import ArrayFiles
package import SketchModel
package import SketchStreams

/// Rows of (dx, dy, pen lifted), one array per sketch, as in Sketch-RNN's data sets: see README.md.
///
/// Source: Ha and Eck, "A Neural Representation of Sketch Drawings", 2017, section 3.1, and the files themselves.
package struct Stroke3Format: StrokeArrayFormat {
    static let columns = 3
    package var settings = StrokeArrayOptions()

    package init() {}

    package var name: String { "stroke-3" }
    package var summary: String { "Sketch-RNN's arrays of pen offsets: .npz with train, valid and test, or .npy" }
    package var fileExtensions: [String] { ["npz", "npy"] }
    package static let options: [FormatOption<Stroke3Format>] = sharedOptions
}

/// Rows of (dx, dy, p1, p2, p3), all sketches in one array, padded to one length: see README.md.
///
/// Source: Ha and Eck, "A Neural Representation of Sketch Drawings", 2017, section 3.1, and `to_big_strokes` of Magenta's Sketch-RNN.
package struct Stroke5Format: StrokeArrayFormat {
    static let columns = 5
    package var settings = StrokeArrayOptions()

    package init() {}

    package var name: String { "stroke-5" }
    package var summary: String {
        "Sketch-RNN's padded arrays of shape (N, L, 5) with one-hot pen states: .npz or .npy"
    }
    package var fileExtensions: [String] { ["npy", "npz"] }
    /// The extensions denote stroke-3.
    package var outputExtensions: [String] { [] }
    package static let options: [FormatOption<Stroke5Format>] =
        sharedOptions + [
            .init(
                .writing,
                "max-length",
                \.settings.maxLength,
                .wholeNumber(1...StrokeItem.mostRows, as: "ROWS"),
                "rows per sketch (default: as many as the longest sketch needs)"
            ),
            .init(
                .writing,
                "start-row",
                \.settings.startRow,
                .yesOrNo,
                "start each sketch with the row (0, 0, 1, 0, 0) (default: no)"
            ),
        ]
}

/// What the two formats have in common.
protocol StrokeArrayFormat: SketchFormat {
    /// The numbers in a row.
    static var columns: Int { get }
    var settings: StrokeArrayOptions { get set }
}

extension StrokeArrayFormat {
    package var holds: String {
        "offsets between points as 16-bit integers or floats, without times; labels and ids in an .npz of several labels"
    }
    package var layout: FileLayout { .manySketches }

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        guard StrokeArraySniffing.hasFiveColumns(prefix) == (Self.columns == 5) else { return .no }
        return StrokeArraySniffing.recognises(prefix, fileName: fileName)
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        try StrokeArrayReader(source, options: settings)
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        let layout = RowLayout(
            columns: Self.columns,
            type: settings.dtype?.elementType,
            origin: settings.origin ?? .implicit,
            isPickled: Self.columns == 3,
            maxLength: settings.maxLength
        )
        return try StrokeArrayWriter(output, format: name, layout: layout, options: settings)
    }

    /// The members of an archive are the parts.
    package func holdsSplits(path: String) -> Bool { PathText.fileExtension(path) != "npy" }

    static var sharedOptions: [FormatOption<Self>] {
        [
            .init(
                .reading,
                "origin",
                \.settings.origin,
                .originOrAuto,
                "whether row 0 draws from (0, 0) (implicit) or moves to the first point (explicit) (default: auto, by the data)"
            ),
            .init(
                .reading,
                "member",
                \.settings.member,
                .text("NAME"),
                "read only this member (default: all, in order)"
            ),
            .init(
                .writing,
                "origin",
                \.settings.origin,
                .oneOf,
                "whether row 0 draws from (0, 0) (implicit) or moves to the first point (explicit) (default: implicit)"
            ),
            .init(
                .writing,
                "dtype",
                \.settings.dtype,
                .typeOrAuto,
                "number type (default: auto, which is int16 if nothing is lost, else float32)"
            ),
            .init(
                .writing,
                "compress",
                \.settings.compress,
                .yesOrNo,
                "compress the .npz, as numpy.savez_compressed does (default: no)"
            ),
        ]
    }
}

extension ArgumentForm where Value == StrokeArrayOptions.Origin? {
    fileprivate static var originOrAuto: Self {
        Self(choices: [("auto", nil)] + StrokeArrayOptions.Origin.allCases.map { ($0.rawValue, $0) })
    }
}

extension ArgumentForm where Value == StrokeArrayOptions.NumberType? {
    fileprivate static var typeOrAuto: Self {
        Self(choices: [("auto", nil)] + StrokeArrayOptions.NumberType.allCases.map { ($0.rawValue, $0) })
    }
}

/// Recognises files of arrays by their first bytes.
enum StrokeArraySniffing {
    /// How certain it is that the file is an array, or an archive of arrays according to its first member's name or its
    /// own.
    static func recognises(_ prefix: [UInt8], fileName: String) -> FormatMatch {
        if prefix.starts(with: ArrayHeader.magic) { return isOtherRows(prefix) ? .possible : .certain }
        guard ZipArchive.begins(prefix) else { return .no }
        if firstMemberName(prefix).hasSuffix(".npy") { return .certain }
        return PathText.fileExtension(fileName) == "npz" ? .possible : .no
    }

    /// Whether the array, or the first array of an archive if it is stored uncompressed, has rows of five numbers.
    static func hasFiveColumns(_ prefix: [UInt8]) -> Bool {
        var array = prefix[...]
        if ZipArchive.begins(prefix) {
            guard prefix.count > 30, prefix[8] == 0 else { return false }
            let start = 30 + Int(prefix[26]) + Int(prefix[27]) << 8 + Int(prefix[28]) + Int(prefix[29]) << 8
            array = prefix.dropFirst(start)
        }
        var taken: [UInt8] = []
        guard let header = try? ArrayHeader(MemberStream(BytesInMemory(Array(array))), into: &taken) else {
            return false
        }
        return header.type.kind != .object && header.shape.count > 1 && header.shape.last == 5
    }

    /// Whether an array has four columns, or three of which the last isn't a pen state.
    private static func isOtherRows(_ prefix: [UInt8]) -> Bool {
        guard let beginning = ArrayBeginning(prefix) else { return false }
        return beginning.columns == 4
            || (beginning.columns == 3 && beginning.rows.contains { $0[2] != 0 && $0[2] != 1 })
    }

    private static func firstMemberName(_ prefix: [UInt8]) -> String {
        guard prefix.count > 30 else { return "" }
        let count = Int(prefix[26]) + Int(prefix[27]) << 8
        return String(decoding: prefix.dropFirst(30).prefix(count), as: UTF8.self)
    }
}
