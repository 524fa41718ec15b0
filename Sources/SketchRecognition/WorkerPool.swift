internal import Platform

/// Idle workers: their memory is reused, and there are never more of them than threads.
final class WorkerPool: Sendable {
    private let idle = Locked<[ClassifierWorker]>([])

    func take() -> ClassifierWorker? { idle.withLock { $0.popLast() } }

    func put(_ worker: ClassifierWorker) { idle.withLock { $0.append(worker) } }
}
