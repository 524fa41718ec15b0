internal import SketchModel
internal import TextNotation

/// Reads `[[[x…],[y…]],…]`, the strokes of a drawing. They are nine tenths of a file, so the loop over numbers is the
/// hot one.
struct DrawingScanner {
    let scanner: JSONScanner
    /// Whether a space is expected after each comma; any white space is read in either case.
    private let isSpaced: Bool
    /// Collects points until the drawing ends. Always longer than the part in use, so that stores need no growth.
    private var points: [Point]
    private var times: [Double]
    /// Reads the arrays after x and y if they are labels of parts instead of times.
    private var parts: PartScanner?

    init(scanner: JSONScanner, isSpaced: Bool = false, parts: PartNames? = nil) {
        self.scanner = scanner
        self.parts = parts.map { PartScanner(names: $0) }
        self.isSpaced = isSpaced
        points = Array(repeating: .zero, count: 512)
        times = []
    }

    private enum Lane { case x, y, time }

    mutating func drawing(_ bytes: Span<UInt8>, at offset: inout Int, into sketch: inout Sketch) throws(NDJSONFault) {
        try scanner.expect(UInt8(ascii: "["), "the array of strokes", bytes, at: &offset)
        scanner.skipSpace(bytes, at: &offset)
        if scanner.isNext(UInt8(ascii: "]"), bytes, at: offset) {
            offset += 1
            return
        }
        var count = 0
        var arrays = 0
        parts?.removeAll()
        repeat {
            scanner.skipSpace(bytes, at: &offset)
            let start = offset
            let found = try stroke(bytes, at: &offset, number: sketch.strokeEnds.count, count: &count)
            if found != arrays {
                guard arrays == 0 else {
                    let stroke = sketch.strokeEnds.count
                    throw NDJSONFault(
                        offset: start,
                        reason: .strokesDiffer(stroke: stroke, found: found, before: arrays)
                    )
                }
                arrays = found
            }
            sketch.strokeEnds.append(count)
        } while try !scanner.isLast(before: UInt8(ascii: "]"), "',' or ']'", bytes, at: &offset)

        sketch.points.append(contentsOf: points[..<count])
        if let parts {
            if parts.parts.contains(where: { $0 != nil }) {
                sketch.attributes = parts.parts.map { StrokeAttributes(part: $0) }
            }
        } else if arrays == 3 {
            sketch.times.append(contentsOf: times[..<count])
            sketch.hasTimes = true
        }
    }

    /// Reads a stroke, whose points follow the `count` points before.
    /// - Returns: the number of its arrays.
    @inline(__always)
    private mutating func stroke(
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        number stroke: Int,
        count: inout Int
    ) throws(NDJSONFault) -> Int {
        let start = offset
        try scanner.expect(UInt8(ascii: "["), "a stroke, '['", bytes, at: &offset)
        scanner.skipSpace(bytes, at: &offset)
        if scanner.isNext(UInt8(ascii: "]"), bytes, at: offset) {
            throw NDJSONFault(offset: start, reason: .strokeArrays(stroke: stroke, found: 0))
        }

        let xEnd = try numbers(.x, bytes, at: &offset, from: count)
        if try scanner.isLast(before: UInt8(ascii: "]"), "',' or ']'", bytes, at: &offset) {
            throw NDJSONFault(offset: start, reason: .strokeArrays(stroke: stroke, found: 1))
        }
        scanner.skipSpace(bytes, at: &offset)
        let yEnd = try numbers(.y, bytes, at: &offset, from: count)
        guard xEnd == yEnd else {
            let reason = NDJSONError.unequalCoordinates(stroke: stroke, x: xEnd - count, y: yEnd - count)
            throw NDJSONFault(offset: start, reason: reason)
        }
        var arrays = 2
        if try !scanner.isLast(before: UInt8(ascii: "]"), "',' or ']'", bytes, at: &offset) {
            arrays = 3
            if parts == nil {
                try timesOfStroke(stroke, bytes, at: &offset, points: count..<xEnd, from: start)
            } else {
                var scanner = scanner
                try parts?.stroke(stroke, points: xEnd - count, from: start, &scanner, bytes, at: &offset)
            }
        }
        count = xEnd
        return arrays
    }

    @inline(never)
    private mutating func timesOfStroke(
        _ stroke: Int,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        points range: Range<Int>,
        from start: Int
    ) throws(NDJSONFault) {
        scanner.skipSpace(bytes, at: &offset)
        if times.count < points.count {
            times.append(contentsOf: repeatElement(0, count: points.count - times.count))
        }
        let end = try numbers(.time, bytes, at: &offset, from: range.lowerBound)
        guard end == range.upperBound else {
            let reason = NDJSONError.unequalTimes(
                stroke: stroke,
                points: range.count,
                times: end - range.lowerBound
            )
            throw NDJSONFault(offset: start, reason: reason)
        }
        guard try scanner.isLast(before: UInt8(ascii: "]"), "',' or ']'", bytes, at: &offset) else {
            throw NDJSONFault(offset: start, reason: .strokeArrays(stroke: stroke, found: 4))
        }
    }

    /// Reads an array of numbers into one lane of the points from `first` on.
    /// - Returns: the index after the last.
    @inline(__always)
    private mutating func numbers(
        _ lane: Lane,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        from first: Int
    ) throws(NDJSONFault) -> Int {
        try scanner.expect(UInt8(ascii: "["), "an array of numbers", bytes, at: &offset)
        var index = first
        var cursor = offset
        while true {
            let isClosed =
                switch lane {
                case .x:
                    Self.shortNumbers(bytes, at: &cursor, isSpaced, index: &index, into: &points) {
                        Point(Double($0), $1.y)
                    }
                case .y:
                    Self.shortNumbers(bytes, at: &cursor, isSpaced, index: &index, into: &points) {
                        Point($1.x, Double($0))
                    }
                case .time:
                    Self.shortNumbers(bytes, at: &cursor, isSpaced, index: &index, into: &times) { number, _ in
                        Double(number)
                    }
                }
            if isClosed { break }
            offset = cursor
            if try oddNumber(lane, bytes, at: &offset, first: first, index: &index) {
                cursor = offset
                break
            }
            cursor = offset
        }
        offset = cursor
        return index
    }

    /// Reads whole numbers of one to seven digits, each immediately followed by a comma or a bracket, while there are
    /// any and `target` has space. One space may follow each comma if `isSpaced`.
    /// - Returns: whether the bracket was reached.
    @inline(__always)
    private static func shortNumbers<Element>(
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        _ isSpaced: Bool,
        index: inout Int,
        into target: inout [Element],
        element: (Int32, Element) -> Element
    ) -> Bool {
        var elements = target.mutableSpan
        var cursor = offset
        var next = index
        defer {
            offset = cursor
            index = next
        }
        let lastBlock = bytes.count &- 8
        while cursor <= lastBlock, next < elements.count {
            let block = DigitBlock.load(bytes, at: cursor)
            let digits = DigitBlock.digitCount(block)
            // At least one digit and fewer than eight, and no leading zero.
            guard UInt(bitPattern: digits &- 1) < 7, digits == 1 || block & 0x0f != 0 else { return false }
            let value = DigitBlock.value(block, digits: digits)
            elements[next] = element(Int32(truncatingIfNeeded: value), elements[next])
            let behind = UInt8(truncatingIfNeeded: block &>> UInt64(truncatingIfNeeded: digits &* 8))
            if behind == UInt8(ascii: ",") {
                cursor &+= digits &+ 1
                next &+= 1
                if isSpaced, cursor < bytes.count, bytes[cursor] == 0x20 { cursor &+= 1 }
            } else if behind == UInt8(ascii: "]") {
                cursor &+= digits &+ 1
                next &+= 1
                return true
            } else {
                return false
            }
        }
        return false
    }

    /// Reads one number of any form, the white space around it, and what follows it.
    /// - Returns: whether the array ended.
    @inline(never)
    private mutating func oddNumber(
        _ lane: Lane,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        first: Int,
        index: inout Int
    ) throws(NDJSONFault) -> Bool {
        scanner.skipSpace(bytes, at: &offset)
        if index == first, scanner.isNext(UInt8(ascii: "]"), bytes, at: offset) {
            offset += 1
            return true
        }
        let value = try scanner.number(bytes, at: &offset)
        growIfFull(index)
        switch lane {
        case .x: points[index].x = value
        case .y: points[index].y = value
        case .time: times[index] = value
        }
        index += 1
        return try scanner.isLast(before: UInt8(ascii: "]"), "',' or ']'", bytes, at: &offset)
    }

    private mutating func growIfFull(_ index: Int) {
        if index == points.count { points.append(contentsOf: repeatElement(.zero, count: index)) }
        if !times.isEmpty, index == times.count {
            times.append(contentsOf: repeatElement(0, count: points.count - index))
        }
    }
}
