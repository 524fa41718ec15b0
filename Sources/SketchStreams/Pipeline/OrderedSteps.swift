internal import SketchModel
internal import SketchTransforms

/// The steps of a `-t` list that need the sketches one after another, between the two parallel parts of a run.
struct OrderedSteps {
    private var steps: [TransformStep]
    /// For a `take` or `skip`, how many it has counted; for a gathering step, how many it has kept.
    private var seen: [Int]
    // Apart from the steps, so that they are changed in place.
    private var filters: [(any OrderedFilter)?]
    private var gatherers: [(any GatheringTransform)?]
    private var spools: [Int: SketchSpool] = [:]
    private var ready: [Sketch] = []
    private var readyOffset = 0
    private var workspace: TransformWorkspace
    /// The gathering step whose sketches are being handed on, its plan, and how far it has come.
    private var draining: (step: Int, plan: GatheringPlan, next: Int, reader: SketchSpool.Reader)?
    private var inputEnded = false
    private let seed: UInt64
    /// Sketches that a step refused.
    private(set) var faults = 0
    /// Called for each of them.
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
    /// What the steps have to say.
    private(set) var notes: [String] = []

    /// How many sketches came out and were not popped.
    var waiting: Int { ready.count - readyOffset }

    /// How many sketches the last `take` has let through, and how many it will.
    var taken: (count: Int, limit: Int)? {
        for (index, step) in steps.enumerated().reversed() {
            if case .take(let limit) = step { return (seen[index], limit) }
        }
        return nil
    }

    /// Whether nothing that is pushed from now on can come out.
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

    /// Says that nothing more will be pushed.
    mutating func endInput() throws {
        inputEnded = true
        try beginDraining(after: -1)
    }

    /// The next sketch that came out, or `nil` where more must be pushed first or, after `endInput`, at the end.
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

    /// What a gathering step lets go on, after the last sketch.
    /// - Throws: `Fault` if nothing can.
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
