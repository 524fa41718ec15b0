public import SketchModel
internal import SketchStreams
internal import SketchTransforms

/// The sketches of an input, read as they are asked for: `for try await sketch in Sketch.stream("cats.ndjson")`.
///
/// Each iteration reads the input from its beginning. Reading runs on other threads a few pieces ahead of the loop, and
/// ends when the loop does.
public struct SketchSequence: AsyncSequence, Sendable {
    public typealias Element = Sketch

    let path: String
    let transforms: [Transform]
    let options: ReadOptions

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }

    public struct AsyncIterator: AsyncIteratorProtocol {
        private let reading: Reading
        private var ready: ArraySlice<Sketch> = []

        init(_ sketches: SketchSequence) { reading = Reading(sketches) }

        /// - Throws: `Fault`, which names the line and column of what is wrong; `CancellationError`.
        public mutating func next() async throws -> Sketch? {
            while ready.isEmpty {
                guard let batch = try await reading.channel.receive() else { return nil }
                ready = batch[...]
            }
            return ready.removeFirst()
        }
    }

    /// The task that reads; it ends with the last iterator.
    private final class Reading: Sendable {
        let channel = Channel()
        private let task: Task<Void, Never>

        init(_ sketches: SketchSequence) {
            task = Task { [channel] in
                do {
                    _ = try await sketches.options.pipeline([sketches.path], sketches.transforms).run(
                        makeConsumer: { SketchCollector() },
                        collect: { batch in try await channel.send(batch) }
                    )
                    await channel.finish(nil)
                } catch {
                    await channel.finish(error)
                }
            }
        }

        deinit {
            task.cancel()
            Task { [channel] in await channel.finish(CancellationError()) }
        }
    }
}

/// Holds one batch of sketches between the task that reads and the loop that takes them.
private actor Channel {
    private var batch: [Sketch]?
    private var end: Result<Void, any Error>?
    private var receiver: CheckedContinuation<Void, Never>?
    private var sender: CheckedContinuation<Void, Never>?

    /// Waits until the batch before has been taken.
    func send(_ sketches: [Sketch]) async throws {
        while batch != nil, end == nil {
            await withCheckedContinuation { sender = $0 }
        }
        try end?.get()
        if end != nil { throw CancellationError() }
        batch = sketches
        receiver?.resume()
        receiver = nil
    }

    /// The next batch; `nil` at the end.
    func receive() async throws -> [Sketch]? {
        while batch == nil, end == nil {
            await withTaskCancellationHandler {
                await withCheckedContinuation { receiver = $0 }
            } onCancel: {
                Task { await self.finish(CancellationError()) }
            }
        }
        if let taken = batch {
            batch = nil
            sender?.resume()
            sender = nil
            return taken
        }
        try end?.get()
        return nil
    }

    func finish(_ error: (any Error)?) {
        if end == nil { end = error.map { .failure($0) } ?? .success(()) }
        receiver?.resume()
        receiver = nil
        sender?.resume()
        sender = nil
    }
}
