internal import SketchModel

/// Writes the int16 stroke-3 rows of sketches whose coordinates are all whole, like those of QuickDraw.
///
/// This is the only code here that writes through a pointer: a row is a single store of eight bytes, and the next row
/// overwrites the last two. `StrokeRowWriter` writes the same rows for any sketch.
enum WholeRowWriter {
    private static let rowSize = 6

    /// Appends the rows of a sketch.
    /// - Parameters:
    ///   - isImplicit: whether the first point is the origin instead of the first row's offset.
    ///   - dropsFirst: whether the first point has no row.
    /// - Returns: whether it did. If not, a coordinate or an offset is of another kind, and `bytes` is unchanged.
    static func append(
        _ sketch: borrowing Sketch,
        isImplicit: Bool,
        dropsFirst: Bool,
        to bytes: inout [UInt8]
    ) -> Bool {
        let points = sketch.points.span
        let ends = sketch.strokeEnds.span
        guard points.count > 0 else { return true }
        var isDone = false
        bytes.append(addingCapacity: rowSize * points.count + 2) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in
                guard let start = buffer.baseAddress else { return }
                var target = UnsafeMutableRawPointer(start + count)
                let first = target
                isDone = write(points, ends, isImplicit: isImplicit, dropsFirst: dropsFirst, to: &target)
                if isDone { count += target - first }
            }
        }
        return isDone
    }

    @inline(__always)
    private static func write(
        _ points: Span<Point>,
        _ ends: Span<Int>,
        isImplicit: Bool,
        dropsFirst: Bool,
        to target: inout UnsafeMutableRawPointer
    ) -> Bool {
        var last: (x: Int, y: Int) = (0, 0)
        if isImplicit {
            guard let x = whole(points[0].x), let y = whole(points[0].y) else { return false }
            last = (x, y)
        }
        var index = dropsFirst ? 1 : 0
        for stroke in ends.indices {
            let end = ends[stroke]
            while index < end {
                guard let x = whole(points[index].x), let y = whole(points[index].y),
                    let dx = Int16(exactly: x &- last.x), let dy = Int16(exactly: y &- last.y)
                else { return false }
                last = (x, y)
                index &+= 1
                let lifted: UInt64 = index == end ? 1 << 32 : 0
                let row = UInt64(UInt16(bitPattern: dx)) | UInt64(UInt16(bitPattern: dy)) << 16 | lifted
                target.storeBytes(of: row.littleEndian, as: UInt64.self)
                target += rowSize
            }
        }
        return true
    }

    /// The number, if it is whole and has less than 31 bits.
    @inline(__always)
    private static func whole(_ value: Double) -> Int? {
        // If the number is whole and small, the sum's lowest bits are the number in two's complement.
        let bits = Int(Int32(truncatingIfNeeded: (value + 0x1.8p52).bitPattern))
        return Double(bits) == value ? bits : nil
    }
}
