/// What a file says about a stroke besides its points. Any of it may be missing.
public struct StrokeAttributes: Sendable, Hashable {
    /// The ink's colour, with its opacity in `alpha`.
    public var colour: Colour?
    /// The line's width in the sketch's coordinates, 0 or more.
    public var width: Double?
    /// The stroke's own name or id.
    public var name: String?
    /// The part of the thing that the stroke draws, in data sets with part labels: `wing`.
    public var part: String?
    public var tool: StrokeTool?
    /// The innermost group that contains the stroke, an index into the sketch's `groups`.
    public var group: Int?

    public init(
        colour: Colour? = nil,
        width: Double? = nil,
        name: String? = nil,
        part: String? = nil,
        tool: StrokeTool? = nil,
        group: Int? = nil
    ) {
        self.colour = colour
        self.width = width
        self.name = name
        self.part = part
        self.tool = tool
        self.group = group
    }

    public static let none = StrokeAttributes()
}

/// A layer or a group of strokes.
public struct StrokeGroup: Sendable, Hashable {
    public var name: String?
    public var isLayer: Bool
    /// The group that contains this one: an index into the sketch's `groups`, less than this one's own.
    public var parent: Int?

    public init(name: String? = nil, isLayer: Bool = false, parent: Int? = nil) {
        self.name = name
        self.isLayer = isLayer
        self.parent = parent
    }
}

/// What a stroke was drawn with, by the name that its file uses.
public struct StrokeTool: RawRepresentable, Sendable, Hashable {
    public var rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let pen = StrokeTool(rawValue: "pen")
    public static let highlighter = StrokeTool(rawValue: "highlighter")
    public static let eraser = StrokeTool(rawValue: "eraser")
}
