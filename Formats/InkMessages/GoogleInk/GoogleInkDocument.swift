internal import MessageFields
internal import SketchModel
internal import SketchStreams

/// A file of google/ink: one sketch, whose strokes are the messages.
struct GoogleInkDocument: SketchDocument {
    private let bytes: [UInt8]
    private let messages: InputMessages

    let pages = [0]

    init(_ bytes: [UInt8]) throws(DocumentFault) {
        guard !bytes.isEmpty else { throw DocumentFault(InkMessageError.noStrokes, at: 0) }
        self.bytes = bytes
        do throws(MessageFault) {
            messages = try InputMessages(bytes.span)
        } catch {
            throw DocumentFault(error.reason, at: error.offset)
        }
    }

    func read(_ page: Int, into sketch: inout Sketch, notes: inout DocumentNotes) throws(DocumentFault) {
        do throws(MessageFault) {
            try fill(&sketch, &notes.losses)
        } catch {
            throw DocumentFault(error.reason, at: error.offset)
        }
    }

    private func fill(_ sketch: inout Sketch, _ losses: inout LossReport) throws(MessageFault) {
        let data = bytes.span
        for stroke in messages.strokes {
            for batch in stroke { try appendPoints(of: batch, data, to: &sketch) }
            sketch.endStroke()
        }
        try readTimes(data, into: &sketch, &losses)
        try readChannel(.pressure, .pressure, upTo: 1, data, into: &sketch, &losses, .pressures)
        try readChannel(.tilt, .tilt, upTo: .pi / 2, data, into: &sketch, &losses, .tilts)
        try readChannel(.orientation, .azimuth, upTo: 2 * .pi, data, into: &sketch, &losses, .azimuths)
        readTools(into: &sketch, &losses)
        let batches = messages.strokes.joined()
        if batches.contains(where: { $0.unitLength != 0 }) { losses.add(.strokeUnits) }
        if batches.contains(where: { $0.noiseSeed != 0 }) { losses.add(.noiseSeeds) }
        if messages.hasPredictions { losses.add(.predictions) }
        if messages.hasOthers { losses.add(.unknownKeys) }
    }

    private func appendPoints(
        of batch: InputBatch,
        _ data: Span<UInt8>,
        to sketch: inout Sketch
    ) throws(MessageFault) {
        guard let x = batch[.x], let y = batch[.y] else { return }
        var index = sketch.points.count
        try x.forEach(data) { sketch.points.append(Point($0, 0)) }
        try y.forEach(data) {
            sketch.points[index].y = $0
            index += 1
        }
    }

    /// The messages that have points.
    private var filled: [InputBatch] { messages.strokes.joined().filter { $0.count > 0 } }

    /// Reads times, which count from the beginning of each stroke: a stroke that would begin before the one before it
    /// ends begins where that ends. Times that are all 0 are those of strokes that have none.
    private func readTimes(
        _ data: Span<UInt8>,
        into sketch: inout Sketch,
        _ losses: inout LossReport
    ) throws(MessageFault) {
        let filled = filled
        guard filled.contains(where: { $0[.time] != nil }) else { return }
        guard filled.allSatisfy({ $0[.time] != nil }) else { return losses.add(.times) }
        var times: [Double] = []
        times.reserveCapacity(sketch.points.count)
        var lastTime = -Double.infinity
        for stroke in messages.strokes {
            let start = times.count
            for batch in stroke {
                if let run = batch[.time] { try run.forEachTime(data) { times.append($0) } }
            }
            guard start < times.count else { continue }
            if times[start] < lastTime {
                let shift = lastTime - times[start]
                for index in start..<times.count { times[index] += shift }
            }
            lastTime = times[times.count - 1]
        }
        guard times.contains(where: { $0 != 0 }) else { return }
        sketch.times = times
        sketch.hasTimes = true
    }

    /// Reads a channel if all points have it, in 0…`limit`.
    private func readChannel(
        _ run: InputBatch.Run,
        _ channel: PointChannel,
        upTo limit: Double,
        _ data: Span<UInt8>,
        into sketch: inout Sketch,
        _ losses: inout LossReport,
        _ loss: Loss
    ) throws(MessageFault) {
        let filled = filled
        guard filled.contains(where: { $0[run] != nil }) else { return }
        guard filled.allSatisfy({ $0[run] != nil }) else { return losses.add(loss) }
        var values: [Double] = []
        values.reserveCapacity(sketch.points.count)
        // The limits of 32 bits, such as the next number to π/2, lie a little higher.
        let (lowest, highest) = (-1e-6, limit + 1e-6)
        var isInRange = true
        for batch in filled {
            try batch[run]?.forEach(data) {
                isInRange = isInRange && lowest...highest ~= $0
                values.append(min(max($0, 0), limit))
            }
        }
        guard isInRange else { return losses.add(loss) }
        sketch[channel] = values
        sketch.channels.insert(PointChannelSet(channel))
    }

    private func readTools(into sketch: inout Sketch, _ losses: inout LossReport) {
        var isUnknown = false
        for (index, stroke) in messages.strokes.enumerated() {
            guard let type = stroke.lazy.map(\.toolType).first(where: { $0 != 0 }) else { continue }
            if let tool = ToolType(rawValue: type) {
                sketch.setAttributes(StrokeAttributes(tool: tool.tool), ofStroke: index)
            } else {
                isUnknown = true
            }
        }
        if isUnknown { losses.add(.tools) }
    }
}

/// The input devices that a message can name.
enum ToolType: UInt64, CaseIterable {
    case mouse = 1
    case touch, stylus

    var tool: StrokeTool { StrokeTool(rawValue: "\(self)") }

    init?(_ tool: StrokeTool) {
        guard let type = Self.allCases.first(where: { $0.tool == tool }) else { return nil }
        self = type
    }
}

extension NumericRun {
    /// Calls `use` with each time in milliseconds, rounded to a microsecond.
    func forEachTime(_ bytes: Span<UInt8>, _ use: (Double) -> Void) throws(MessageFault) {
        try forEach(bytes) { use(($0 * 1e6).rounded() / 1e3) }
    }
}
