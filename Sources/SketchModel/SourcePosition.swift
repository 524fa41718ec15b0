/// A place in an input. Lines and columns count from 1, everything else from 0; columns count bytes.
public enum SourcePosition: Sendable, Hashable {
    /// The input as a whole.
    case file
    case text(line: Int, column: Int)
    /// A byte offset from 0 and, if the format has records, the record's number from 0.
    case bytes(offset: Int, record: Int?)
    /// A record's number, in formats whose records aren't stored one after another.
    case record(Int)

    /// The same place if this position was counted from the end of `extent`.
    public func moved(past extent: SourceExtent) -> SourcePosition {
        switch self {
        case .file: .file
        case .text(let line, let column): .text(line: line + extent.lines, column: column)
        case .bytes(let offset, let record):
            .bytes(offset: offset + extent.bytes, record: record.map { $0 + extent.sketches })
        case .record(let record): .record(record + extent.sketches)
        }
    }
}

/// The amount of input before a place in it.
public struct SourceExtent: Sendable, Hashable {
    /// The number of line feeds.
    public var lines: Int
    public var bytes: Int
    /// The number of records, read or refused.
    public var sketches: Int

    public init(lines: Int = 0, bytes: Int = 0, sketches: Int = 0) {
        self.lines = lines
        self.bytes = bytes
        self.sketches = sketches
    }

    public static func += (a: inout SourceExtent, b: SourceExtent) {
        a.lines += b.lines
        a.bytes += b.bytes
        a.sketches += b.sketches
    }
}
