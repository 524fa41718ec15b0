internal import SketchModel
internal import SketchStreams

/// Writes each sketch as a line of JSON, with the official keys in the official order.
struct NDJSONEncoder: SketchEncoder {
    enum Form { case simplified, raw }

    private let form: Form
    private var rounded = 0
    private var withoutTimes = 0
    private var withoutPressures = 0

    init(form: Form) { self.form = form }

    var losses: LossReport {
        var report = LossReport()
        if rounded > 0 { report.add(.rounding, sketches: rounded) }
        if withoutTimes > 0 { report.add(.times, sketches: withoutTimes) }
        if withoutPressures > 0 { report.add(.pressures, sketches: withoutPressures) }
        return report
    }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        try appendMetadata(sketch.metadata, to: &bytes)
        var isRounded = false
        let keepsTimes = form == .raw && sketch.hasTimes
        bytes.append(contentsOf: "\"drawing\":[".utf8)
        var start = 0
        for index in sketch.strokeEnds.indices {
            let end = sketch.strokeEnds[index]
            bytes.append(contentsOf: (index == 0 ? "[[" : ",[[").utf8)
            for point in start..<end {
                if point > start { bytes.append(UInt8(ascii: ",")) }
                append(sketch.points[point].x, to: &bytes, isRounded: &isRounded)
            }
            bytes.append(contentsOf: "],[".utf8)
            for point in start..<end {
                if point > start { bytes.append(UInt8(ascii: ",")) }
                append(sketch.points[point].y, to: &bytes, isRounded: &isRounded)
            }
            if keepsTimes {
                bytes.append(contentsOf: "],[".utf8)
                for point in start..<end {
                    if point > start { bytes.append(UInt8(ascii: ",")) }
                    DecimalText.append(sketch.times[point], to: &bytes)
                }
            }
            bytes.append(contentsOf: "]]".utf8)
            start = end
        }
        bytes.append(contentsOf: "]}\n".utf8)
        if isRounded { rounded += 1 }
        if sketch.hasTimes && !keepsTimes { withoutTimes += 1 }
        if sketch.hasPressures { withoutPressures += 1 }
    }

    private func append(_ value: Double, to bytes: inout [UInt8], isRounded: inout Bool) {
        var value = value
        if form == .simplified {
            value.round(.toNearestOrEven)
            isRounded = true
        }
        DecimalText.append(value, to: &bytes)
    }

    private func appendMetadata(_ metadata: SketchMetadata, to bytes: inout [UInt8]) throws {
        bytes.append(UInt8(ascii: "{"))
        if let label = metadata.label {
            bytes.append(contentsOf: "\"word\":".utf8)
            JSONText.append(label, to: &bytes)
            bytes.append(UInt8(ascii: ","))
        }
        if let countryCode = metadata.countryCode {
            bytes.append(contentsOf: "\"countrycode\":".utf8)
            JSONText.append(countryCode, to: &bytes)
            bytes.append(UInt8(ascii: ","))
        }
        if let timestamp = metadata.timestamp, TimestampText.holds(timestamp) {
            bytes.append(contentsOf: "\"timestamp\":\"".utf8)
            TimestampText.append(timestamp, to: &bytes)
            bytes.append(contentsOf: "\",".utf8)
        }
        if let recognized = metadata.recognized {
            bytes.append(contentsOf: (recognized ? "\"recognized\":true," : "\"recognized\":false,").utf8)
        }
        if let id = metadata.id {
            bytes.append(contentsOf: "\"key_id\":\"".utf8)
            DecimalText.append(id, to: &bytes)
            bytes.append(contentsOf: "\",".utf8)
        }
    }
}
