internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// Writes what comes before a drawing's strokes: `{"word":"cat",…,"drawing":[`.
struct RecordHead {
    private let keys = Keys()
    /// The last label, and its text with the key and the comma.
    private var label: String?
    private var labelText: [UInt8] = []

    private struct Keys {
        let word = Array("\"word\":".utf8)
        let countryCode = Array("\"countrycode\":".utf8)
        let timestamp = Array("\"timestamp\":\"".utf8)
        let recognized = Array("\"recognized\":true,".utf8)
        let unrecognized = Array("\"recognized\":false,".utf8)
        let id = Array("\"key_id\":\"".utf8)
        let drawing = Array("\"drawing\":[".utf8)
    }

    /// - Returns: whether everything could be written; a timestamp whose year has more than four digits is left out.
    mutating func append(_ metadata: SketchMetadata, to bytes: inout [UInt8]) -> Bool {
        bytes.append(UInt8(ascii: "{"))
        if let label = metadata.label {
            if label != self.label {
                self.label = label
                labelText = keys.word
                JSONText.append(label, to: &labelText)
                labelText.append(UInt8(ascii: ","))
            }
            bytes.append(contentsOf: labelText)
        }
        if let countryCode = metadata.countryCode {
            bytes.append(contentsOf: keys.countryCode)
            JSONText.append(countryCode, to: &bytes)
            bytes.append(UInt8(ascii: ","))
        }
        var isWhole = true
        if let timestamp = metadata.timestamp {
            isWhole = TimestampText.holds(timestamp)
            if isWhole {
                bytes.append(contentsOf: keys.timestamp)
                TimestampText.append(timestamp, to: &bytes)
                Self.endString(&bytes)
            }
        }
        if let recognized = metadata.recognized {
            bytes.append(contentsOf: recognized ? keys.recognized : keys.unrecognized)
        }
        if let id = metadata.id {
            bytes.append(contentsOf: keys.id)
            DecimalText.append(id, to: &bytes)
            Self.endString(&bytes)
        }
        bytes.append(contentsOf: keys.drawing)
        return isWhole
    }

    private static func endString(_ bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ","))
    }
}
