/// What a data set says about a drawing. Any of it may be missing.
public struct SketchMetadata: Sendable, Hashable {
    /// The category, `word` in QuickDraw.
    public var label: String?
    /// The drawing's id, `key_id` in QuickDraw. May exceed 2⁵³, so it is never stored in a `Double`.
    public var id: UInt64?
    /// The country of the person who drew it; in QuickDraw, two letters from ISO 3166-1.
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
    /// The input's name as the user typed it; `-` is standard input.
    public var name: String
    /// The sketch's index in the whole input, from 0, counted over all files and before any filter.
    public var index: Int
    /// Where its record begins in the input.
    public var position: SourcePosition
    /// Its number, from 1, among the pages or items of a document that has several; `nil` otherwise.
    public var page: Int?
    /// The part of the data set that it was read from or assigned to, such as `train`.
    public var split: String?
    /// The bytes of its record, if the run keeps them.
    public var record: [UInt8]?
    /// Decides the sketch's part when a data set is split; derived from its id, or from its strokes as they were read.
    package var splitKey: UInt64 = 0

    public init(name: String = "", index: Int = 0, position: SourcePosition = .file, split: String? = nil) {
        self.name = name
        self.index = index
        self.position = position
        self.split = split
    }
}
