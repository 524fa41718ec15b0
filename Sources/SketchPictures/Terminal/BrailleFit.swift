internal import SketchModel

/// Maps a sketch's points to a grid of dots: as large as possible, and centred.
struct BrailleFit {
    private let center: Point
    private let scale: Double
    private let width: Int
    private let height: Int

    init(_ box: BoundingBox, width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        // Halves throughout: the whole may exceed the largest number.
        center = box.minimum * 0.5 + box.maximum * 0.5
        let half = box.maximum * 0.5 - box.minimum * 0.5
        let scale = min(
            half.x > 0 ? Double(width - 1) / half.x : .infinity,
            half.y > 0 ? Double(height - 1) / half.y : .infinity
        )
        self.scale = scale.isFinite ? scale : 0
    }

    func callAsFunction(_ point: Point) -> BrailleCanvas.Dot {
        let from = point * 0.5 - center * 0.5
        return BrailleCanvas.Dot(
            x: Self.dot(from.x * scale + Double(width - 1) / 2, of: width),
            y: Self.dot(from.y * scale + Double(height - 1) / 2, of: height)
        )
    }

    private static func dot(_ place: Double, of count: Int) -> Int {
        Int(min(max(place + 0.5, 0), Double(count - 1)))
    }
}
