/// What a data set says about a drawing. Everything may be missing.
public struct SketchMetadata: Sendable, Hashable {
    /// The category, `word` in QuickDraw.
    public var label: String?
    /// The drawing's id, `key_id` in QuickDraw. Exceeds 2⁵³, so it never passes through a `Double`.
    public var id: UInt64?
    /// The drawer's country, two letters by ISO 3166-1 in QuickDraw.
    public var countryCode: String?
    public var timestamp: Timestamp?
    /// Whether the game recognised the drawing.
    public var recognized: Bool?

    public init(
        label: String? = nil,
        id: UInt64? = nil,
        countryCode: String? = nil,
        timestamp: Timestamp? = nil,
        recognized: Bool? = nil
    ) {
        self.label = label
        self.id = id
        self.countryCode = countryCode
        self.timestamp = timestamp
        self.recognized = recognized
    }
}

/// Where a sketch was read from.
public struct SketchSource: Sendable, Hashable {
    /// The input's name as the user typed it, `-` for standard input.
    public var name: String
    /// The sketch's place in the whole input, from 0, counted over all files and before any filter.
    public var index: Int
    /// Where in the input its record begins.
    public var position: SourcePosition
    /// The part of a data set that it was read from, or that it was put into: `train`.
    public var split: String?
    /// The bytes of its record, where a run keeps them.
    public var record: [UInt8]?
    /// What decides its part if a data set is split, drawn from its id or its strokes as they were read.
    package var splitKey: UInt64 = 0

    public init(name: String = "", index: Int = 0, position: SourcePosition = .file, split: String? = nil) {
        self.name = name
        self.index = index
        self.position = position
        self.split = split
    }
}
