internal import ArgumentGrammar
package import SketchModel

/// Drops the points of a stroke that lie near the line between kept ones (Ramer, "An iterative procedure for the
/// polygonal approximation of plane curves", 1972; Douglas and Peucker, 1973). The ends of a stroke always stay; kept
/// points keep their times and pressures.
package struct Simplify: SketchTransform {
    package enum Criterion: Sendable, Hashable {
        /// A part is split at its farthest point if that is strictly farther from the chord than `epsilon`, which is 0
        /// or more.
        case epsilon(Double, measure: ChordDistance)
        /// Uses the smallest epsilon, the same for the whole sketch, that leaves at most this many points in all, by
        /// the distance to the line. A sketch that has no more stays as it is. Ends always stay, so more points are
        /// left if the ends alone are more.
        case points(Int)
    }

    package var criterion: Criterion

    package init(_ criterion: Criterion) { self.criterion = criterion }

    package init(epsilon: Double, measure: ChordDistance = .line) {
        self.init(.epsilon(epsilon, measure: measure))
    }

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        // Twice the square of the box's side bounds every area and squared distance.
        let side = sketch.boundingBox?.longerSide ?? 0
        guard (2 * side * side).isFinite else { throw TransformError.overflow(transform: "simplify") }
        switch criterion {
        case .epsilon(let epsilon, let measure):
            workspace.resetFlags(to: false, count: sketch.points.count)
            for stroke in 0..<sketch.strokeCount {
                let range = sketch.range(ofStroke: stroke)
                workspace.chords.load(sketch.points, range)
                try workspace.chords.markKept(
                    epsilon: epsilon,
                    measure: measure,
                    in: &workspace.flags,
                    from: range.lowerBound
                )
            }
        case .points(let limit):
            if sketch.points.count <= limit { return true }
            try workspace.markMostSignificant(limit, of: sketch)
        }
        sketch.keepPoints(workspace.flags)
        return true
    }

    static let catalogueEntry = TransformEntry(
        "simplify:EPS[,segment]|points=N",
        "simplify with Ramer-Douglas-Peucker by distance to the line (or segment), or to at most N points per sketch"
    ) { arguments throws(TransformError) in
        if let text = arguments.value(of: "points") {
            try arguments.expect(plain: 0...0, keys: ["points"])
            return .each(Simplify(.points(try arguments.count(text, named: "N", from: 1))))
        }
        try arguments.expect(plain: 1...2)
        let epsilon = try arguments.number(arguments.plain[0], named: "EPS", .zeroOrMore)
        guard arguments.plain.count == 2 else { return .each(Simplify(epsilon: epsilon)) }
        guard arguments.plain[1] == "segment" else {
            throw .unexpectedArgument(arguments.plain[1], form: arguments.form)
        }
        return .each(Simplify(epsilon: epsilon, measure: .segment))
    }
}

extension TransformWorkspace {
    /// Flags the points that stay at the smallest epsilon that leaves at most `limit`.
    ///
    /// A point's significance is the epsilon from which it is dropped, so no search for epsilon is needed: the
    /// threshold is the greatest significance among the points that don't fit.
    fileprivate mutating func markMostSignificant(_ limit: Int, of sketch: borrowing Sketch) throws(TransformError) {
        values.removeAll(keepingCapacity: true)
        for stroke in 0..<sketch.strokeCount {
            chords.load(sketch.points, sketch.range(ofStroke: stroke))
            try chords.appendSignificances(to: &values)
        }
        sorted.removeAll(keepingCapacity: true)
        sorted.append(contentsOf: values)
        sorted.sort(by: >)
        let epsilon = sorted[limit]
        resetFlags(to: false, count: values.count)
        for index in values.indices { flags[index] = values[index] > epsilon || values[index] == .infinity }
    }
}
