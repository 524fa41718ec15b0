public import SketchModel

/// A file format: how to know it, read it and write it. A value carries the options it was given.
public protocol SketchFormat: Sendable {
    /// What `--from` and `--to` call it.
    var name: String { get }
    /// One line for `croquis formats`.
    var summary: String { get }
    /// Without the dot, lower case, the usual one first.
    var fileExtensions: [String] { get }
    var canRead: Bool { get }
    var canWrite: Bool { get }
    /// What of a sketch the format can hold, for the table of formats.
    var holds: String { get }
    var layout: FileLayout { get }
    /// The options it takes from the command line.
    var options: [FormatOption] { get }

    /// Takes an option by its name.
    /// - Throws: `FormatOptionError` where the value is not of the option's form.
    mutating func set(option: String, to value: String) throws

    /// Whether an input that begins with `prefix` (4096 bytes, fewer where the input is shorter; after gunzip) is of
    /// this format.
    func recognises(prefix: [UInt8], fileName: String) -> Bool

    /// - Throws: `Fault`
    func makeReader(_ source: ByteSource) throws -> any SketchReader
    /// - Throws: `Fault`
    func makeWriter(_ output: SketchOutput) throws -> any SketchWriter
}

extension SketchFormat {
    public var canRead: Bool { true }
    public var canWrite: Bool { true }
    public var options: [FormatOption] { [] }
    public mutating func set(option: String, to value: String) throws {}
}

/// How many sketches a file of a format holds.
public enum FileLayout: Sendable {
    /// Records one after another; labels default to the file's name.
    case manySketches
    /// One drawing a file; labels default to the folder's name.
    case oneSketch
}

/// An option that a format takes.
public struct FormatOption: Sendable, Hashable {
    /// Without the dashes.
    public var name: String
    /// What the value looks like: `auto|implicit|explicit`.
    public var form: String
    /// One line, with the default.
    public var summary: String

    public init(name: String, form: String, summary: String) {
        self.name = name
        self.form = form
        self.summary = summary
    }
}

/// A value that an option of a format cannot take.
public struct FormatOptionError: FaultReason, Hashable {
    public var option: String
    public var value: String
    public var form: String

    public init(option: String, value: String, form: String) {
        self.option = option
        self.value = value
        self.form = form
    }

    public var message: String { "--\(option) cannot be '\(value)'" }
    public var advice: String? { "give \(form)" }
    public var kind: FaultKind { .wrongUsage }
}
