package import SketchModel
package import SketchTransforms

/// The steps that bring together the sketches whose output has the same name, with the names in the order of their
/// first occurrence, so that only one file is open at a time. Sketches wait on disk in the meantime; each takes 8 bytes
/// of memory.
package enum OutputGrouping {
    package static func steps(by pattern: FileNamePattern) -> [TransformStep] {
        [.each(NameCheck(pattern: pattern)), .gather(GroupByName(pattern: pattern))]
    }

    /// Refuses sketches without a usable name while the fault's place is still known.
    private struct NameCheck: SketchTransform {
        let pattern: FileNamePattern
        var needsIndex: Bool { true }

        func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
            _ = try pattern.name(for: sketch)
            return true
        }
    }

    private struct GroupByName: GatheringTransform {
        let pattern: FileNamePattern
        private var groups: [String: Int32] = [:]
        private var sizes: [Int] = []
        /// The number of each sketch's group.
        private var members: [Int32] = []

        init(pattern: FileNamePattern) { self.pattern = pattern }

        mutating func observe(_ sketch: Sketch) -> Bool {
            guard let name = try? pattern.name(for: sketch) else { return false }
            let group = groups[name] ?? Int32(truncatingIfNeeded: sizes.count)
            if group == sizes.count {
                groups[name] = group
                sizes.append(0)
            }
            sizes[Int(group)] += 1
            members.append(group)
            return true
        }

        mutating func plan(count: Int, seed: UInt64) -> GatheringPlan {
            var next: [Int] = []
            var end = 0
            for size in sizes {
                next.append(end)
                end += size
            }
            var order = [Int](repeating: 0, count: members.count)
            for (place, group) in members.enumerated() {
                order[next[Int(group)]] = place
                next[Int(group)] += 1
            }
            return GatheringPlan(order: order)
        }
    }
}
