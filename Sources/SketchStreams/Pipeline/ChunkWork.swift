internal import SketchModel
internal import SketchTransforms

/// A piece of one input, with what its sketches inherit from it.
struct InputChunk: Sendable {
    var chunk: any SketchChunk
    /// The input's place in the list, and its name.
    var input: Int
    var name: String
    var label: (text: String, origin: LabelOrigin)?
}

/// What decoding an `InputChunk` gave. Positions still count from its beginning.
struct DecodedPart: Sendable {
    var input: Int
    var name: String
    var labelOrigin: LabelOrigin?
    var extent = SourceExtent()
    /// What was refused, and how many sketches had come out before it.
    var faults: [(position: SourcePosition, reason: any FaultReason, record: [UInt8]?, kept: Int)] = []
    var warnings: [Warning] = []
    /// Sketches that were read.
    var read = 0
    /// Sketches that came out, whether consumed or collected.
    var kept = 0
    /// Sketches that got their label from the input.
    var labelled = 0
}

/// What a worker made of some chunks.
struct DecodedGroup<Output: Sendable>: Sendable {
    var parts: [DecodedPart] = []
    /// Set where the verb consumed the sketches right away.
    var output: Output?
    /// The sketches, where they must be put in order first.
    var sketches: [Sketch] = []
    var losses = LossReport()
    /// The labels that came by the steps that look for some.
    var sightings: [Int: LabelSightings] = [:]
    /// What ended the reading of an input, with a position in the whole of it.
    var readerFault: Fault?
    /// An error that is nobody's record's, such as a full disk.
    var failure: (any Error)?
}

/// Decodes, transforms and, where the order does not matter, consumes the sketches of some chunks on one worker.
struct ChunkWork<Consumer: SketchConsumer>: Sendable {
    var transforms: [any SketchTransform]
    var seed: UInt64
    var policy: ErrorPolicy
    var keepsRecords = false
    /// `nil` where an ordered step comes before the verb.
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
    /// What ended a chunk's work, as it is thrown by a run.
    static func ofChunk(_ error: any Error, source: String?) -> any Error {
        (error as? any FaultReason).map { Fault(source: source ?? "-", reason: $0) } ?? error
    }
}

/// Thrown to end a chunk at its first fault, which is in the part already.
private struct Stopped: Error {}

/// A consumer in a place of its own, so that calling it copies nothing.
private final class Held<Value> {
    var value: Value

    init(_ value: Value) { self.value = value }
}

/// What the closures of a visitor share while the chunks of a group are decoded.
private final class WorkState {
    /// What the chunk being decoded has given so far.
    var part = DecodedPart(input: 0, name: "")
    var workspace: TransformWorkspace
    var collected: [Sketch] = []
    private var label: String?
    /// Whether it is the label whatever records say.
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
