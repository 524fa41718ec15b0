package import SketchModel
internal import SketchStreams
internal import TextNotation

/// Writes each sketch as a line of JSON, with the official keys in the official order.
package struct NDJSONEncoder: SketchEncoder {
    package enum Form { case simplified, raw }

    private let form: Form
    private let strokes: StrokeText?
    private let shortStrokes: ShortStrokeText?
    private var head = RecordHead()
    private var rounded = 0
    private var withoutTimes = 0
    private var withoutPressures = 0
    private var withoutTimestamp = 0
    private var attributeLosses = LossReport()

    /// `isPlain` disables the fast way to write strokes, which must give the same bytes.
    package init(form: Form, isPlain: Bool = false) {
        self.form = form
        strokes = isPlain ? nil : .shared
        shortStrokes = isPlain ? nil : .shared
    }

    package var losses: LossReport {
        var report = attributeLosses
        if rounded > 0 { report.add(.rounding, sketches: rounded) }
        if withoutTimes > 0 { report.add(.times, sketches: withoutTimes) }
        if withoutPressures > 0 { report.add(.pressures, sketches: withoutPressures) }
        if withoutTimestamp > 0 { report.add(.timestamp, sketches: withoutTimestamp) }
        return report
    }

    package mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        if !head.append(sketch.metadata, to: &bytes) { withoutTimestamp += 1 }
        let keepsTimes = form == .raw && sketch.hasTimes
        let isRounded =
            appendShort(sketch, withTimes: keepsTimes, to: &bytes)
            ?? strokes?.append(sketch, withTimes: keepsTimes, isRounding: form == .simplified, to: &bytes)
            ?? appendStrokes(sketch, withTimes: keepsTimes, to: &bytes)
        if isRounded { rounded += 1 }
        bytes.append(UInt8(ascii: "]"))
        if form == .raw { AttributeText.append(of: sketch, to: &bytes) }
        bytes.append(UInt8(ascii: "}"))
        bytes.append(0x0a)
        guard form == .simplified else { return }
        if sketch.hasTimes { withoutTimes += 1 }
        if sketch.hasPressures { withoutPressures += 1 }
        attributeLosses.addAttributes(of: sketch)
    }

    /// Appends all strokes if all their numbers are whole and small.
    /// - Returns: false, since nothing was rounded, or `nil` if nothing was appended.
    private func appendShort(_ sketch: borrowing Sketch, withTimes: Bool, to bytes: inout [UInt8]) -> Bool? {
        guard !withTimes, shortStrokes?.append(sketch, to: &bytes) == true else { return nil }
        return false
    }

    /// Appends all strokes, number by number.
    /// - Returns: whether a coordinate was rounded.
    private func appendStrokes(_ sketch: borrowing Sketch, withTimes: Bool, to bytes: inout [UInt8]) -> Bool {
        var isRounded = false
        let points = sketch.points.span
        var start = 0
        for index in sketch.strokeEnds.indices {
            let end = sketch.strokeEnds[index]
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "["))
            appendList(start..<end, to: &bytes) { append(points[$0].x, to: &$1, isRounded: &isRounded) }
            bytes.append(UInt8(ascii: ","))
            appendList(start..<end, to: &bytes) { append(points[$0].y, to: &$1, isRounded: &isRounded) }
            if withTimes {
                bytes.append(UInt8(ascii: ","))
                appendList(start..<end, to: &bytes) { DecimalText.append(sketch.times[$0], to: &$1) }
            }
            bytes.append(UInt8(ascii: "]"))
            start = end
        }
        return isRounded
    }

    @inline(__always)
    private func appendList(
        _ range: Range<Int>,
        to bytes: inout [UInt8],
        element: (Int, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: "["))
        for index in range {
            if index > range.lowerBound { bytes.append(UInt8(ascii: ",")) }
            element(index, &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    @inline(__always)
    private func append(_ value: Double, to bytes: inout [UInt8], isRounded: inout Bool) {
        guard form == .simplified else { return DecimalText.append(value, to: &bytes) }
        let whole = value.rounded(.toNearestOrEven)
        if whole != value { isRounded = true }
        // Zero has no sign among whole coordinates.
        DecimalText.append(whole == 0 ? 0 : whole, to: &bytes)
    }
}
