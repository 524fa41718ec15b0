internal import ArrayFiles
internal import SketchModel

/// A type in which the numbers of rows are written.
protocol RowNumber {
    associatedtype Bits: FixedWidthInteger & BitwiseCopyable
    static var size: Int { get }
    /// The name that NumPy's users know it by.
    static var name: String { get }
    /// The position that represents a point: the nearest that sums of such numbers reach.
    static func place(_ point: Point) -> Point
    /// The number nearest to an offset, or `nil` if it is out of range.
    static func nearest(_ offset: Double) -> Self?
    var value: Double { get }
    /// The number's bytes as a file has them, lowest first.
    var bits: Bits { get }
}

extension Int16: RowNumber {
    static var size: Int { 2 }
    static var name: String { ElementType.int16.name }

    /// Whole coordinates, halves rounded to even. Positions are rounded instead of offsets, so that errors don't
    /// accumulate.
    @inline(__always)
    static func place(_ point: Point) -> Point { Point(rounded(point.x), rounded(point.y)) }

    @inline(__always)
    private static func rounded(_ value: Double) -> Double {
        // Adding 1.5 · 2⁵² leaves no bits for a fraction. It is several times as fast as calling rint.
        abs(value) < 0x1p51 ? value + 0x1.8p52 - 0x1.8p52 : value.rounded(.toNearestOrEven)
    }

    @inline(__always)
    static func nearest(_ offset: Double) -> Int16? {
        abs(offset) <= 32_767 ? Int16(truncatingIfNeeded: Int32(offset)) : nil
    }

    @inline(__always) var value: Double { Double(self) }
    @inline(__always) var bits: UInt16 { UInt16(bitPattern: self).littleEndian }
}

extension Float: RowNumber {
    static var size: Int { 4 }
    static var name: String { ElementType.float32.name }
    @inline(__always) static func place(_ point: Point) -> Point { point }

    @inline(__always)
    static func nearest(_ offset: Double) -> Float? {
        let number = Float(offset)
        return number.isFinite ? number : nil
    }

    @inline(__always) var value: Double { Double(self) }
    @inline(__always) var bits: UInt32 { bitPattern.littleEndian }
}

extension Double: RowNumber {
    static var size: Int { 8 }
    static var name: String { ElementType.float64.name }
    @inline(__always) static func place(_ point: Point) -> Point { point }
    @inline(__always) static func nearest(_ offset: Double) -> Double? { offset.isFinite ? offset : nil }
    @inline(__always) var value: Double { self }
    @inline(__always) var bits: UInt64 { bitPattern.littleEndian }
}
