@testable internal import Rasteriser

/// The plain form of `CapsuleKernel`: the same numbers, one pixel at a time, a whole picture at once.
enum PlainCapsules {
    /// The coverage of each pixel, 0 to 255, rows from the top.
    static func coverage(of capsules: [Capsule], width: Int, height: Int, reach: Double, limit: Float) -> [UInt8] {
        var squares = [Float](repeating: CapsuleKernel.far, count: width * height)
        for top in stride(from: 0, to: height, by: CapsuleKernel.bandRows) {
            let band = top..<min(top + CapsuleKernel.bandRows, height)
            for capsule in capsules where !capsule.isLong(reach: reach) {
                lower(&squares, width: width, by: capsule, reach: reach, band: band)
            }
            for capsule in capsules where capsule.isLong(reach: reach) {
                capsule.forEachPiece(in: band, reach: reach) { piece in
                    lower(&squares, width: width, by: piece, reach: reach, band: band)
                }
            }
        }
        return squares.map { square in
            let depth = max(Float(reach) - root(of: square), 0)
            let share = depth - max(depth - limit, 0)
            return UInt8(truncatingIfNeeded: (share * 255 + 0x1p23).bitPattern)
        }
    }

    private static func lower(
        _ squares: inout [Float],
        width: Int,
        by capsule: Capsule,
        reach: Double,
        band: Range<Int>
    ) {
        let direction = capsule.direction
        capsule.forEachColumn(in: band, reach: reach) { cell, rows in
            let x = Double(4 * cell) + 0.5 - capsule.middle.x
            let y = Double(rows.lowerBound) + 0.5 - capsule.middle.y
            for column in (4 * cell)..<min(4 * cell + 4, width) {
                let lane = Float(column - 4 * cell)
                var along = lane * Float(direction.x) + Float(y * direction.y + x * direction.x)
                var across = Float(y * direction.x - x * direction.y) - lane * Float(direction.y)
                for row in rows {
                    let beyond = max(abs(along) - Float(capsule.half), 0)
                    let square = across * across + beyond * beyond
                    squares[row * width + column] = min(squares[row * width + column], square)
                    along += Float(direction.y)
                    across += Float(direction.x)
                }
            }
        }
    }

    private static func root(of square: Float) -> Float {
        let guess = Float(bitPattern: (square.bitPattern >> 1) + 0x1FBD_1DF5)
        let nearer = (guess + square / guess) * 0.5
        return (nearer + square / nearer) * 0.5
    }
}
