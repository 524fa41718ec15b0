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
    var faults: [(position: SourcePosition, reason: any FaultReason)] = []
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
    /// `nil` where an ordered step comes before the verb.
    var makeConsumer: (@Sendable () -> Consumer)?

    func run(_ chunks: [InputChunk]) -> DecodedGroup<Consumer.Output> {
        var group = DecodedGroup<Consumer.Output>()
        var workspace = TransformWorkspace(seed: seed)
        var consumer = makeConsumer?()
        var buffer = Sketch()
        for chunk in chunks {
            let stopped = decode(chunk, &buffer, &group, &workspace, &consumer)
            if stopped { break }
        }
        group.losses.merge(workspace.losses)
        group.output = consumer?.finish()
        return group
    }

    /// - Returns: whether to leave the chunks after this one alone.
    private func decode(
        _ chunk: InputChunk,
        _ buffer: inout Sketch,
        _ group: inout DecodedGroup<Consumer.Output>,
        _ workspace: inout TransformWorkspace,
        _ consumer: inout Consumer?
    ) -> Bool {
        let state = WorkState<Consumer>(
            part: DecodedPart(input: chunk.input, name: chunk.name, labelOrigin: chunk.label?.origin),
            workspace: workspace,
            consumer: consumer
        )
        consumer = nil
        buffer.source.name = chunk.name
        var stopped = false
        var visitor = SketchVisitor(
            sketch: buffer,
            consume: { [transforms, policy, label = chunk.label?.text] sketch in
                try state.take(&sketch, label: label, transforms: transforms, policy: policy)
            },
            fault: { [policy] position, reason in
                try state.refuse(reason, at: position, policy: policy)
            }
        )
        do {
            state.part.extent = try chunk.chunk.decode(&visitor)
        } catch is Stopped {
            stopped = true
        } catch {
            group.failure = error
            stopped = true
        }
        state.part.warnings = visitor.warnings
        group.losses.merge(visitor.losses)
        buffer = visitor.sketch
        group.parts.append(state.part)
        group.sketches += state.collected
        workspace = state.workspace
        consumer = state.consumer
        return stopped
    }
}

/// Thrown to end a chunk at its first fault, which is in the part already.
private struct Stopped: Error {}

/// What the closures of a visitor share while a chunk is decoded.
private final class WorkState<Consumer: SketchConsumer> {
    var part: DecodedPart
    var workspace: TransformWorkspace
    var consumer: Consumer?
    var collected: [Sketch] = []

    init(part: DecodedPart, workspace: TransformWorkspace, consumer: Consumer?) {
        self.part = part
        self.workspace = workspace
        self.consumer = consumer
    }

    func take(
        _ sketch: inout Sketch,
        label: String?,
        transforms: [any SketchTransform],
        policy: ErrorPolicy
    ) throws {
        sketch.source.index = part.read
        part.read += 1
        if let label, sketch.metadata.label == nil {
            sketch.metadata.label = label
            part.labelled += 1
        }
        do {
            for transform in transforms {
                guard try transform.apply(to: &sketch, using: &workspace) else { return }
            }
            if consumer != nil {
                try consumer?.consume(&sketch)
            } else {
                collected.append(sketch.compacted())
            }
            part.kept += 1
        } catch let reason as any FaultReason {
            try refuse(reason, at: sketch.source.position, policy: policy)
        }
    }

    func refuse(_ reason: any FaultReason, at position: SourcePosition, policy: ErrorPolicy) throws {
        part.faults.append((position, reason))
        if policy == .stop { throw Stopped() }
    }
}
