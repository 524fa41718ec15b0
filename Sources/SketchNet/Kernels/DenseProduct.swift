/// Products of matrices that lie in arrays, row by row without gaps, for rooms whose networks are not of this one's
/// layers.
package enum DenseProduct {
    /// Ends the threads of OpenBLAS, for the whole process. It starts them when the program is loaded, and they wait in
    /// a loop that takes a core for some 30 ms; products need none of them.
    package static func endThreads() { MatrixProduct.endThreads() }

    /// a bᵀ: a row for each of `a`, a column for each row of `b`.
    /// - Parameter depth: the columns of both.
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
                    // The operands are only read.
                    let transposed = Matrix<Float>(UnsafeMutablePointer(mutating: b), rows: columns, columns: depth)
                    guard rows > 1 else { return MatrixProduct.multiply(row: a, byTransposed: transposed, into: c) }
                    MatrixProduct.multiply(
                        Matrix<Float>(UnsafeMutablePointer(mutating: a), rows: rows, columns: depth),
                        false,
                        transposed,
                        true,
                        into: Matrix<Float>(c, rows: rows, columns: columns),
                        adding: false
                    )
                }
            }
        }
    }
}
