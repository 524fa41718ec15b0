/// Memory that a worker uses again for every batch: matrices are taken from it one after another, and given back all at
/// once or down to a mark. After the first batch of a size, taking one allocates nothing.
final class Arena<Scalar: NetworkScalar> {
    /// Where the next matrix begins.
    struct Mark {
        fileprivate var block = 0
        fileprivate var used = 0
    }

    private var blocks: [UnsafeMutableBufferPointer<Scalar>] = []
    private(set) var mark = Mark()

    init() {}

    deinit { blocks.forEach { $0.deallocate() } }

    /// A matrix of whatever was in the memory before.
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
        // A block is never empty, so it has a base.
        let base = blocks[mark.block].baseAddress! + mark.used
        mark.used += count
        return Matrix(base, rows: rows, columns: columns)
    }

    func zeros(_ rows: Int, _ columns: Int) -> Matrix<Scalar> {
        let result = matrix(rows, columns)
        result.fillWithZeros()
        return result
    }

    /// Gives back what was taken since `mark`.
    func rewind(to mark: Mark) { self.mark = mark }

    func removeAll() {
        mark = Mark()
        guard blocks.count > 1 else { return }
        // One block in the place of several; it comes with the next matrix.
        let held = blocks.reduce(0) { $0 + $1.count }
        blocks.forEach { $0.deallocate() }
        blocks.removeAll(keepingCapacity: true)
        _ = matrix(1, held)
        mark = Mark()
    }
}
