/// Products of matrices in arrays, row by row without gaps, for modules whose networks don't use this module's layers.
package enum DenseProduct {
    /// Makes OpenBLAS compute on the calling thread, in the whole process. Workers divide the sketches among them, so a
    /// product needs no threads of its own; those that OpenBLAS starts when the program is loaded spin for some 30 ms,
    /// which costs a core.
    package static func useOneThread() { MatrixProduct.useOneThread() }

    /// Computes a bᵀ: one row per row of `a`, one column per row of `b`.
    /// - Parameter depth: the number of columns of both.
    package static func multiply(_ a: [Float], byTransposed b: [Float], depth: Int, into product: inout [Float]) {
        precondition(depth > 0 && a.count % depth == 0 && b.count % depth == 0, "The rows are not whole")
        let (rows, columns) = (a.count / depth, b.count / depth)
        product.removeAll(keepingCapacity: true)
        product.append(contentsOf: repeatElement(0, count: rows * columns))
        guard rows > 0, columns > 0 else { return }
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                product.withUnsafeMutableBufferPointer { product in
                    guard let a = a.baseAddress, let b = b.baseAddress, let c = product.baseAddress else { return }
                    // The operands are read only.
                    let transposed = Matrix<Float>(UnsafeMutablePointer(mutating: b), rows: columns, columns: depth)
                    guard rows > 1 else { return MatrixProduct.multiply(row: a, byTransposed: transposed, into: c) }
                    Float.multiply(
                        Matrix<Float>(UnsafeMutablePointer(mutating: a), rows: rows, columns: depth),
                        transposed: false,
                        transposed,
                        transposed: true,
                        into: Matrix<Float>(c, rows: rows, columns: columns),
                        adding: false
                    )
                }
            }
        }
    }
}
