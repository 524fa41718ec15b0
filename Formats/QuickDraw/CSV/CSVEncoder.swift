internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// Writes each sketch as a record of CSV, with Kaggle's columns in Kaggle's order.
struct CSVEncoder: SketchEncoder {
    static let header = "countrycode,drawing,key_id,recognized,timestamp,word\n"

    private let beforeDrawing = Array(",\"[".utf8)
    private let afterDrawing = Array("]\",".utf8)
    private(set) var losses = LossReport()

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        let metadata = sketch.metadata
        append(metadata.countryCode, or: .countryCode, to: &bytes)
        bytes.append(contentsOf: beforeDrawing)
        if sketch.hasTimes || !ShortStrokeText.spaced.append(sketch, to: &bytes) {
            _ = StrokeText.spaced.append(sketch, withTimes: sketch.hasTimes, isRounding: false, to: &bytes)
        }
        bytes.append(contentsOf: afterDrawing)
        if let id = metadata.id { DecimalText.append(id, to: &bytes) }
        bytes.append(UInt8(ascii: ","))
        if let recognized = metadata.recognized { bytes.append(contentsOf: (recognized ? "True" : "False").utf8) }
        bytes.append(UInt8(ascii: ","))
        if let timestamp = metadata.timestamp {
            if TimestampText.holds(timestamp) {
                CSVTimestamp.append(timestamp, to: &bytes)
            } else {
                losses.add(.timestamp)
            }
        }
        bytes.append(UInt8(ascii: ","))
        append(metadata.label, or: .label, to: &bytes)
        bytes.append(0x0a)
        if sketch.hasPressures { losses.add(.pressures) }
        losses.addAttributes(of: sketch)
    }

    /// Appends a text, in quotes if it needs them. An empty text reads back as absent, which is a loss.
    private mutating func append(_ text: String?, or loss: Loss, to bytes: inout [UInt8]) {
        guard let text else { return }
        if text.isEmpty { losses.add(loss) }
        guard text.utf8.contains(where: Self.needsQuotes) else { return bytes.append(contentsOf: text.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0a || byte == 0x0d
    }
}
