internal import SketchModel
internal import TextNotation

/// The sub-paths of path data that draw something, with their positions in the text.
struct Subpaths: SegmentObserver {
    struct Subpath {
        /// The move that begins it; empty if it continues from the start of a closed sub-path.
        var move: Range<Int>
        /// Whether the move is missing, or relative to the sub-path before it.
        var isRelative: Bool
        /// Its start, in the coordinates of the path.
        var start: Point
        /// The end of its last segment.
        var end: Int
    }

    private(set) var all: [Subpath] = []
    private var next: Subpath?
    private var isOpen = false

    /// Finds the sub-paths that `pen` turns into strokes, in the same order.
    init(of text: Span<UInt8>, with pen: Pen) {
        var pen = pen
        pen.sketch.removeAll()
        _ = PathData.draw(text, with: &pen, seenBy: &self)
        // Only sub-paths after coordinates that are too large draw nothing.
        all.removeLast(max(all.count - pen.sketch.strokeCount, 0))
    }

    mutating func drew(_ command: UInt8, _ range: Range<Int>, subpathStart: Point) {
        if command | 32 == UInt8(ascii: "m") {
            next = Subpath(move: range, isRelative: command >= 97, start: subpathStart, end: range.upperBound)
            isOpen = false
            return
        }
        if !isOpen {
            // Closing a closed sub-path draws nothing.
            if command | 32 == UInt8(ascii: "z"), next == nil { return }
            let begin = range.lowerBound
            all.append(next ?? Subpath(move: begin..<begin, isRelative: true, start: subpathStart, end: begin))
            next = nil
        }
        all[all.count - 1].end = range.upperBound
        isOpen = command | 32 != UInt8(ascii: "z")
    }

    /// Path data that draws a range of the sub-paths at their positions. Everything but their first move is as it was
    /// written.
    func data(_ range: Range<Int>, of text: Span<UInt8>) -> [UInt8] {
        let first = all[range.lowerBound]
        let end = all[range.upperBound - 1].end
        var result: [UInt8] = []
        var begin = first.isRelative ? first.move.upperBound : first.move.lowerBound
        if range.lowerBound == 0 {
            begin = 0
        } else if first.isRelative {
            result.append(UInt8(ascii: "M"))
            DecimalText.append(first.start.x, to: &result)
            result.append(UInt8(ascii: ","))
            DecimalText.append(first.start.y, to: &result)
            text.skipSeparator(&begin)
            // After a relative move, numbers without a letter are relative lines.
            if begin < end, !text[begin].isLetter { result.append(UInt8(ascii: "l")) }
        }
        for index in begin..<max(end, begin) { result.append(text[index]) }
        return result
    }
}
