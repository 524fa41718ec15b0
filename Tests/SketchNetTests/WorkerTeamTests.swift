internal import Platform
internal import Synchronization
internal import Testing

@testable internal import SketchNet

@Suite struct WorkerTeamTests {
    @Test(arguments: [0, 1, 2, 5])
    func everyTaskIsDoneOnceInEveryCall(workers: Int) {
        let team = WorkerTeam(count: workers)
        #expect(team.count == max(1, workers))
        for tasks in [0, 1, 3, 200] {
            let done = Locked(Array(repeating: 0, count: tasks))
            team.run(tasks) { task, worker in
                #expect((0..<team.count).contains(worker))
                done.withLock { $0[task] += 1 }
            }
            #expect(done.withLock { $0.allSatisfy { $0 == 1 } })
        }
    }

    /// Each task waits for the others to begin, which takes a worker for each.
    @Test func tasksRunAtOnce() {
        let begun = Atomic(0)
        let workers = Locked(Set<Int>())
        WorkerTeam(count: 3).run(3) { _, worker in
            workers.withLock { _ = $0.insert(worker) }
            begun.add(1, ordering: .relaxed)
            while begun.load(ordering: .relaxed) < 3 {}
        }
        #expect(workers.withLock { $0 } == [0, 1, 2])
    }

    @Test func oneWorkerTakesTasksInTheirOrder() {
        let order = Locked<[Int]>([])
        WorkerTeam(count: 1).run(5) { task, worker in order.withLock { $0.append(task + worker) } }
        #expect(order.withLock { $0 } == [0, 1, 2, 3, 4])
    }
}
