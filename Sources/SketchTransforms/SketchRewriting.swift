package import SketchModel

extension Sketch {
    /// Keeps the points whose flag is set, with their channels, and all strokes, which may become empty. `flags` is as
    /// long as `points`.
    package mutating func keepPoints(_ flags: [Bool]) {
        var kept = 0
        var start = 0
        for stroke in strokeEnds.indices {
            let end = strokeEnds[stroke]
            for index in start..<end where flags[index] {
                points[kept] = points[index]
                if !channels.isEmpty { moveChannels(from: index, to: kept) }
                kept += 1
            }
            strokeEnds[stroke] = kept
            start = end
        }
        points.removeLast(points.count - kept)
        for channel in PointChannel.allCases where channels.contains(PointChannelSet(channel)) {
            self[channel].removeLast(self[channel].count - kept)
        }
    }

    private mutating func moveChannels(from index: Int, to target: Int) {
        if hasTimes { times[target] = times[index] }
        if hasPressures { pressures[target] = pressures[index] }
        if hasTilts { tilts[target] = tilts[index] }
        if hasAzimuths { azimuths[target] = azimuths[index] }
    }
}

extension TransformWorkspace {
    /// Starts a new list of points, which will replace a sketch's own.
    package mutating func beginRewriting() {
        points.removeAll(keepingCapacity: true)
        strokeEnds.removeAll(keepingCapacity: true)
        times.removeAll(keepingCapacity: true)
        pressures.removeAll(keepingCapacity: true)
        tilts.removeAll(keepingCapacity: true)
        azimuths.removeAll(keepingCapacity: true)
    }

    /// Appends the point at `index` of `sketch`, with its channels.
    package mutating func append(_ index: Int, of sketch: borrowing Sketch) {
        points.append(sketch.points[index])
        if sketch.hasTimes { times.append(sketch.times[index]) }
        if sketch.hasPressures { pressures.append(sketch.pressures[index]) }
        if sketch.hasTilts { tilts.append(sketch.tilts[index]) }
        if sketch.hasAzimuths { azimuths.append(sketch.azimuths[index]) }
    }

    /// Appends the point that lies the fraction `share` of the way from the point at `index` to the next, with its
    /// channels.
    package mutating func append(_ share: Double, past index: Int, of sketch: borrowing Sketch) {
        let (a, b) = (sketch.points[index], sketch.points[index + 1])
        points.append(Point(Self.between(a.x, b.x, share), Self.between(a.y, b.y, share)))
        if sketch.hasTimes { times.append(Self.between(sketch.times[index], sketch.times[index + 1], share)) }
        if sketch.hasPressures {
            pressures.append(Self.between(sketch.pressures[index], sketch.pressures[index + 1], share))
        }
        if sketch.hasTilts { tilts.append(Self.between(sketch.tilts[index], sketch.tilts[index + 1], share)) }
        if sketch.hasAzimuths {
            azimuths.append(Self.betweenAngles(sketch.azimuths[index], sketch.azimuths[index + 1], share))
        }
    }

    package mutating func endStroke() { strokeEnds.append(points.count) }

    /// Whether all new coordinates, times and pressures are finite.
    package var isFinite: Bool {
        points.allSatisfy { $0.isFinite }
            && [times, pressures, tilts, azimuths].allSatisfy { $0.allSatisfy { $0.isFinite } }
    }

    /// Gives `sketch` the new points, and takes its buffers in exchange.
    package mutating func finishRewriting(_ sketch: inout Sketch) {
        swap(&points, &sketch.points)
        swap(&strokeEnds, &sketch.strokeEnds)
        swap(&times, &sketch.times)
        swap(&pressures, &sketch.pressures)
        swap(&tilts, &sketch.tilts)
        swap(&azimuths, &sketch.azimuths)
    }

    /// Sets `flags` to `value` for `count` points.
    package mutating func resetFlags(to value: Bool, count: Int) {
        flags.removeAll(keepingCapacity: true)
        flags.append(contentsOf: repeatElement(value, count: count))
    }

    private static func between(_ a: Double, _ b: Double, _ share: Double) -> Double { a + (b - a) * share }

    /// Interpolates the shorter way round, in 0…2π.
    private static func betweenAngles(_ a: Double, _ b: Double, _ share: Double) -> Double {
        let turn = (b - a).remainder(dividingBy: 2 * .pi)
        let angle = (a + turn * share).truncatingRemainder(dividingBy: 2 * .pi)
        return angle < 0 ? angle + 2 * .pi : angle
    }
}
