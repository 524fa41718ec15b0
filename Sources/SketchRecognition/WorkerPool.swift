internal import Synchronization

/// Workers that are not at work: their memory is used again, and there are no more of them than threads.
final class WorkerPool: Sendable {
    private let idle = Mutex<[ClassifierWorker]>([])

    func take() -> ClassifierWorker? { idle.withLock { $0.popLast() } }

    func put(_ worker: ClassifierWorker) { idle.withLock { $0.append(worker) } }
}
