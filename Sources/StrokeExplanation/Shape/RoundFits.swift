internal import Platform
internal import SketchModel

extension StrokeSamples {
    /// A circle with a larger radius, in sizes of the stroke, counts as a line.
    private static let greatestRadius = 20.0

    /// The least-squares circle: the algebraic fit (Kåsa, 1976), refined by Gauss-Newton steps.
    var circle: (center: Point, radius: Double)? {
        let rows = points.map { [$0.x, $0.y, 1] }
        let squares = points.map { -($0.x * $0.x + $0.y * $0.y) }
        guard let algebraic = LeastSquares.solve(rows, squares) else { return nil }
        var center = Point(-algebraic[0] / 2, -algebraic[1] / 2)
        var radius = (center.x * center.x + center.y * center.y - algebraic[2]).squareRoot()
        guard radius.isFinite, radius < Self.greatestRadius else { return nil }
        for _ in 0..<20 {
            let distances = points.map { $0.squareDistance(to: center).squareRoot() }
            guard distances.allSatisfy({ $0 > 1e-9 }) else { break }
            let slopes = zip(points, distances).map { [($0.x - center.x) / $1, ($0.y - center.y) / $1, 1] }
            guard let step = LeastSquares.solve(slopes, distances.map { $0 - radius }) else { break }
            center = center + Point(step[0], step[1])
            radius += step[2]
            guard radius.isFinite, radius > 0, radius < Self.greatestRadius else { return nil }
            if step.allSatisfy({ abs($0) < 1e-12 }) { break }
        }
        return (center, radius)
    }

    /// The part of that circle that the stroke covers.
    var arc: PrimitiveShape? {
        guard let (center, radius) = circle else { return nil }
        let angles = points.map { atan2($0.y - center.y, $0.x - center.x) }
        let sweep = zip(angles, angles.dropFirst()).reduce(0) { sum, pair in
            sum + remainder(pair.1 - pair.0, 2 * Double.pi)
        }
        return .arc(center: center, radius: radius, start: angles[0], sweep: min(max(sweep, -2 * .pi), 2 * .pi))
    }

    /// The conic with the least squared algebraic distances, normalised so that the sum of its two square terms is 1,
    /// if it is an ellipse that is not too flat or large.
    var ellipse: PrimitiveShape? {
        let rows = points.map { point in
            let (xx, yy) = (point.x * point.x, point.y * point.y)
            return [(xx - yy) / 2, point.x * point.y, point.x, point.y, 1]
        }
        let squares = points.map { -($0.x * $0.x + $0.y * $0.y) / 2 }
        guard let conic = LeastSquares.solve(rows, squares) else { return nil }
        let (a, b, c) = ((1 + conic[0]) / 2, conic[1], (1 - conic[0]) / 2)
        let determinant = 4 * a * c - b * b
        guard determinant > 1e-9 else { return nil }
        let center = Point(
            (b * conic[3] - 2 * c * conic[2]) / determinant,
            (b * conic[2] - 2 * a * conic[3]) / determinant
        )
        let level = -(conic[4] + (conic[2] * center.x + conic[3] * center.y) / 2)
        // The eigenvalues of the quadratic form: the smaller belongs to the longer axis.
        let spread = ((a - c) * (a - c) + b * b).squareRoot()
        let (lesser, greater) = ((a + c - spread) / 2, (a + c + spread) / 2)
        let (longer, shorter) = ((level / lesser).squareRoot(), (level / greater).squareRoot())
        guard longer.isFinite, shorter > 0.02, longer < 2 else { return nil }
        let rotation = 0.5 * atan2(-b, c - a)
        return .ellipse(center: center, longerRadius: longer, shorterRadius: shorter, rotation: rotation)
    }
}

/// Linear least squares with a few unknowns.
enum LeastSquares {
    /// The solution whose products with the rows are closest to the values; `nil` if it isn't unique.
    static func solve(_ rows: [[Double]], _ values: [Double]) -> [Double]? {
        guard let count = rows.first?.count else { return nil }
        var system = (0..<count).map { i in
            (0..<count).map { j in rows.reduce(0) { $0 + $1[i] * $1[j] } }
                + [zip(rows, values).reduce(0) { $0 + $1.0[i] * $1.1 }]
        }
        // Gaussian elimination; the normal equations are small, and their unknowns of similar magnitude.
        for column in 0..<count {
            let pivot = (column..<count).max { abs(system[$0][column]) < abs(system[$1][column]) } ?? column
            guard abs(system[pivot][column]) > 1e-12 else { return nil }
            system.swapAt(column, pivot)
            for row in 0..<count where row != column {
                let factor = system[row][column] / system[column][column]
                for place in column...count { system[row][place] -= factor * system[column][place] }
            }
        }
        let solution = (0..<count).map { system[$0][count] / system[$0][$0] }
        return solution.allSatisfy(\.isFinite) ? solution : nil
    }
}
