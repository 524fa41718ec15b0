/// A place in an input. Lines, columns and nothing else count from 1; columns count bytes.
public enum SourcePosition: Sendable, Hashable {
    /// The input as a whole.
    case file
    case text(line: Int, column: Int)
    /// A byte offset from 0 and, where there are records, the record's number from 0.
    case bytes(offset: Int, record: Int?)

    /// The same place, where what this position counts from begins after `extent` of the input.
    public func moved(past extent: SourceExtent) -> SourcePosition {
        switch self {
        case .file: .file
        case .text(let line, let column): .text(line: line + extent.lines, column: column)
        case .bytes(let offset, let record):
            .bytes(offset: offset + extent.bytes, record: record.map { $0 + extent.sketches })
        }
    }
}

/// How much of an input lies before some place in it.
public struct SourceExtent: Sendable, Hashable {
    /// Line feeds.
    public var lines: Int
    public var bytes: Int
    /// Records, whether they were read or refused.
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
