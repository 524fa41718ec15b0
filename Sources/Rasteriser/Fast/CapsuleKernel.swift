/// The inner loops of the fast engine, four columns at a time, in unchecked memory. `PlainCapsules` in the tests does the
/// same arithmetic one pixel at a time; both give the same bits.
///
/// A canvas is drawn in bands of rows. A band is stored as cells of four pixels, which hold the smallest square
/// distances so far.
struct CapsuleKernel {
    typealias Cell = SIMD4<Float>

    /// The number of bits of `touched`.
    static let bandRows = 32
    /// The square of a distance beyond any reach.
    static let far: Float = 0x1p60

    /// `bandRows * stride` cells, rows from the top.
    private let cells: UnsafeMutablePointer<Cell>
    /// For each column of cells, one bit per row whose cell is not far.
    private let touched: UnsafeMutablePointer<UInt32>
    /// Cells per row.
    private let stride: Int
    /// One byte per pixel, `width` per row.
    private let pixels: UnsafeMutablePointer<UInt8>
    private let width: Int

    /// Lends a kernel the memory of a band, which is entirely far between two calls, and of a picture. `body` may also
    /// change the given value.
    static func with<Value>(
        _ value: inout Value,
        cells: inout [Cell],
        touched: inout [UInt32],
        pixels: inout [UInt8],
        width: Int,
        height: Int,
        _ body: (inout Value, CapsuleKernel) -> Void
    ) {
        precondition(touched.count * 4 >= width && cells.count == touched.count * bandRows)
        precondition(pixels.count == width * height)
        cells.withUnsafeMutableBufferPointer { cells in
            touched.withUnsafeMutableBufferPointer { touched in
                pixels.withUnsafeMutableBufferPointer { pixels in
                    guard let cell = cells.baseAddress, let bits = touched.baseAddress, let pixel = pixels.baseAddress
                    else { return }
                    body(
                        &value,
                        CapsuleKernel(cells: cell, touched: bits, stride: touched.count, pixels: pixel, width: width)
                    )
                }
            }
        }
    }

    /// Lowers a band's square distances to those of a capsule.
    /// - Parameter band: rows of the canvas, at most `bandRows`.
    @inline(__always)
    func lower(by capsule: Capsule, reach: Double, band: Range<Int>) {
        capsule.forEachColumn(in: band, reach: reach) { column, rows in
            let top = rows.lowerBound &- band.lowerBound
            let bottom = rows.upperBound &- band.lowerBound
            let direction = capsule.direction
            let (dx, dy) = (Float(direction.x), Float(direction.y))
            let half = Float(capsule.half)
            let x = Double(column &* 4) + 0.5 - capsule.middle.x
            let y = Double(rows.lowerBound) + 0.5 - capsule.middle.y
            var along = Cell(0, 1, 2, 3) * dx + Float(y * direction.y + x * direction.x)
            var across = Float(y * direction.x - x * direction.y) - Cell(0, 1, 2, 3) * dy
            touched[column] |= UInt32(truncatingIfNeeded: (1 &<< UInt64(bottom)) &- (1 &<< UInt64(top)) as UInt64)
            var cell = cells + (top &* stride &+ column)
            for _ in top..<bottom {
                let beyond = Self.positive(Self.magnitude(along) - half)
                cell.pointee = Self.least(cell.pointee, across * across + beyond * beyond)
                along += dy
                across += dx
                cell += stride
            }
        }
    }

    /// Writes the touched pixels of a band as coverage, 0 to 255, and resets the band.
    /// - Parameters:
    ///   - band: rows of the canvas.
    ///   - limit: the greatest coverage; 1 is full.
    ///   - flip: a mask for inverting the bits of four pixels as they are written.
    @inline(__always)
    func write(_ band: Range<Int>, reach: Float, limit: Float, flip: UInt32) {
        let whole = width &>> 2
        let rows = pixels + band.lowerBound &* width
        for column in 0..<stride {
            var bits = touched[column]
            if bits == 0 { continue }
            touched[column] = 0
            while bits != 0 {
                let row = bits.trailingZeroBitCount
                bits &= bits &- 1
                let cell = cells + (row &* stride &+ column)
                let bytes = Self.coverage(of: cell.pointee, reach: reach, limit: limit) ^ flip
                cell.pointee = Cell(repeating: Self.far)
                let place = rows + (row &* width &+ column &* 4)
                if column < whole {
                    UnsafeMutableRawPointer(place).storeBytes(of: bytes.littleEndian, as: UInt32.self)
                } else {
                    for index in 0..<(width & 3) {
                        place[index] = UInt8(truncatingIfNeeded: bytes &>> UInt32(8 &* index))
                    }
                }
            }
        }
    }

    /// The coverage of four pixels, the leftmost in the lowest byte.
    @inline(__always)
    private static func coverage(of cell: Cell, reach: Float, limit: Float) -> UInt32 {
        let depth = positive(Cell(repeating: reach) - root(of: cell))
        let share = depth - positive(depth - limit)
        // In this sum the last bit is worth one: it is rounded, and its low bits are an integer.
        let bits = unsafeBitCast(share * 255 + 0x1p23, to: SIMD16<UInt8>.self)
        return unsafeBitCast(bits.evenHalf.evenHalf, to: UInt32.self)
    }

    /// Square roots to within a unit or two in the last place: half the exponent, then two of Heron's steps. The
    /// library's square root works lane by lane, because it checks signs.
    @inline(__always)
    private static func root(of square: Cell) -> Cell {
        let bits = unsafeBitCast(square, to: SIMD4<UInt32>.self)
        let guess = unsafeBitCast((bits &>> 1) &+ 0x1FBD_1DF5, to: Cell.self)
        let nearer = (guess + square / guess) * 0.5
        return (nearer + square / nearer) * 0.5
    }

    @inline(__always)
    private static func magnitude(_ value: Cell) -> Cell {
        unsafeBitCast(unsafeBitCast(value, to: SIMD4<UInt32>.self) & 0x7FFF_FFFF, to: Cell.self)
    }

    // In forms that compile to one instruction; comparisons with one number for all lanes would not.
    @inline(__always)
    private static func least(_ a: Cell, _ b: Cell) -> Cell { a.replacing(with: b, where: b .< a) }
    @inline(__always)
    private static func positive(_ a: Cell) -> Cell { a.replacing(with: Cell.zero, where: a .< Cell.zero) }
}
