internal import SketchModel

/// What brings a drawing to 0…1 on each axis by itself.
struct UnitScale {
    /// The drawing's extent on each axis; 1 if it has none, or is in 0…1 already.
    let x: Double
    let y: Double

    /// How far an extent may be from 1 for the drawing to be left as it is. An extent that is the sum of float32 offsets
    /// is as close, so a record that was read and is written again stays the same.
    private static let tolerance = 0x1p-20

    init(_ sketch: borrowing Sketch) {
        let box = sketch.boundingBox
        (x, y) = (Self.divisor(box?.width ?? 0), Self.divisor(box?.height ?? 0))
    }

    private static func divisor(_ extent: Double) -> Double {
        extent == 0 || abs(extent - 1) <= tolerance ? 1 : extent
    }

    /// Whether nothing is changed.
    var isNone: Bool { x == 1 && y == 1 }
    /// The size of a drawing of finite points may not be finite.
    var isFinite: Bool { x.isFinite && y.isFinite }
}
