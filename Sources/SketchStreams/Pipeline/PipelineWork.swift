internal import SketchModel
internal import SketchTransforms

/// A chunk of an input, with what its sketches inherit from the input.
struct InputChunk: Sendable {
    var chunk: any SketchChunk
    /// The input's index in the list, and its name.
    var input: Int
    var name: String
    var label: (text: String, origin: LabelOrigin)?
}

/// The result of decoding an `InputChunk`. Positions still count from the start of the chunk.
struct DecodedPart: Sendable {
    var input: Int
    var name: String
    var labelOrigin: LabelOrigin?
    var extent = SourceExtent()
    /// The refused records, and how many sketches had come out before each.
    var faults: [(position: SourcePosition, reason: any FaultReason, record: [UInt8]?, kept: Int)] = []
    var warnings: [Warning] = []
    /// The number of sketches read.
    var read = 0
    /// The number of sketches that came out, whether consumed or collected.
    var kept = 0
    /// The number of sketches that got their label from the input.
    var labelled = 0
}

/// A worker's result for a group of chunks.
struct DecodedGroup<Output: Sendable>: Sendable {
    var parts: [DecodedPart] = []
    /// The result of the verb, if it consumed the sketches right away.
    var output: Output?
    /// The sketches, if they must be put in order first.
    var sketches: [Sketch] = []
    var losses = LossReport()
    /// The labels seen by the steps that look for labels.
    var sightings: [Int: LabelSightings] = [:]
    /// The fault that ended the reading of an input, positioned in the whole input.
    var readerFault: Fault?
    /// An error that belongs to no record, such as a full disk.
    var failure: (any Error)?
}

/// Decodes, transforms and, if order doesn't matter, consumes the sketches of a group of chunks on one worker.
struct ChunkWork<Consumer: SketchConsumer>: Sendable {
    var transforms: [any SketchTransform]
    var seed: UInt64
    var policy: ErrorPolicy
    var keepsRecords = false
    /// `nil` if an ordered step comes before the verb.
    var makeConsumer: (@Sendable () -> Consumer)?

    func run(_ chunks: [InputChunk]) -> DecodedGroup<Consumer.Output> {
        let state = WorkState(transforms: transforms, policy: policy, workspace: TransformWorkspace(seed: seed))
        let consumer = makeConsumer.map { Held($0()) }
        let next: (inout Sketch) throws -> Void =
            if let consumer {
                { try consumer.value.consume(&$0) }
            } else {
                { state.collected.append($0.compacted()) }
            }
        var group = DecodedGroup<Consumer.Output>()
        var visitor = SketchVisitor(
            sketch: Sketch(),
            keepsRecords: keepsRecords,
            consume: { try state.take(&$0, next) },
            fault: { try state.refuse($1, at: $0, record: $2) }
        )
        for chunk in chunks {
            state.begin(chunk)
            visitor.sketch.source.name = chunk.name
            visitor.sketch.source.split = nil
            visitor.sketch.source.page = nil
            var isLast = false
            do {
                state.part.extent = try chunk.chunk.decode(&visitor)
            } catch is Stopped {
                isLast = true
            } catch {
                group.failure = error
                isLast = true
            }
            state.part.warnings = visitor.warnings
            visitor.warnings = []
            group.parts.append(state.part)
            if isLast { break }
        }
        group.losses.merge(visitor.losses)
        group.losses.merge(state.workspace.losses)
        group.sightings = state.workspace.sightings
        group.sketches = state.collected
        do {
            group.output = try consumer?.value.finish()
        } catch {
            group.failure = group.failure ?? Fault.ofChunk(error, source: chunks.first?.name)
        }
        return group
    }
}

extension Fault {
    /// The error that ended a chunk's work, as a run throws it.
    static func ofChunk(_ error: any Error, source: String?) -> any Error {
        (error as? any FaultReason).map { Fault(source: source ?? "-", reason: $0) } ?? error
    }
}

/// Thrown to end a chunk at its first fault, which has already been recorded.
private struct Stopped: Error {}

/// A consumer stored by reference, so that calling it copies nothing.
private final class Held<Value> {
    var value: Value

    init(_ value: Value) { self.value = value }
}

/// The state shared by the closures of a visitor while the chunks of a group are decoded.
private final class WorkState {
    /// The result so far of the chunk being decoded.
    var part = DecodedPart(input: 0, name: "")
    var workspace: TransformWorkspace
    var collected: [Sketch] = []
    private var label: String?
    /// Whether the input's label overrides those of records.
    private var isFixed = false
    private let transforms: [any SketchTransform]
    private let policy: ErrorPolicy

    init(transforms: [any SketchTransform], policy: ErrorPolicy, workspace: TransformWorkspace) {
        self.transforms = transforms
        self.policy = policy
        self.workspace = workspace
    }

    func begin(_ chunk: InputChunk) {
        part = DecodedPart(input: chunk.input, name: chunk.name, labelOrigin: chunk.label?.origin)
        label = chunk.label?.text
        isFixed = chunk.label?.origin == .option
    }

    func take(_ sketch: inout Sketch, _ next: (inout Sketch) throws -> Void) throws {
        sketch.source.index = part.read
        part.read += 1
        if let label, sketch.metadata.label == nil || isFixed {
            sketch.metadata.label = label
            part.labelled += 1
        }
        do {
            for transform in transforms {
                guard try transform.apply(to: &sketch, using: &workspace) else { return }
            }
            try next(&sketch)
            part.kept += 1
        } catch let reason as any FaultReason {
            try refuse(reason, at: sketch.source.position, record: sketch.source.record)
        }
    }

    func refuse(_ reason: any FaultReason, at position: SourcePosition, record: [UInt8]?) throws {
        part.faults.append((position, reason, record, part.kept))
        if policy == .stop { throw Stopped() }
    }
}

/// A worker's result, and its place in the queue.
enum WorkResult<Output: Sendable>: Sendable {
    case decoded(Int, DecodedGroup<Output>)
    case consumed(Int, ConsumedBatch<Output>)
}

/// The result of the last part of a run for a batch of ordered sketches.
struct ConsumedBatch<Output: Sendable>: Sendable {
    /// `nil` if it failed.
    var output: Output?
    var faults: [Fault] = []
    var kept = 0
    var losses = LossReport()
    var sightings: [Int: LabelSightings] = [:]
    var failure: (any Error)?
}

/// Transforms and consumes a batch of ordered sketches on one worker.
struct BatchWork<Consumer: SketchConsumer>: Sendable {
    var transforms: [any SketchTransform]
    var seed: UInt64
    var policy: ErrorPolicy
    var makeConsumer: @Sendable () -> Consumer

    func run(_ sketches: [Sketch]) -> ConsumedBatch<Consumer.Output> {
        var workspace = TransformWorkspace(seed: seed)
        var consumer = makeConsumer()
        var faults: [Fault] = []
        var kept = 0
        var failure: (any Error)?
        sketches: for original in sketches {
            var sketch = original
            do {
                for transform in transforms {
                    guard try transform.apply(to: &sketch, using: &workspace) else { continue sketches }
                }
                try consumer.consume(&sketch)
                kept += 1
            } catch let reason as any FaultReason {
                faults.append(Fault(sketch.source, reason: reason))
                if policy == .stop { break }
            } catch {
                failure = error
                break
            }
        }
        var output: Consumer.Output?
        do {
            output = try consumer.finish()
        } catch {
            failure = failure ?? Fault.ofChunk(error, source: sketches.first?.source.name)
        }
        return ConsumedBatch(
            output: output,
            faults: faults,
            kept: kept,
            losses: workspace.losses,
            sightings: workspace.sightings,
            failure: failure
        )
    }
}
