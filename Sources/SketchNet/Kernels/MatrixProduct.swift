internal import CBLAS
internal import Platform

/// Matrix products with OpenBLAS, on the calling thread.
enum MatrixProduct {
    /// OpenBLAS built without threads returns wrong results if several threads call it at once.
    private static let isSafe = openblas_get_parallel() != 0
    private static let turn = Locked<Void>(())

    typealias Function<Scalar> = (
        CBLAS_ORDER, CBLAS_TRANSPOSE, CBLAS_TRANSPOSE, Int32, Int32, Int32, Scalar, UnsafePointer<Scalar>?, Int32,
        UnsafePointer<Scalar>?, Int32, Scalar, UnsafeMutablePointer<Scalar>?, Int32
    ) -> Void

    static func useOneThread() {
        openblas_set_num_threads(1)
        if isSafe { blas_thread_shutdown_() }
    }

    private static func inTurn(_ product: () -> Void) {
        if isSafe { product() } else { turn.withLock { _ in product() } }
    }

    /// - Parameter product: `cblas_sgemm` or `cblas_dgemm`.
    static func multiply<Scalar: NetworkScalar>(
        _ a: Matrix<Scalar>,
        _ aTransposed: Bool,
        _ b: Matrix<Scalar>,
        _ bTransposed: Bool,
        into c: Matrix<Scalar>,
        adding: Bool,
        by product: Function<Scalar>
    ) {
        guard let depth = depth(a, aTransposed, b, bTransposed, c, adding) else { return }
        inTurn {
            product(
                CblasRowMajor,
                aTransposed ? CblasTrans : CblasNoTrans,
                bTransposed ? CblasTrans : CblasNoTrans,
                Int32(c.rows),
                Int32(c.columns),
                Int32(depth),
                1,
                a.base,
                Int32(a.stride),
                b.base,
                Int32(b.stride),
                adding ? 1 : 0,
                c.base,
                Int32(c.stride)
            )
        }
    }

    /// `row` bᵀ, which costs less than a matrix product: nothing is copied.
    static func multiply(
        row: UnsafePointer<Float>,
        byTransposed b: Matrix<Float>,
        into product: UnsafeMutablePointer<Float>
    ) {
        inTurn {
            cblas_sgemv(
                CblasRowMajor,
                CblasNoTrans,
                Int32(b.rows),
                Int32(b.columns),
                1,
                b.base,
                Int32(b.stride),
                row,
                1,
                0,
                product,
                1
            )
        }
    }

    /// The length of the sums, or `nil` if there is nothing left to compute.
    private static func depth<Scalar>(
        _ a: Matrix<Scalar>,
        _ aTransposed: Bool,
        _ b: Matrix<Scalar>,
        _ bTransposed: Bool,
        _ c: Matrix<Scalar>,
        _ adding: Bool
    ) -> Int? {
        let (rows, depth) = aTransposed ? (a.columns, a.rows) : (a.rows, a.columns)
        let (otherDepth, columns) = bTransposed ? (b.columns, b.rows) : (b.rows, b.columns)
        precondition(rows == c.rows && columns == c.columns && depth == otherDepth, "The shapes do not fit")
        guard rows > 0, columns > 0 else { return nil }
        guard depth > 0 else {
            if !adding { c.fillWithZeros() }
            return nil
        }
        return depth
    }
}
