/// The page that a drawing was made on, such as SVG's view box or the page of a note.
@frozen
public struct Canvas: Sendable, Hashable {
    /// The top left corner, in the sketch's coordinates.
    public var origin: Point
    /// In the sketch's coordinates; 0 or more.
    public var width: Double
    public var height: Double
    /// The length of one unit of the sketch's coordinates, if the file states it.
    public var unit: LengthUnit?

    public init(origin: Point = .zero, width: Double, height: Double, unit: LengthUnit? = nil) {
        self.origin = origin
        self.width = width
        self.height = height
        self.unit = unit
    }

    public var box: BoundingBox {
        BoundingBox(minimum: origin, maximum: Point(origin.x + width, origin.y + height))
    }
}

/// A unit of length on a page. The raw values are CSS's abbreviations.
public enum LengthUnit: String, Sendable, Hashable, CaseIterable {
    case pixel = "px"
    /// 1/72 inch.
    case point = "pt"
    case millimetre = "mm"
    case centimetre = "cm"
    case inch = "in"
}
