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
    /// `nil` where decoding and consuming are one.
    private var ordered: OrderedSteps?
    private let tail: [any SketchTransform]

    private var decoded = ReorderBuffer<DecodedGroup<Output>>()
    private var consumed = ReorderBuffer<ConsumedBatch<Output>>()
    private var batch: [Sketch] = []
    private var batchPoints = 0
    private var inputEnded = false
    private var orderInputEnded = false
    private var orderEnded = false
    /// The fault that ends the run, once the output before it was taken.
    private var stopFault: Fault?
    /// For each input, how much of it lies before the next part to be taken.
    private var extents: [Int: SourceExtent] = [:]

    /// Chunks are put together up to this size, so that a task is worth its cost where files are small.
    private static var groupBytes: Int { 1 << 18 }
    private static var batchLimit: (sketches: Int, points: Int) { (1024, 1 << 16) }

    init(
        _ pipeline: SketchPipeline,
        needsIndex: Bool,
        events: SketchPipeline.Events,
        makeConsumer: @escaping @Sendable () -> Consumer
    ) {
        policy = pipeline.policy
        workers = max(1, pipeline.workers)
        seed = pipeline.seed
        self.events = events
        self.makeConsumer = makeConsumer
        chunks = InputChunks(pipeline)
        let parts = pipeline.parts(needsIndex: needsIndex)
        let all = pipeline.transforms.compactMap { if case .each(let transform) = $0 { transform } else { nil } }
        decoding = ChunkWork(
            transforms: parts?.head ?? all,
            seed: pipeline.seed,
            policy: pipeline.policy,
            makeConsumer: parts == nil ? makeConsumer : nil
        )
        tail = parts?.tail ?? []
        if let parts {
            let policy = pipeline.policy
            ordered = OrderedSteps(parts.middle, seed: pipeline.seed) { sketch, reason in
                let fault = Fault(source: sketch.source.name, position: sketch.source.position, reason: reason)
                if policy == .stop { throw fault }
                events.fault(fault)
            }
        }
    }

    /// The next output in order, or `nil` at the end.
    mutating func next(_ group: inout Group) async throws -> Output? {
        while true {
            if let stopFault { throw stopFault }
            try issue(&group)
            if let batch = consumed.take() { return try collect(batch) }
            // Where the verb is slower than the reading, sketches wait on the workers, not in a growing queue here.
            let hasRoom = (ordered?.waiting ?? 0) < Self.batchLimit.sketches
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
            if isFinished { break }
        }
        report.bytes = chunks.bytesTaken
        report.inputs = chunks.opened
        report.formats = chunks.formatCounts
        report.notes = chunks.notes
        if let ordered { report.losses.merge(ordered.losses) }
        return nil
    }

    private var isFinished: Bool { inputEnded && decoded.isEmpty && consumed.isEmpty && (ordered == nil || orderEnded) }

    /// Puts as much work on the workers as may be under way at once.
    private mutating func issue(_ group: inout Group) throws {
        // One chunk more than there are workers, so that none waits while the order is kept.
        let window = workers == 1 ? 1 : workers + 2
        try issueBatches(&group, window: window)
        while !inputEnded, decoded.inFlight + decoded.waiting + consumed.inFlight < window {
            if ordered?.isSaturated == true {
                inputEnded = true
                break
            }
            var pieces: [InputChunk] = []
            var size = 0
            var fault: Fault?
            do {
                while size < Self.groupBytes, let chunk = try chunks.next() {
                    pieces.append(chunk)
                    size += chunk.chunk.byteCount
                }
                inputEnded = size < Self.groupBytes
            } catch let error as Fault {
                fault = error
            }
            if !pieces.isEmpty {
                let index = decoded.reserve()
                group.addTask { [decoding, pieces] in .decoded(index, decoding.run(pieces)) }
            }
            if let fault {
                decoded.put(DecodedGroup(readerFault: fault), at: decoded.reserve())
                if policy == .stop { inputEnded = true }
            }
            events.progress(
                PipelineProgress(bytes: chunks.bytesTaken, totalBytes: chunks.totalBytes, sketches: report.read)
            )
        }
    }

    private mutating func issueBatches(_ group: inout Group, window: Int) throws {
        guard ordered != nil, !orderEnded else { return }
        while consumed.inFlight + consumed.waiting < window {
            while batch.count < Self.batchLimit.sketches, batchPoints < Self.batchLimit.points,
                let sketch = try ordered?.pop()
            {
                batch.append(sketch)
                batchPoints += sketch.points.count
            }
            let isFull = batch.count >= Self.batchLimit.sketches || batchPoints >= Self.batchLimit.points
            let isLast = inputEnded && decoded.isEmpty
            if !isFull {
                guard isLast else { return }
                if !orderInputEnded {
                    orderInputEnded = true
                    try ordered?.endInput()
                    continue
                }
                orderEnded = true
                if batch.isEmpty { return }
            }
            let work = BatchWork(transforms: tail, seed: seed, policy: policy, makeConsumer: makeConsumer)
            let index = consumed.reserve()
            group.addTask { [batch] in .consumed(index, work.run(batch)) }
            batch = []
            batchPoints = 0
            if orderEnded { return }
        }
    }

    /// Counts what a worker decoded, and moves its positions to where they are in the whole input.
    private mutating func absorb(_ group: DecodedGroup<Output>) throws -> Output? {
        if let fault = group.readerFault {
            report.faults += 1
            if policy == .stop { throw fault }
            events.fault(fault)
            return nil
        }
        report.losses.merge(group.losses)
        var firstFault: Fault?
        var collected = 0
        for part in group.parts {
            let before = extents[part.input] ?? SourceExtent()
            for warning in part.warnings {
                report.warnings += 1
                let moved = Warning(position: warning.position.moved(past: before), text: warning.text)
                events.warning(part.name, moved)
            }
            for (position, reason) in part.faults {
                report.faults += 1
                let fault = Fault(source: part.name, position: position.moved(past: before), reason: reason)
                if policy == .stop { firstFault = firstFault ?? fault } else { events.fault(fault) }
            }
            if ordered != nil {
                for var sketch in group.sketches[collected..<(collected + part.kept)] {
                    sketch.source.position = sketch.source.position.moved(past: before)
                    sketch.source.index += report.read
                    try ordered?.push(sketch)
                }
                collected += part.kept
            } else {
                report.kept += part.kept
            }
            report.read += part.read
            if let origin = part.labelOrigin, part.labelled > 0 {
                report.labels[origin, default: 0] += part.labelled
            }
            extents[part.input, default: SourceExtent()] += part.extent
        }
        extents = extents.filter { $0.key >= (group.parts.last?.input ?? 0) }
        if let failure = group.failure { throw failure }
        // What was made of the records before the fault still goes out; the run ends after it.
        stopFault = firstFault
        return group.output
    }

    private mutating func collect(_ batch: ConsumedBatch<Output>) throws -> Output {
        report.losses.merge(batch.losses)
        report.kept += batch.kept
        report.faults += batch.faults.count
        if let failure = batch.failure { throw failure }
        for fault in batch.faults {
            if policy == .stop { throw fault }
            events.fault(fault)
        }
        return batch.output
    }
}

/// Results that arrive in any order and leave in the order in which their places were reserved.
struct ReorderBuffer<Value> {
    private var arrived: [Int: Value] = [:]
    private var nextToReserve = 0
    private var nextToTake = 0

    /// Places reserved whose result has not arrived.
    var inFlight: Int { nextToReserve - nextToTake - arrived.count }
    /// Results that arrived and were not taken.
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
