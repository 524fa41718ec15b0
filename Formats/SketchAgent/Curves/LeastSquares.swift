internal import SketchModel

/// Systems of linear equations with more rows than unknowns.
enum LeastSquares {
    /// The solution of `columns` · x = `values` with the least squared error; of several, the shortest, as NumPy's
    /// `linalg.lstsq` gives it.
    ///
    /// The columns are made orthogonal by rotations of two at a time (one-sided Jacobi), which gives the singular value
    /// decomposition to full precision.
    /// - Parameter columns: the matrix, one array per unknown, all as long as `values`.
    static func solve(_ columns: [[Double]], _ values: [Point]) -> [Point] {
        let count = columns.count
        var columns = columns
        var rotation = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0.0 } }
        for _ in 0..<40 {
            var isDone = true
            for first in 0..<count {
                for second in (first + 1)..<max(count, first + 1) {
                    if rotate(first, second, &columns, &rotation) { isDone = false }
                }
            }
            if isDone { break }
        }
        let singular = columns.map { product($0, $0).squareRoot() }
        let limit = Double.ulpOfOne * Double(max(values.count, count)) * (singular.max() ?? 0)
        var solution = [Point](repeating: .zero, count: count)
        for index in 0..<count where singular[index] > limit {
            var sum = Point.zero
            for (row, value) in values.enumerated() { sum = sum + value * columns[index][row] }
            let share = sum * (1 / (singular[index] * singular[index]))
            for unknown in 0..<count { solution[unknown] = solution[unknown] + share * rotation[index][unknown] }
        }
        return solution
    }

    /// Makes two columns orthogonal.
    /// - Returns: whether they weren't.
    private static func rotate(
        _ first: Int,
        _ second: Int,
        _ columns: inout [[Double]],
        _ rotation: inout [[Double]]
    ) -> Bool {
        let (a, b) = (product(columns[first], columns[first]), product(columns[second], columns[second]))
        let mixed = product(columns[first], columns[second])
        guard abs(mixed) > Double.ulpOfOne * (a * b).squareRoot(), mixed != 0 else { return false }
        let ratio = (b - a) / (2 * mixed)
        let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        let sine = cosine * tangent
        turn(&columns, first, second, cosine, sine)
        turn(&rotation, first, second, cosine, sine)
        return true
    }

    private static func turn(
        _ columns: inout [[Double]],
        _ first: Int,
        _ second: Int,
        _ cosine: Double,
        _ sine: Double
    ) {
        for row in columns[first].indices {
            let (a, b) = (columns[first][row], columns[second][row])
            columns[first][row] = cosine * a - sine * b
            columns[second][row] = sine * a + cosine * b
        }
    }

    private static func product(_ first: [Double], _ second: [Double]) -> Double {
        var sum = 0.0
        for index in first.indices { sum += first[index] * second[index] }
        return sum
    }
}
