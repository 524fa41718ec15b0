package import SketchModel
package import SketchTransforms

/// Reads inputs, transforms their sketches and passes them to a verb: in parallel, in order, with bounded memory.
///
/// A run has up to three parts. Chunks are decoded on the workers. If a step must see the sketches in order (`take`,
/// `shuffle`, anything random, a verb that names files by index), they are then put in order and numbered. Finally, the
/// remaining steps and the verb run on the workers again. Without such a step, the first and the last part are one.
package struct SketchPipeline: Sendable {
    package var inputs: [SketchInput]
    package var formats: FormatChoice
    package var transforms: [TransformStep]
    package var labels = LabelPolicy()
    package var policy: ErrorPolicy = .stop
    package var seed: UInt64 = 0
    /// Whether sketches and faults keep the bytes of their records.
    package var keepsRecords = false
    /// The number of chunks that are processed at once.
    package var workers = 1

    package init(
        inputs: [SketchInput],
        formats: FormatChoice,
        transforms: [TransformStep] = []
    ) {
        self.inputs = inputs
        self.formats = formats
        self.transforms = transforms
    }

    /// What a run reports as it proceeds. All are called in input order, never two at once.
    package struct Events {
        package var fault: (Fault) -> Void = { _ in }
        package var warning: (_ source: String, Warning) -> Void = { _, _ in }
        package var progress: (PipelineProgress) -> Void = { _ in }
        /// An input in that format was opened; called before any of its sketches are passed to a consumer.
        package var opened: (SketchInput, any SketchFormat) -> Void = { _, _ in }

        /// There is nothing more to report.
        package var ended: () -> Void = {}

        package init() {}
    }

    /// Runs all inputs through the pipeline.
    /// - Parameters:
    ///   - needsIndex: whether the verb reads `sketch.source.index`.
    ///   - batchSize: the most sketches that a consumer takes, for results that are large.
    ///   - makeConsumer: makes the part of the verb that runs on the workers, once per chunk.
    ///   - collect: takes the results of the consumers, in order.
    /// - Throws: `Fault` at the first fault if the policy is to stop; `CancellationError` if the task is cancelled;
    ///   whatever `collect` throws.
    package func run<Consumer: SketchConsumer>(
        needsIndex: Bool = false,
        batchSize: Int? = nil,
        events: Events = Events(),
        makeConsumer: @escaping @Sendable () -> Consumer,
        collect: (Consumer.Output) async throws -> Void
    ) async throws -> PipelineReport {
        try await withTaskGroup(of: WorkResult<Consumer.Output>.self) { group in
            var run = PipelineRun(
                self,
                needsIndex: needsIndex,
                batchSize: batchSize,
                events: events,
                makeConsumer: makeConsumer
            )
            return await Result {
                while let result = try await run.next(&group) { try await collect(result) }
                events.ended()
                return run.report
            }
        }.get()
    }

    /// The steps before the first one that needs the sketches in order, those up to the last such step, and the rest.
    func parts(needsIndex: Bool) -> (head: [any SketchTransform], middle: [TransformStep], tail: [any SketchTransform])?
    {
        func isOrdered(_ step: TransformStep) -> Bool {
            if case .each(let transform) = step { return transform.needsIndex }
            return true
        }
        func each(_ steps: some Sequence<TransformStep>) -> [any SketchTransform] {
            steps.compactMap { if case .each(let transform) = $0 { transform } else { nil } }
        }
        guard needsIndex || transforms.contains(where: isOrdered) else { return nil }
        let head = transforms.prefix { !isOrdered($0) }
        let rest = transforms[head.count...]
        let last = rest.lastIndex { if case .each = $0 { false } else { true } }
        let middle = last.map { rest[...$0] } ?? []
        return (each(head), Array(middle), each(rest[(middle.isEmpty ? rest.startIndex : middle.endIndex)...]))
    }
}

extension Result where Failure == any Error {
    /// The result of `body`, or the error it throws: a task group's body may not throw if its tasks don't.
    fileprivate init(isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

/// What a verb does with the sketches that come out of the pipeline. One is made per chunk, and runs on any worker.
package protocol SketchConsumer: SendableMetatype {
    associatedtype Output: Sendable

    /// Takes a sketch, which it may change.
    /// - Throws: a `FaultReason` if it can't be taken; the pipeline adds the place.
    mutating func consume(_ sketch: inout Sketch) throws
    /// The result for the chunk, after its last sketch was consumed.
    /// - Throws: a `FaultReason` if it can't be completed, which ends the run.
    consuming func finish() throws -> Output
}

/// Hands the sketches of a chunk on as they are.
package struct SketchCollector: SketchConsumer {
    private var sketches: [Sketch] = []

    package init() {}

    package mutating func consume(_ sketch: inout Sketch) { sketches.append(sketch.compacted()) }
    package consuming func finish() -> [Sketch] { sketches }
}
