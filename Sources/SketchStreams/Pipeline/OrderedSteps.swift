internal import SketchModel
internal import SketchTransforms

/// The steps of a `-t` list that need the sketches in order, between the two parallel parts of a run.
struct OrderedSteps {
    private var steps: [TransformStep]
    /// For a `take` or `skip`, the number of sketches counted; for a gathering step, the number kept.
    private var seen: [Int]
    // Stored separately from the steps, so that they are changed in place.
    private var filters: [(any OrderedFilter)?]
    private var gatherers: [(any GatheringTransform)?]
    private var spools: [Int: SketchSpool] = [:]
    private var ready: [Sketch] = []
    private var readyOffset = 0
    private var workspace: TransformWorkspace
    /// The gathering step whose sketches are being passed on, its plan, and its progress.
    private var draining: (step: Int, plan: GatheringPlan, next: Int, reader: SketchSpool.Reader)?
    private var inputEnded = false
    private let seed: UInt64
    /// The number of sketches that a step refused.
    private(set) var faults = 0
    /// Called for each refused sketch.
    private let refuse: (Sketch, any FaultReason) throws -> Void

    init(
        _ steps: [TransformStep],
        seed: UInt64,
        refuse: @escaping (Sketch, any FaultReason) throws -> Void
    ) {
        self.steps = steps
        self.seed = seed
        self.refuse = refuse
        seen = Array(repeating: 0, count: steps.count)
        filters = steps.map { if case .filter(let filter) = $0 { filter } else { nil } }
        gatherers = steps.map { if case .gather(let gatherer) = $0 { gatherer } else { nil } }
        for index in gatherers.indices { gatherers[index]?.begin(seed: seed) }
        workspace = TransformWorkspace(seed: seed)
    }

    var losses: LossReport { workspace.losses }
    var sightings: [Int: LabelSightings] { workspace.sightings }
    /// Notes from the steps, for the summary.
    private(set) var notes: [String] = []

    /// The number of sketches that came out and haven't been popped.
    var waiting: Int { ready.count - readyOffset }

    /// The number of sketches that the last `take` has let through, and its limit.
    var taken: (count: Int, limit: Int)? {
        for (index, step) in steps.enumerated().reversed() {
            if case .take(let limit) = step { return (seen[index], limit) }
        }
        return nil
    }

    /// Whether no sketch pushed from now on can come out.
    var isSaturated: Bool {
        for (index, step) in steps.enumerated() {
            switch step {
            case .take(let count): if seen[index] >= count { return true }
            case .gather: return false
            case .each, .skip, .filter: continue
            }
        }
        return false
    }

    mutating func push(_ sketch: Sketch) throws { try push(sketch, from: 0) }

    /// Signals that no more sketches will be pushed.
    mutating func endInput() throws {
        inputEnded = true
        try beginDraining(after: -1)
    }

    /// The next sketch that came out. `nil` if more must be pushed first or, after `endInput`, at the end.
    mutating func pop() throws -> Sketch? {
        while true {
            if readyOffset < ready.count {
                defer {
                    readyOffset += 1
                    if readyOffset == ready.count || readyOffset == 4096 {
                        ready.removeFirst(readyOffset)
                        readyOffset = 0
                    }
                }
                return ready[readyOffset]
            }
            guard inputEnded, let current = draining else { return nil }
            let count = current.plan.order?.count ?? current.reader.count
            guard current.next < count else {
                draining = nil
                spools[current.step] = nil
                try beginDraining(after: current.step)
                continue
            }
            draining?.next += 1
            var sketch = try current.reader.sketch(at: current.plan.order?[current.next] ?? current.next)
            if let then = current.plan.then, try !apply(then, to: &sketch) { continue }
            try push(sketch, from: current.step + 1)
        }
    }

    private mutating func beginDraining(after step: Int) throws {
        for index in steps.indices where index > step {
            guard let plan = try plan(of: index) else { continue }
            if let note = plan.note { notes.append(note) }
            let spool = try spools[index] ?? SketchSpool()
            draining = (index, plan, 0, try spool.reader())
            return
        }
    }

    /// A gathering step's plan, after the last sketch.
    /// - Throws: `Fault` if nothing can go on.
    private mutating func plan(of index: Int) throws -> GatheringPlan? {
        guard var gatherer = gatherers[index] else { return nil }
        gatherers[index] = nil
        do {
            return try gatherer.plan(count: seen[index], seed: seed)
        } catch let reason as any FaultReason {
            throw Fault(source: "input", reason: reason)
        }
    }

    private mutating func push(_ original: Sketch, from first: Int) throws {
        var sketch = original
        for index in steps.indices where index >= first {
            switch steps[index] {
            case .each(let transform):
                guard try apply(transform, to: &sketch) else { return }
            case .take(let count):
                guard seen[index] < count else { return }
                seen[index] += 1
            case .skip(let count):
                if seen[index] < count {
                    seen[index] += 1
                    return
                }
            case .filter:
                guard filters[index]?.keeps(sketch, using: &workspace) == true else { return }
            case .gather:
                guard gatherers[index]?.observe(sketch) == true else { return }
                seen[index] += 1
                if spools[index] == nil { spools[index] = try SketchSpool() }
                try spools[index]?.append(sketch)
                return
            }
        }
        ready.append(sketch)
    }

    private mutating func apply(_ transform: any SketchTransform, to sketch: inout Sketch) throws -> Bool {
        do {
            return try transform.apply(to: &sketch, using: &workspace)
        } catch let reason as any FaultReason {
            faults += 1
            try refuse(sketch, reason)
            return false
        }
    }
}
