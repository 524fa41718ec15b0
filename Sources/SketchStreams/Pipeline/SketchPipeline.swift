package import SketchModel
package import SketchTransforms

/// Reads inputs, transforms their sketches and hands them to a verb: in parallel, in order, with bounded memory.
///
/// A run has up to three parts. Chunks are decoded on the workers. Where a step must see the sketches one after another
/// (`take`, `shuffle`, anything random, a verb that names files by index), they are put in order and numbered. Then the
/// rest of the steps and the verb run on the workers again. Without such a step, the first and the last part are one.
package struct SketchPipeline: Sendable {
    package var inputs: [SketchInput]
    package var formats: FormatChoice
    package var transforms: [TransformStep]
    package var labels = LabelPolicy()
    package var policy: ErrorPolicy = .stop
    package var seed: UInt64 = 0
    /// Whether sketches and faults are to have the bytes of their records.
    package var keepsRecords = false
    /// How many chunks are worked on at once.
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

    /// What a run tells while it goes on. All are called in input order, never two at once.
    package struct Events {
        package var fault: (Fault) -> Void = { _ in }
        package var warning: (_ source: String, Warning) -> Void = { _, _ in }
        package var progress: (PipelineProgress) -> Void = { _ in }
        /// An input was opened, and is of that format; before any of its sketches are handed to a consumer.
        package var opened: (SketchInput, any SketchFormat) -> Void = { _, _ in }

        /// There is nothing more to tell.
        package var ended: () -> Void = {}

        package init() {}
    }

    /// Runs everything through.
    /// - Parameters:
    ///   - needsIndex: whether the verb reads `sketch.source.index`.
    ///   - batchSize: how many sketches a consumer takes at most, where what it makes of them is large.
    ///   - makeConsumer: makes the verb's part that runs on the workers, one for each chunk.
    ///   - collect: takes what the consumers gave, in order.
    /// - Throws: `Fault` at the first fault where the policy is to stop; whatever `collect` throws.
    package func run<Consumer: SketchConsumer>(
        needsIndex: Bool = false,
        batchSize: Int? = nil,
        events: Events = Events(),
        makeConsumer: @escaping @Sendable () -> Consumer,
        collect: (Consumer.Output) throws -> Void
    ) async throws -> PipelineReport {
        AllocatorTuning.keepChunks
        return try await withTaskGroup(of: WorkResult<Consumer.Output>.self) { group in
            var run = PipelineRun(
                self,
                needsIndex: needsIndex,
                batchSize: batchSize,
                events: events,
                makeConsumer: makeConsumer
            )
            return await Result {
                while let result = try await run.next(&group) { try collect(result) }
                events.ended()
                return run.report
            }
        }.get()
    }

    /// The steps before the first one that needs the sketches in order, those up to the last such, and the rest.
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

/// What a worker hands back: the place in its queue, and what it made.
enum WorkResult<Output: Sendable>: Sendable {
    case decoded(Int, DecodedGroup<Output>)
    case consumed(Int, ConsumedBatch<Output>)
}

/// What the last part of a run made of some sketches that were put in order.
struct ConsumedBatch<Output: Sendable>: Sendable {
    /// `nil` if there is a failure.
    var output: Output?
    var faults: [Fault] = []
    var kept = 0
    var losses = LossReport()
    var sightings: [Int: LabelSightings] = [:]
    var failure: (any Error)?
}

extension Result where Failure == any Error {
    /// What `body` returns or throws: a task group's body may not throw where its tasks do not.
    fileprivate init(isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
