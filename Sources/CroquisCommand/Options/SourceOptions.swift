internal import ArgumentParser
internal import FormatRegistry
internal import SketchModel
internal import SketchStreams
internal import SketchTransforms

/// How inputs are found, read, labelled and transformed.
struct SourceOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Input format, such as svg:fill=outline (default: recognised). Repeatable.",
            valueName: "format"
        ),
        completion: .list(FormatRegistry.formats.filter(\.canRead).map(\.name))
    )
    var from: [String] = []

    @Option(
        name: [.customShort("t", allowingJoined: true), .customLong("transform")],
        parsing: .singleValue,
        help: ArgumentHelp(
            "Apply a transform, such as simplify:2. Repeatable; see 'croquis help transforms'.",
            valueName: "name"
        ),
        completion: .list(TransformCatalogue.entries.flatMap(\.completions))
    )
    var transforms: [String] = []

    @Option(
        help: ArgumentHelp("Label every sketch, whatever its record says.", valueName: "label"),
        completion: .labels
    )
    var label: String?

    @Option(
        help: ArgumentHelp(
            "Label sketches that have no label after their file, their folder, or none. See 'croquis help naming'.",
            valueName: "name"
        ),
        completion: .list(LabelPolicy.Source.allCases.map(\.rawValue))
    )
    var labelFrom: String?

    @Option(
        help: ArgumentHelp("Read the inputs' names from a file, one per line.", valueName: "list"),
        completion: .file()
    )
    var filesFrom: String?

    @Option(
        name: .customLong("files0-from"),
        help: ArgumentHelp("The same, with a NUL after each name (find -print0).", valueName: "list"),
        completion: .file()
    )
    var files0From: String?

    func validate() throws {
        if label != nil, labelFrom != nil { throw ValidationError("give --label or --label-from, not both") }
        if let labelFrom, LabelPolicy.Source(rawValue: labelFrom) == nil {
            throw ValidationError("--label-from must be file, folder or none")
        }
    }

    var labelPolicy: LabelPolicy {
        LabelPolicy(
            fixed: label.map { PathText.replacingInvalid($0) },
            source: labelFrom.flatMap { LabelPolicy.Source(rawValue: $0) }
        )
    }

    func steps() throws(Fault) -> [TransformStep] {
        do {
            return try TransformCatalogue.steps(parsing: transforms)
        } catch {
            throw Fault(source: "-t", reason: error)
        }
    }

    /// The names in the lists of files.
    func listed() throws -> [String] {
        try (filesFrom.map(Self.lines) ?? []) + (files0From.map(Self.names) ?? [])
    }

    /// The names in a list, one per line.
    private static func lines(_ path: String) throws -> [String] {
        let bytes = try ByteSource(path: path).readToEnd(limit: longestList)
        if bytes.contains(0) { throw Fault(source: path, reason: ListWithNUL()) }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let name = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            let counts = name.first != UInt8(ascii: "#") && !name.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            return counts ? PathText.text(name) : nil
        }
    }

    /// The names in a list, each followed by a NUL.
    private static func names(_ path: String) throws -> [String] {
        try ByteSource(path: path).readToEnd(limit: longestList).split(separator: 0).map { PathText.text($0) }
    }

    private static let longestList = 1 << 30
}

private struct ListWithNUL: FaultReason {
    var message: String { "contains a NUL, so it isn't a list of one name per line" }
    var advice: String? { "read it with --files0-from" }
}
