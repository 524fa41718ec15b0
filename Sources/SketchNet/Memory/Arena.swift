/// Memory that a worker reuses for every batch: matrices are taken from it one after another, and released all at once
/// or down to a mark. After the first batch of a size, taking a matrix allocates nothing.
final class Arena<Scalar: NetworkScalar> {
    /// The position of the next matrix.
    struct Mark {
        fileprivate var block = 0
        fileprivate var used = 0
    }

    private var blocks: [UnsafeMutableBufferPointer<Scalar>] = []
    private(set) var mark = Mark()

    init() {}

    deinit { blocks.forEach { $0.deallocate() } }

    /// A matrix with uninitialised contents.
    func matrix(_ rows: Int, _ columns: Int) -> Matrix<Scalar> {
        // Whole cache lines, so that no two matrices share one.
        let count = (max(rows * columns, 1) + 15) & ~15
        while mark.block < blocks.count, count > blocks[mark.block].count - mark.used {
            mark = Mark(block: mark.block + 1, used: 0)
        }
        if mark.block == blocks.count {
            let held = blocks.reduce(0) { $0 + $1.count }
            let size = max(count, held / 2, 1 << 14) * MemoryLayout<Scalar>.stride
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
            blocks.append(memory.bindMemory(to: Scalar.self))
        }
        // A block is never empty, so it has a base address.
        let base = blocks[mark.block].baseAddress! + mark.used
        mark.used += count
        return Matrix(base, rows: rows, columns: columns)
    }

    func zeros(_ rows: Int, _ columns: Int) -> Matrix<Scalar> {
        let result = matrix(rows, columns)
        result.fillWithZeros()
        return result
    }

    /// Releases what was taken since `mark`.
    func rewind(to mark: Mark) { self.mark = mark }

    func removeAll() {
        mark = Mark()
        guard blocks.count > 1 else { return }
        // Merges several blocks into one, which is allocated with the next matrix.
        let held = blocks.reduce(0) { $0 + $1.count }
        blocks.forEach { $0.deallocate() }
        blocks.removeAll(keepingCapacity: true)
        _ = matrix(1, held)
        mark = Mark()
    }
}
