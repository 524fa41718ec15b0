package import SketchModel

/// A file format: how to know it, read it and write it. A value carries the options it was given.
package protocol SketchFormat: Sendable {
    /// What `--from` and `--to` call it.
    var name: String { get }
    /// One line for `croquis formats`.
    var summary: String { get }
    /// The extensions that its files may have: without the dot, lower case, the usual one first.
    var fileExtensions: [String] { get }
    /// Those of them by which an output's name means this format. Each belongs to one format alone.
    var outputExtensions: [String] { get }
    var canRead: Bool { get }
    var canWrite: Bool { get }
    /// What of a sketch the format can hold, for the table of formats.
    var holds: String { get }
    var layout: FileLayout { get }
    /// How records stand one after another, if each can be cut out of a file and is a file of the format by itself.
    var records: RecordForm? { get }
    /// Whether a file of that name tells which part of a data set (`sketch.source.split`) each of its sketches is in.
    func holdsSplits(path: String) -> Bool
    /// The options that `--from` and `--to` take, each declared once.
    static var options: [FormatOption<Self>] { get }

    /// Whether an input that begins with `prefix` (4096 bytes, fewer if the input is shorter; after gunzip) is of this
    /// format.
    func recognises(prefix: [UInt8], fileName: String) -> Recognition

    /// The format set for drawings that are shown in a picture whose longer side has so many pixels.
    func adapted(toPictureSide side: Int) -> Self

    /// The format that keeps drawings like `example`, read in this format, if their points move to places that are not
    /// whole numbers: another form of it, or the same with other settings.
    func lossless(for example: Sketch) -> any SketchFormat

    /// - Throws: `Fault`
    func makeReader(_ source: ByteSource) throws -> any SketchReader
    /// - Throws: `Fault`
    func makeWriter(_ output: SketchOutput) throws -> any SketchWriter
}

extension SketchFormat {
    package var outputExtensions: [String] { fileExtensions }
    package var canRead: Bool { true }
    package var canWrite: Bool { true }
    package var records: RecordForm? { nil }
    package func holdsSplits(path: String) -> Bool { false }
    package static var options: [FormatOption<Self>] { [] }
    package func adapted(toPictureSide side: Int) -> Self { self }
    package func lossless(for example: Sketch) -> any SketchFormat { self }
}

/// How many sketches a file of a format holds.
package enum FileLayout: Sendable {
    /// Records one after another; labels default to the file's name.
    case manySketches
    /// One drawing a file; labels default to the folder's name.
    case oneSketch
}

/// What a format puts between its records.
package enum RecordForm: Sendable, Hashable {
    /// Each is a line.
    case lines
    /// Nothing.
    case bytes
}

/// How sure a format is that an input is its own. Of several formats the surest reads the input.
package enum Recognition: Int, Sendable, Comparable {
    case no
    /// Nothing speaks against it, and its name or some bytes speak for it.
    case possible
    /// The bytes are of this format and of no other.
    case certain

    package static func < (one: Recognition, other: Recognition) -> Bool { one.rawValue < other.rawValue }
}

/// A format of which a file can be kept as it is but for the places of its strokes.
package protocol DocumentMoving: SketchFormat {
    /// The same document with its strokes moved, each by an offset of its own.
    /// - Parameters:
    ///   - document: the bytes of a file, plain or gzipped; the result is plain.
    ///   - name: the file's name, for messages.
    ///   - offsets: one for each stroke that this format reads of the document, in the same order and in the sketch's
    ///     units.
    /// - Throws: what reading throws, and if a stroke cannot be moved so.
    func moving(_ document: [UInt8], named name: String, by offsets: [Point]) throws(Fault) -> [UInt8]
}
