internal import MessageFields

/// The fields of a message that holds the inputs of a stroke:
///
///     message CodedStrokeInputBatch {
///       CodedNumericRun x_stroke_space = 1; y_stroke_space = 2; elapsed_time_seconds = 3;
///       CodedNumericRun pressure = 4; tilt = 5; orientation = 6;
///       ToolType tool_type = 7;  float stroke_unit_length_in_centimeters = 8;  fixed32 noise_seed = 9;
///     }
struct InputBatch {
    /// The runs, by the numbers of their fields.
    enum Run: UInt64, CaseIterable {
        case x = 1
        case y, time, pressure, tilt, orientation

        /// What it is called in messages.
        var words: String {
            switch self {
            case .x: "x"
            case .y: "y"
            case .time: "elapsed_time_seconds"
            case .pressure: "pressure"
            case .tilt: "tilt"
            case .orientation: "orientation"
            }
        }
    }

    /// Where its first field begins.
    let start: Int
    private var runs = [NumericRun?](repeating: nil, count: Run.allCases.count)
    private(set) var toolType: UInt64 = 0
    private(set) var unitLength: Float = 0
    private(set) var noiseSeed: UInt32 = 0
    private(set) var hasOthers = false
    /// The numbers of the fields that it has, as bits.
    private var numbers: UInt64 = 0
    private var lastNumber: UInt64 = 0

    private static let seedNumber: UInt64 = 9

    private init(start: Int) { self.start = start }

    subscript(_ run: Run) -> NumericRun? { runs[Int(run.rawValue) - 1] }

    /// Whether the runs have no other fields.
    var hasOnlyKnownRuns: Bool { !runs.contains { $0?.hasOthers == true } }

    /// The number of values in the longest run.
    var longestRun: Int { runs.reduce(0) { max($0, $1?.count ?? 0) } }

    /// The number of points.
    var count: Int { self[.x]?.count ?? 0 }
    private var isOnlySeed: Bool { numbers == 1 << Self.seedNumber }

    /// Reads messages that follow one another in `range`.
    ///
    /// Nothing separates them, but each has a field at most once: a number that comes again begins the next message. A
    /// stroke without points is only a noise seed, so where seeds are the last fields of messages, such a message ends
    /// with it.
    /// - Parameter isCut: whether the last message may be incomplete.
    static func read(
        _ bytes: Span<UInt8>,
        at range: Range<Int>,
        limit: Int,
        isCut: Bool = false
    ) throws(MessageFault) -> [InputBatch] {
        var batches: [InputBatch] = []
        var batch = InputBatch(start: range.lowerBound)
        var seedsComeLast = false
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            let bit: UInt64 = field.number < 64 ? 1 << field.number : 1
            if (batch.numbers & bit != 0 && field.number <= Self.seedNumber) || (batch.isOnlySeed && seedsComeLast) {
                if !batch.isOnlySeed { seedsComeLast = batch.lastNumber == Self.seedNumber }
                batches.append(batch)
                guard batches.count < limit else {
                    throw MessageFault(InkMessageError.tooManyStrokes(limit: limit), at: field.offset)
                }
                batch = InputBatch(start: field.offset)
            }
            batch.numbers |= bit
            batch.lastNumber = field.number
            try batch.take(field, bytes)
        }
        if batch.numbers != 0 { batches.append(batch) }
        for batch in isCut ? batches.dropLast() : batches[...] { try batch.check() }
        return batches
    }

    private mutating func take(_ field: MessageFields.Field, _ bytes: Span<UInt8>) throws(MessageFault) {
        if let run = Run(rawValue: field.number) {
            runs[Int(run.rawValue) - 1] = try NumericRun(bytes, at: field.range(run.words))
            return
        }
        switch field.number {
        case 7: toolType = try field.number("a tool type")
        case 8: unitLength = try field.float("a length")
        case Self.seedNumber: noiseSeed = try field.fourBytes("a noise seed")
        default: hasOthers = true
        }
    }

    /// Refuses runs of other lengths.
    private func check() throws(MessageFault) {
        for run in Run.allCases where run == .y || self[run] != nil {
            let found = self[run]?.count ?? 0
            guard found == count else {
                throw MessageFault(InkMessageError.unequalRuns(run.words, count: found, x: count), at: start)
            }
        }
    }
}
