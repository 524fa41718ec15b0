internal import SketchModel

/// Distances between places and polylines.
enum PolylineDistance {
    /// The distances of places from the nearest point of a polyline, which has at least one point.
    static func distances(_ places: some Sequence<Point>, to line: ArraySlice<Point>) -> FitError {
        var error = FitError()
        for place in places {
            var least = Double.infinity
            for index in line.indices.dropLast() {
                least = min(least, squaredDistance(place, from: line[index], to: line[index + 1]))
            }
            if line.count == 1 { least = squaredLength(place - line[line.startIndex]) }
            error.add(least.squareRoot())
        }
        return error
    }

    static func squaredDistance(_ place: Point, from start: Point, to end: Point) -> Double {
        let (along, offset) = (end - start, place - start)
        let length = squaredLength(along)
        guard length > 0 else { return squaredLength(offset) }
        let share = min(max((offset.x * along.x + offset.y * along.y) / length, 0), 1)
        return squaredLength(offset - along * share)
    }

    static func squaredLength(_ vector: Point) -> Double { vector.x * vector.x + vector.y * vector.y }
}

/// How far curves are from a drawing, in pixels.
struct FitError: Equatable {
    private(set) var sum = 0.0
    private(set) var count = 0
    private(set) var largest = 0.0

    mutating func add(_ distance: Double) {
        sum += distance
        count += 1
        largest = max(largest, distance)
    }

    static func += (a: inout FitError, b: FitError) {
        a.sum += b.sum
        a.count += b.count
        a.largest = max(a.largest, b.largest)
    }

    static func + (a: FitError, b: FitError) -> FitError {
        var sum = a
        sum += b
        return sum
    }
}
