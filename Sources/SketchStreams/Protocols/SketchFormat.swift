package import SketchModel

/// A file format: how to recognise it, read it and write it. A value carries the format's options.
package protocol SketchFormat: Sendable {
    /// Its name for `--from` and `--to`.
    var name: String { get }
    /// One line for `croquis formats`.
    var summary: String { get }
    /// The extensions that its files may have: without the dot, lower case, the usual one first.
    var fileExtensions: [String] { get }
    /// Whether a file with such an extension is probably of this format; not if many other files have it.
    var isSuggestedByExtension: Bool { get }
    /// Those of them that denote this format in an output's name. Each belongs to only one format.
    var outputExtensions: [String] { get }
    var canRead: Bool { get }
    var canWrite: Bool { get }
    /// What the format can hold of a sketch, for the table of formats.
    var holds: String { get }
    var layout: FileLayout { get }
    /// How records follow one another, if each can be cut out of a file.
    var records: RecordForm? { get }
    /// The name of a folder above files that are of this format, if their bytes could be of another format, too.
    var folder: String? { get }
    /// Whether a file with that name records which part of a data set (`sketch.source.split`) each of its sketches is
    /// in.
    func holdsSplits(path: String) -> Bool
    /// The path of a shard of the output `path`: `a/cat-00003-of-00012.npz` for `a/cat.npz`.
    func shardName(_ path: String, _ shard: Int, of count: Int) -> String
    /// The options that `--from` and `--to` take, each declared once.
    static var options: [FormatOption<Self>] { get }

    /// Whether an input that begins with `prefix` (4096 bytes after decompression, fewer if the input is shorter) is in
    /// this format.
    func recognises(prefix: [UInt8], fileName: String) -> FormatMatch

    /// The format set up for drawings that are shown in a picture whose longer side has this many pixels.
    func adapted(toPictureSide side: Int) -> Self

    /// The format to write if drawings like `example`, which was read in this format, get points with fractional
    /// coordinates: another variant, or the same format with other settings.
    func lossless(for example: Sketch) -> any SketchFormat

    /// - Throws: `Fault`
    func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader
    /// - Throws: `Fault`
    func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter
}

extension SketchFormat {
    package var isSuggestedByExtension: Bool { true }
    package var outputExtensions: [String] { fileExtensions }
    package var canRead: Bool { true }
    package var canWrite: Bool { true }
    package var records: RecordForm? { nil }
    package var folder: String? { nil }
    package func holdsSplits(path: String) -> Bool { false }
    package func shardName(_ path: String, _ shard: Int, of count: Int) -> String {
        ShardLimit.name(path, shard, of: count)
    }
    package static var options: [FormatOption<Self>] { [] }
    package func adapted(toPictureSide side: Int) -> Self { self }
    package func lossless(for example: Sketch) -> any SketchFormat { self }

    /// Refuses, for formats that can't be written.
    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        throw Fault(source: "-", reason: StreamError.cannotWriteFormat(name))
    }
}

/// How many sketches a file of the format holds.
package enum FileLayout: Sendable {
    /// Records one after another; labels default to the file's name.
    case manySketches
    /// One drawing per file; labels default to the folder's name.
    case oneSketch
}

/// What separates the records of a format.
package enum RecordForm: Sendable, Hashable {
    /// Each record is a line, and a file by itself.
    case lines
    /// Each record is a row below a header, which isn't kept with it.
    case rows
    /// Nothing separates them, and each is a file by itself.
    case bytes
}

/// How certain a format is that an input belongs to it. The most certain format reads the input.
package enum FormatMatch: Int, Sendable, Comparable {
    case no
    /// Nothing contradicts it, and its name or some bytes support it.
    case possible
    /// The bytes are of this format and of no other.
    case certain
    /// The bytes are of another format, and hold a document of this one from which they were made.
    case embedded

    package static func < (one: FormatMatch, other: FormatMatch) -> Bool { one.rawValue < other.rawValue }
}

/// A format whose files number their classes.
package protocol ClassNumbering: SketchFormat {
    /// The format with classes numbered in that order. A label that a given list doesn't contain is then a fault of its
    /// sketch, `UnknownClass`.
    func numbering(by order: ClassOrder) -> Self
}

/// A format whose files can be rewritten with only the positions of their strokes changed.
package protocol DocumentMoving: SketchFormat {
    /// The same document with each stroke moved by its own offset.
    /// - Parameters:
    ///   - document: the bytes of a file, plain or gzipped. The result is as the format's own files usually are.
    ///   - name: the file's name, for messages.
    ///   - page: which of its sketches is moved, as `SketchSource.page` says it.
    ///   - offsets: one for each stroke that this format reads from the document, in the same order and in the sketch's
    ///     units.
    /// - Throws: what reading throws, and a fault if a stroke can't be moved.
    func moving(
        _ document: [UInt8],
        named name: String,
        page: Int?,
        by offsets: [Point]
    ) throws(Fault) -> [UInt8]
}

/// A file format with its options, as a value: `.quickdraw`, `.svg(precision: 2)`. Each format declares its own.
public struct Format: Sendable, CustomStringConvertible {
    package let base: any SketchFormat

    package init(_ base: any SketchFormat) { self.base = base }

    /// What the command calls it: `svg`.
    public var name: String { base.name }
    public var description: String { name }
}
