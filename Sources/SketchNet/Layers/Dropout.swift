internal import SketchModel

/// Sets a random share of the elements to zero and scales the others up, so that the mean is preserved.
struct Dropout: Sendable {
    let share: Double

    /// The factor of each element, 0 or 1 / (1 - share); `nil` if nothing is dropped.
    func factors<Scalar>(
        _ rows: Int,
        _ columns: Int,
        from generator: inout SeededGenerator?,
        in arena: Arena<Scalar>
    ) -> Matrix<Scalar>? {
        guard share > 0, generator != nil else { return nil }
        let factors = arena.matrix(rows, columns)
        let kept = Scalar(1 / (1 - share))
        let limit = UInt32(min(share * 0x1p32, 0x1p32 - 1))
        var bits: UInt64 = 0
        // Two elements per random number.
        for i in 0..<factors.count {
            bits = i.isMultiple(of: 2) ? generator?.next() ?? 0 : bits >> 32
            factors.base[i] = UInt32(truncatingIfNeeded: bits) < limit ? 0 : kept
        }
        return factors
    }
}
