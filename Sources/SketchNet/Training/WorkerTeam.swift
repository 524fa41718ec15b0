internal import Platform

/// Threads that share the tasks of one call after another. They live as long as the team, so that a call allocates
/// nothing. The caller's thread is worker 0.
final class WorkerTeam {
    let count: Int
    private let board = TaskBoard()
    private var threads: [SystemThread] = []

    init(count: Int) {
        self.count = max(1, count)
        for worker in stride(from: 1, to: self.count, by: 1) {
            let seat = Unmanaged.passRetained(WorkerSeat(board: board, worker: worker))
            // If the thread cannot be started, the others do its tasks.
            if let thread = SystemThread(seat.toOpaque(), workerMain) { threads.append(thread) } else { seat.release() }
        }
    }

    deinit {
        board.close()
        for thread in threads { thread.join() }
    }

    /// Calls `body` once for each of `tasks` tasks, on any worker, and returns when all are done. Must not be called
    /// from within `body`.
    func run(_ tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
        withoutActuallyEscaping(body) { board.run(tasks, $0) }
    }
}

private final class WorkerSeat {
    let board: TaskBoard
    let worker: Int

    init(board: TaskBoard, worker: Int) {
        self.board = board
        self.worker = worker
    }
}

/// The main function of a team's threads, which runs until the team is released.
private let workerMain: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
    guard let argument else { return nil }
    let seat = Unmanaged<WorkerSeat>.fromOpaque(argument).takeRetainedValue()
    seat.board.serve(as: seat.worker)
    return nil
}

/// The remaining tasks of a call. A mutex guards everything.
private final class TaskBoard {
    // The mutex must not move in memory.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let begun = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let ended = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var body: ((Int, Int) -> Void)?
    private var next = 0
    private var end = 0
    private var unfinished = 0
    private var isClosed = false

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(begun, nil)
        pthread_cond_init(ended, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(begun)
        pthread_cond_destroy(ended)
        mutex.deallocate()
        begun.deallocate()
        ended.deallocate()
    }

    func run(_ tasks: Int, _ body: @escaping (Int, Int) -> Void) {
        pthread_mutex_lock(mutex)
        self.body = body
        (next, end, unfinished) = (0, tasks, tasks)
        pthread_cond_broadcast(begun)
        work(as: 0)
        while unfinished > 0 { pthread_cond_wait(ended, mutex) }
        self.body = nil
        pthread_mutex_unlock(mutex)
    }

    func serve(as worker: Int) {
        pthread_mutex_lock(mutex)
        while !isClosed {
            work(as: worker)
            if !isClosed { pthread_cond_wait(begun, mutex) }
        }
        pthread_mutex_unlock(mutex)
    }

    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_broadcast(begun)
        pthread_mutex_unlock(mutex)
    }

    /// Performs tasks while there are any. The mutex is held at the start and at the end.
    private func work(as worker: Int) {
        while next < end {
            let task = next
            next += 1
            perform(task, worker)
            unfinished -= 1
            if unfinished == 0 { pthread_cond_signal(ended) }
        }
    }

    /// Releases its copy of the body before the task counts as done.
    private func perform(_ task: Int, _ worker: Int) {
        let body = body
        pthread_mutex_unlock(mutex)
        body?(task, worker)
        pthread_mutex_lock(mutex)
    }
}
