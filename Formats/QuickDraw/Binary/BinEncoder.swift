internal import SketchModel
internal import SketchStreams

/// Packs each sketch into a record. Absent values are written as zeros, which read back as absent, except for
/// `recognized`.
struct BinEncoder: SketchEncoder {
    private var counts = Counts()
    private var attributeLosses = LossReport()

    private struct Counts {
        var label = 0
        var id = 0
        var countryCode = 0
        var timestamp = 0
        var timestampFraction = 0
        var recognized = 0
        var rounding = 0
        var times = 0
        var pressures = 0
    }

    private static let mostPerCount = Int(UInt16.max)

    var losses: LossReport {
        var report = attributeLosses
        for (loss, sketches) in [
            (.label, counts.label), (.id, counts.id), (.countryCode, counts.countryCode),
            (.timestamp, counts.timestamp), (.timestampFraction, counts.timestampFraction),
            (.recognizedInvented, counts.recognized), (.rounding, counts.rounding), (.times, counts.times),
            (.pressures, counts.pressures),
        ] as [(Loss, Int)] where sketches > 0 {
            report.add(loss, sketches: sketches)
        }
        return report
    }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        let strokes = sketch.strokeEnds.count
        guard strokes <= Self.mostPerCount else { throw QuickDrawWriteError.tooManyStrokes(strokes) }
        var isRounded = false
        let losses = appendMetadata(sketch.metadata, to: &bytes)
        Self.append(UInt64(strokes), size: 2, to: &bytes)

        var start = 0
        for index in 0..<strokes {
            let end = sketch.strokeEnds[index]
            guard end - start <= Self.mostPerCount else {
                throw QuickDrawWriteError.tooManyPoints(stroke: index, points: end - start)
            }
            Self.append(UInt64(end - start), size: 2, to: &bytes)
            isRounded = try Self.append(sketch.points.span.extracting(start..<end), to: &bytes) || isRounded
            start = end
        }

        counts = losses
        if isRounded { counts.rounding += 1 }
        if sketch.hasTimes { counts.times += 1 }
        if sketch.hasPressures { counts.pressures += 1 }
        attributeLosses.addAttributes(of: sketch)
    }

    /// Appends the x coordinates and then the y coordinates of a stroke.
    /// - Returns: whether any was rounded.
    private static func append(_ points: Span<Point>, to bytes: inout [UInt8]) throws(QuickDrawWriteError) -> Bool {
        let first = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 2 * points.count))
        var target = bytes.mutableSpan
        var isRounded = false
        for index in points.indices {
            target[first &+ index] = try byte(points[index].x, &isRounded)
            target[first &+ points.count &+ index] = try byte(points[index].y, &isRounded)
        }
        return isRounded
    }

    @inline(__always)
    private static func byte(_ coordinate: Double, _ isRounded: inout Bool) throws(QuickDrawWriteError) -> UInt8 {
        if coordinate >= 0, coordinate <= 255 {
            let whole = UInt8(coordinate)
            if Double(whole) == coordinate { return whole }
        }
        isRounded = true
        return try roundedByte(coordinate)
    }

    @inline(never)
    private static func roundedByte(_ coordinate: Double) throws(QuickDrawWriteError) -> UInt8 {
        // Halves round to even, so 255.5 is too large and -0.5 isn't too small.
        guard coordinate >= -0.5, coordinate < 255.5 else { throw .coordinateOutOfRange(coordinate) }
        return UInt8(coordinate.rounded(.toNearestOrEven))
    }

    /// Appends the header except for the number of strokes.
    /// - Returns: the counts of losses once the sketch is written.
    private func appendMetadata(_ metadata: SketchMetadata, to bytes: inout [UInt8]) -> Counts {
        var counts = counts
        if metadata.label != nil { counts.label += 1 }

        if metadata.id == 0 { counts.id += 1 }
        Self.append(metadata.id ?? 0, size: 8, to: &bytes)

        var code: (UInt8, UInt8) = (0, 0)
        if let text = metadata.countryCode?.utf8 {
            if text.count == 2, let first = text.first, let second = text.last, 0x20..<0x7f ~= first,
                0x20..<0x7f ~= second
            {
                code = (first, second)
            } else {
                counts.countryCode += 1
            }
        }
        bytes.append(code.0)
        bytes.append(code.1)

        if metadata.recognized == nil { counts.recognized += 1 }
        bytes.append(metadata.recognized == true ? 1 : 0)

        var seconds: UInt64 = 0
        if let microseconds = metadata.timestamp?.microseconds {
            // The second 0 stands for an absent timestamp.
            if microseconds >= 1_000_000, microseconds / 1_000_000 <= Int64(UInt32.max) {
                seconds = UInt64(microseconds / 1_000_000)
                if microseconds % 1_000_000 != 0 { counts.timestampFraction += 1 }
            } else {
                counts.timestamp += 1
            }
        }
        Self.append(seconds, size: 4, to: &bytes)
        return counts
    }

    @inline(__always)
    private static func append(_ value: UInt64, size: Int, to bytes: inout [UInt8]) {
        for index in 0..<size { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
    }
}

extension Loss {
    /// A flag that the format requires and the sketch doesn't have.
    static let recognizedInvented = Loss(
        name: "recognizedInvented",
        text: "missing recognized flags set to false"
    )
}

/// What a QuickDraw `.bin` file can't hold of a sketch. Strokes count from 0.
package enum QuickDrawWriteError: FaultReason, Hashable {
    case coordinateOutOfRange(Double)
    case tooManyStrokes(Int)
    case tooManyPoints(stroke: Int, points: Int)

    package var message: String {
        switch self {
        case .coordinateOutOfRange(let value): "the coordinate \(value) is outside 0…255, which is all that .bin holds"
        case .tooManyStrokes(let strokes): "there are \(strokes) strokes, but .bin holds at most 65535"
        case .tooManyPoints(let stroke, let points):
            "stroke \(stroke + 1) has \(points) points, but .bin holds at most 65535"
        }
    }

    package var advice: String? {
        switch self {
        case .coordinateOutOfRange: "make it fit with the transform quickdraw or fit:255"
        case .tooManyStrokes: "leave such sketches out with the transform strokes:0..65535"
        case .tooManyPoints: "drop points with the transform simplify:2"
        }
    }
}
