internal import SketchModel
internal import SketchTransforms

/// The state of one run of a pipeline, on the one task that keeps the order.
struct PipelineRun<Consumer: SketchConsumer> {
    typealias Output = Consumer.Output
    typealias Group = TaskGroup<WorkResult<Output>>

    private(set) var report = PipelineReport()
    private let policy: ErrorPolicy
    private let workers: Int
    private let seed: UInt64
    private let events: SketchPipeline.Events
    private let makeConsumer: @Sendable () -> Consumer
    private var chunks: InputChunks
    private let decoding: ChunkWork<Consumer>
    /// `nil` if decoding and consuming are one step.
    private var ordered: OrderedSteps?
    private let tail: [any SketchTransform]
    /// The steps that look for labels.
    private let labelFilters: [LabelFilter]
    private var sightings: [Int: LabelSightings] = [:]

    private var decoded = ReorderBuffer<DecodedGroup<Output>>()
    private var consumed = ReorderBuffer<ConsumedBatch<Output>>()
    private var batch: [Sketch] = []
    private var batchPoints = 0
    private var input = Input.isRead
    private var order = Order.isOpen
    private var stop = Stop.none

    /// How far the inputs are.
    private enum Input {
        case isRead
        /// There is nothing more to read; what was read is still being worked on.
        case hasEnded
        /// What is still being decoded isn't wanted: the run ends at a fault, or has all that it takes.
        case isIgnored
    }

    /// How far the steps are that see the sketches one after another.
    private enum Order {
        case isOpen
        /// Knows that no further sketch comes.
        case knowsItsEnd
        /// Has handed on its last sketch.
        case isEmpty
    }

    /// Whether a fault ends the run.
    private enum Stop {
        case none
        /// Once the sketches before it have gone out.
        case after(Fault)
        /// Nothing goes out any more.
        case now(Fault)

        var fault: Fault? {
            switch self {
            case .none: nil
            case .after(let fault), .now(let fault): fault
            }
        }
    }

    /// For each input, how much of it lies before the next part to be taken.
    private var extents: [Int: SourceExtent] = [:]

    /// Chunks are grouped up to this size, so that a task is worth its cost even if files are small.
    private static var groupLimit: (bytes: Int, chunks: Int) { (1 << 18, 256) }
    private var batchLimit = (sketches: 1024, points: 1 << 16)

    init(
        _ pipeline: SketchPipeline,
        needsIndex: Bool,
        batchSize: Int?,
        events: SketchPipeline.Events,
        makeConsumer: @escaping @Sendable () -> Consumer
    ) {
        policy = pipeline.policy
        workers = max(1, pipeline.workers)
        seed = pipeline.seed
        self.events = events
        self.makeConsumer = makeConsumer
        chunks = InputChunks(pipeline, tell: events.opened)
        if let batchSize { batchLimit.sketches = min(batchLimit.sketches, max(1, batchSize)) }
        // Only ordered sketches are passed on in batches of their own.
        let parts = pipeline.parts(needsIndex: needsIndex || batchSize != nil)
        let all = pipeline.transforms.compactMap { if case .each(let transform) = $0 { transform } else { nil } }
        decoding = ChunkWork(
            transforms: parts?.head ?? all,
            seed: pipeline.seed,
            policy: pipeline.policy,
            keepsRecords: pipeline.keepsRecords,
            makeConsumer: parts == nil ? makeConsumer : nil
        )
        tail = parts?.tail ?? []
        labelFilters = all.compactMap { $0 as? LabelFilter }
        if let parts {
            let policy = pipeline.policy
            ordered = OrderedSteps(parts.middle, seed: pipeline.seed) { sketch, reason in
                let fault = Fault(sketch.source, reason: reason)
                if policy == .stop { throw fault }
                events.fault(fault)
            }
        }
    }

    /// The next output in order, or `nil` at the end.
    mutating func next(_ group: inout Group) async throws -> Output? {
        while true {
            try Task.checkCancellation()
            switch stop {
            case .now(let fault): throw fault
            case .after(let fault) where ordered == nil || isFinished: throw fault
            default: break
            }
            try issue(&group)
            if let batch = consumed.take(), let output = try collect(batch) { return output }
            // If the verb is slower than the reading, sketches wait on the workers instead of in a growing queue here.
            let hasRoom = (ordered?.waiting ?? 0) < batchLimit.sketches
            if hasRoom, let decodedGroup = decoded.take() {
                if let output = try absorb(decodedGroup) { return output }
                continue
            }
            if decoded.inFlight + consumed.inFlight > 0, let result = await group.next() {
                switch result {
                case .decoded(let index, let value): decoded.put(value, at: index)
                case .consumed(let index, let value): consumed.put(value, at: index)
                }
                continue
            }
            if isFinished {
                // A fault may have been read after the check above.
                if let fault = stop.fault { throw fault }
                break
            }
        }
        report.inputs = chunks.opened
        report.passedOver = chunks.passedOver
        report.formats = chunks.formatCounts
        report.notes = chunks.notes
        if let ordered {
            report.losses.merge(ordered.losses)
            report.faults += ordered.faults
            report.notes += ordered.notes.map { ("-t", $0) }
            merge(ordered.sightings)
        }
        tellMissingLabels()
        return nil
    }

    private mutating func merge(_ others: [Int: LabelSightings]) {
        for (place, seen) in others { sightings[place, default: LabelSightings()].merge(seen) }
    }

    /// Reports the labels that were looked for in vain. What comes after a `take` isn't known.
    private mutating func tellMissingLabels() {
        guard input != .isIgnored, ordered?.isSaturated != true else { return }
        report.missingLabels = labelFilters.flatMap { $0.missing(from: sightings) }
        for missing in report.missingLabels { events.fault(Fault(source: "-t \(missing.form)", reason: missing)) }
    }

    private var isFinished: Bool {
        input != .isRead && decoded.isEmpty && consumed.isEmpty && (ordered == nil || order == .isEmpty)
    }

    /// Gives the workers as much work as may be in progress at once.
    private mutating func issue(_ group: inout Group) throws {
        // One chunk more than there are workers, so that none is idle while results are put in order.
        let window = workers == 1 ? 1 : workers + 2
        try issueBatches(&group, window: window)
        while input == .isRead, decoded.inFlight + decoded.waiting + consumed.inFlight < window {
            if ordered?.isSaturated == true {
                input = .hasEnded
                break
            }
            var pieces: [InputChunk] = []
            var size = 0
            var fault: Fault?
            do {
                while size < Self.groupLimit.bytes, pieces.count < Self.groupLimit.chunks {
                    guard let chunk = try chunks.next() else {
                        input = .hasEnded
                        break
                    }
                    pieces.append(chunk)
                    size += chunk.chunk.byteCount
                }
            } catch let error as Fault {
                if error.reason is RecordError { throw error }
                fault = error
            }
            if !pieces.isEmpty {
                let index = decoded.reserve()
                group.addTask { [decoding, pieces] in .decoded(index, decoding.run(pieces)) }
            }
            if let fault {
                decoded.put(DecodedGroup(readerFault: fault), at: decoded.reserve())
                if policy == .stop { input = .hasEnded }
            }
            events.progress(
                PipelineProgress(
                    bytes: chunks.bytesTaken,
                    totalBytes: chunks.totalBytes,
                    sketches: report.read,
                    file: chunks.file,
                    files: chunks.files,
                    taken: ordered?.taken
                )
            )
        }
    }

    private mutating func issueBatches(_ group: inout Group, window: Int) throws {
        guard ordered != nil, order != .isEmpty else { return }
        while consumed.inFlight + consumed.waiting < window {
            while batch.count < batchLimit.sketches, batchPoints < batchLimit.points,
                let sketch = try ordered?.pop()
            {
                batch.append(sketch)
                batchPoints += sketch.points.count
            }
            let isFull = batch.count >= batchLimit.sketches || batchPoints >= batchLimit.points
            let isLast = input != .isRead && decoded.isEmpty
            if !isFull {
                guard isLast else { return }
                if order == .isOpen {
                    order = .knowsItsEnd
                    try ordered?.endInput()
                    continue
                }
                order = .isEmpty
                if batch.isEmpty { return }
            }
            let work = BatchWork(transforms: tail, seed: seed, policy: policy, makeConsumer: makeConsumer)
            let index = consumed.reserve()
            group.addTask { [batch] in .consumed(index, work.run(batch)) }
            batch = []
            batchPoints = 0
            if order == .isEmpty { return }
        }
    }

    /// Counts what a worker decoded, and moves its positions to where they are in the whole input.
    /// - Returns: the verb's result, if order doesn't matter.
    private mutating func absorb(_ group: DecodedGroup<Output>) throws -> Output? {
        if input == .isIgnored { return nil }
        if let fault = group.readerFault {
            refuse(fault)
            return nil
        }
        report.losses.merge(group.losses)
        merge(group.sightings)
        var sketches = group.sketches[...]
        for part in group.parts {
            let before = extents[part.input] ?? SourceExtent()
            for warning in part.warnings {
                let moved = Warning(position: warning.position.moved(past: before), text: warning.text)
                events.warning(part.name, moved)
            }
            try absorb(part, sketches.prefix(part.kept), before)
            if input == .isIgnored { break }
            sketches = sketches.dropFirst(part.kept)
            extents[part.input, default: SourceExtent()] += part.extent
        }
        extents = extents.filter { $0.key >= (group.parts.last?.input ?? 0) }
        if let failure = group.failure { throw failure }
        return group.output
    }

    /// Takes a part's sketches and faults in the order of its records, as far as they are needed.
    private mutating func absorb(
        _ part: DecodedPart,
        _ sketches: ArraySlice<Sketch>,
        _ before: SourceExtent
    ) throws {
        var faults = part.faults[...]
        var read = 0
        for (place, original) in sketches.enumerated() {
            while let first = faults.first, first.kept == place, input != .isIgnored {
                refuse(first, of: part, before)
                faults.removeFirst()
            }
            // What comes after the last sketch that a `take` lets through doesn't count, whether or not it was decoded.
            if ordered?.isSaturated == true { input = .isIgnored }
            if input == .isIgnored { break }
            read = original.source.index + 1
            var sketch = original
            sketch.source.position = sketch.source.position.moved(past: before)
            sketch.source.index += report.read
            try ordered?.push(sketch)
        }
        if ordered?.isSaturated == true { input = .isIgnored }
        if input != .isIgnored {
            for fault in faults where input != .isIgnored {
                refuse(fault, of: part, before)
            }
            read = part.read
        }
        if ordered == nil { report.kept += part.kept }
        report.read += read
        if let origin = part.labelOrigin, part.labelled > 0 {
            report.labels[origin, default: 0] += min(part.labelled, read)
        }
    }

    private mutating func refuse(
        _ fault: (position: SourcePosition, reason: any FaultReason, record: [UInt8]?, kept: Int),
        of part: DecodedPart,
        _ before: SourceExtent
    ) {
        var told = Fault(source: part.name, position: fault.position.moved(past: before), reason: fault.reason)
        told.record = fault.record
        refuse(told)
    }

    /// Counts a fault; the policy decides whether it is reported or ends the reading.
    private mutating func refuse(_ fault: Fault) {
        report.faults += 1
        if policy == .stop {
            if case .none = stop { stop = .after(fault) }
            input = .isIgnored
        } else {
            events.fault(fault)
        }
    }

    private mutating func collect(_ batch: ConsumedBatch<Output>) throws -> Output? {
        report.losses.merge(batch.losses)
        merge(batch.sightings)
        report.kept += batch.kept
        if let failure = batch.failure { throw failure }
        for fault in batch.faults where stop.fault == nil || policy == .skip { refuse(fault) }
        if policy == .stop, !batch.faults.isEmpty, let fault = stop.fault { stop = .now(fault) }
        return batch.output
    }
}

/// Results that arrive in any order and are taken in the order in which their places were reserved.
struct ReorderBuffer<Value> {
    private var arrived: [Int: Value] = [:]
    private var nextToReserve = 0
    private var nextToTake = 0

    /// The number of reserved places whose result hasn't arrived.
    var inFlight: Int { nextToReserve - nextToTake - arrived.count }
    /// The number of results that have arrived and haven't been taken.
    var waiting: Int { arrived.count }
    var isEmpty: Bool { nextToReserve == nextToTake }

    mutating func reserve() -> Int {
        nextToReserve += 1
        return nextToReserve - 1
    }

    mutating func put(_ value: Value, at index: Int) { arrived[index] = value }

    mutating func take() -> Value? {
        guard let value = arrived.removeValue(forKey: nextToTake) else { return nil }
        nextToTake += 1
        return value
    }
}
