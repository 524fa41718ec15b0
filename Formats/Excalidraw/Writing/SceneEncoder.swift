internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// Writes a sketch as a scene, or as an item of a library: one `freedraw` per stroke.
struct SceneEncoder: SketchEncoder {
    enum Target {
        /// A whole file.
        case scene
        /// An item without its id, which the writer puts before it, with the opening brace.
        case item
    }

    private(set) var losses = LossReport()
    private let target: Target

    init(_ target: Target) { self.target = target }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) {
        // The app removes elements without points when it opens a file.
        var strokes: [Int] = []
        for stroke in 0..<sketch.strokeCount where !sketch.range(ofStroke: stroke).isEmpty { strokes.append(stroke) }
        if strokes.count < sketch.strokeCount { losses.add(.emptyStrokes) }
        // An item without elements still has a name.
        let hasName = target == .item && sketch.metadata.label?.isEmpty == false
        let record = sketchRecord(sketch, hasName: hasName, isHeld: !strokes.isEmpty)

        appendStart(sketch, hasName: hasName, to: &bytes)
        var markup = ElementMarkup(sketch)
        for (place, stroke) in strokes.enumerated() {
            bytes.append(contentsOf: (place == 0 ? "\n" : ",\n").utf8)
            markup.append(stroke, at: place, of: sketch, place == 0 ? record : nil, to: &bytes)
        }
        bytes.append(contentsOf: (target == .scene ? Self.sceneEnd : "\n]}").utf8)
        guard strokes.isEmpty else { return }
        losses.addAttributes(of: sketch)
        if sketch.hasTimes { losses.add(.times) }
        if sketch.hasPressures { losses.add(.pressures) }
    }

    private static let sceneEnd = """

        ],"appState":{"gridSize":20,"gridStep":5,"gridModeEnabled":false,"viewBackgroundColor":"#ffffff"},"files":{}}

        """

    private func appendStart(_ sketch: borrowing Sketch, hasName: Bool, to bytes: inout [UInt8]) {
        switch target {
        case .scene:
            bytes.append(
                contentsOf: "{\"type\":\"excalidraw\",\"version\":2,\"source\":\"croquis\",\"elements\":[".utf8
            )
        case .item:
            bytes.append(contentsOf: "\"status\":\"unpublished\",\"created\":".utf8)
            DecimalText.append(Self.milliseconds(sketch.metadata.timestamp), to: &bytes)
            if hasName, let label = sketch.metadata.label {
                bytes.append(contentsOf: ",\"name\":".utf8)
                JSONText.append(label, to: &bytes)
            }
            bytes.append(contentsOf: ",\"elements\":[".utf8)
        }
    }

    /// The app's dates; 1, as in its own files without a date, if there is none.
    static func milliseconds(_ timestamp: Timestamp?) -> Int { max(Int((timestamp?.microseconds ?? 0) / 1000), 1) }

    /// What is stored about the drawing as a whole, in its first element.
    /// - Parameters:
    ///   - hasName: whether its label is stored elsewhere.
    ///   - isHeld: whether there is an element.
    private mutating func sketchRecord(
        _ sketch: borrowing Sketch,
        hasName: Bool,
        isHeld: Bool
    ) -> JSONValue? {
        let metadata = sketch.metadata
        var record: [(String, JSONValue)] = []
        func add(_ key: String, _ value: JSONValue?, _ loss: Loss) {
            guard let value else { return }
            if isHeld { record.append((key, value)) } else { losses.add(loss) }
        }
        if !hasName { add("label", metadata.label.map { JSONValue.text($0) }, .label) }
        add("id", metadata.id.map { JSONValue.text(String($0)) }, .id)
        add("countryCode", metadata.countryCode.map { JSONValue.text($0) }, .countryCode)
        if let timestamp = metadata.timestamp {
            if TimestampText.holds(timestamp) {
                var text: [UInt8] = []
                TimestampText.append(timestamp, to: &text)
                add("timestamp", .text(String(decoding: text, as: UTF8.self)), .timestamp)
            } else {
                losses.add(.timestamp)
            }
        }
        add("recognized", metadata.recognized.map { JSONValue.boolean($0) }, .recognized)
        if isHeld, let canvas = sketch.canvas {
            var value: [(String, JSONValue)] = [
                ("x", .number(canvas.origin.x)), ("y", .number(canvas.origin.y)),
                ("width", .number(canvas.width)), ("height", .number(canvas.height)),
            ]
            if let unit = canvas.unit { value.append(("unit", .text(unit.rawValue))) }
            record.append(("canvas", .object(value)))
        }
        return record.isEmpty ? nil : .object(record)
    }
}
