package import SketchModel
internal import SketchStreams

/// Writes each sketch as a line of JSON, with the official keys in the official order.
package struct NDJSONEncoder: SketchEncoder {
    package enum Form { case simplified, raw }

    private let form: Form
    private let strokes = StrokeText.shared
    private let shortStrokes = ShortStrokeText.shared
    private var head = RecordHead()
    private var rounded = 0
    private var withoutTimes = 0
    private var withoutPressures = 0
    private var withoutTimestamp = 0
    private var attributeLosses = LossReport()

    package init(form: Form) { self.form = form }

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
        // The short way is for drawings whose numbers are all whole and small.
        if keepsTimes || !shortStrokes.append(sketch, to: &bytes) {
            let isRounding = form == .simplified
            if strokes.append(sketch, withTimes: keepsTimes, isRounding: isRounding, to: &bytes) { rounded += 1 }
        }
        bytes.append(UInt8(ascii: "]"))
        if form == .raw { AttributeText.append(of: sketch, to: &bytes) }
        bytes.append(UInt8(ascii: "}"))
        bytes.append(0x0a)
        guard form == .simplified else { return }
        if sketch.hasTimes { withoutTimes += 1 }
        if sketch.hasPressures { withoutPressures += 1 }
        attributeLosses.addAttributes(of: sketch)
    }
}
