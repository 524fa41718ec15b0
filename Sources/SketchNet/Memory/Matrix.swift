/// A view of numbers in rows, contiguous in memory or `stride` apart. It owns nothing: the memory belongs to a worker's
/// arena or to the weights.
///
/// This type and `Arena` contain the module's unsafe memory accesses; the layers only use matrices, rows and columns.
package struct Matrix<Scalar: NetworkScalar> {
    let base: UnsafeMutablePointer<Scalar>
    let rows: Int
    let columns: Int
    /// The distance between rows, in elements.
    let stride: Int

    init(_ base: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, stride: Int? = nil) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.stride = stride ?? columns
    }

    /// The number of elements, for a matrix without gaps.
    var count: Int {
        precondition(isDense)
        return rows * columns
    }

    var isDense: Bool { stride == columns || rows <= 1 }

    subscript(row: Int) -> UnsafeMutablePointer<Scalar> { base + row * stride }

    subscript(row: Int, column: Int) -> Scalar {
        get { base[row * stride + column] }
        nonmutating set { base[row * stride + column] = newValue }
    }

    func rows(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows)
        return Matrix(base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
    }

    func columns(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns)
        return Matrix(base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
    }

    func fillWithZeros() { (0..<rows).forEach { self[$0].update(repeating: 0, count: columns) } }

    /// Makes every row a copy of `vector`.
    func setRows(to vector: Matrix) {
        precondition(vector.columns == columns)
        (0..<rows).forEach { self[$0].update(from: vector.base, count: columns) }
    }

    func copy(from other: Matrix) {
        precondition(other.rows == rows && other.columns == columns)
        if isDense && other.isDense {
            base.update(from: other.base, count: count)
        } else {
            (0..<rows).forEach { self[$0].update(from: other[$0], count: columns) }
        }
    }

    func copyRow(_ row: Int, from other: Matrix, row otherRow: Int) {
        self[row].update(from: other[otherRow], count: columns)
    }
}
