package import SketchModel

/// Derives 64 bits for a sketch from its content, and assigns its part if these bits alone determine it.
///
/// It runs before all other steps, so that what they do to the strokes doesn't move a sketch to another part.
package struct SplitByKey: SketchTransform {
    private let basis: DataSplit.Basis
    private let names: [String]
    /// For each part but the last, the key before which it ends.
    private let ends: [UInt64]

    /// - Parameter shares: the shares of the named parts, adding up to 1; if empty, a later step reads the key.
    init(basis: DataSplit.Basis, names: [String] = [], shares: [Double] = []) {
        self.basis = basis
        self.names = names
        var sum = 0.0
        ends = shares.dropLast().map { share in
            sum += share
            return UInt64(exactly: (sum * 0x1p64).rounded()) ?? .max
        }
    }

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        let key = try key(of: sketch, seed: workspace.seed)
        sketch.source.splitKey = key
        if !names.isEmpty { sketch.source.split = names[ends.firstIndex { key < $0 } ?? names.count - 1] }
        return true
    }

    private func key(of sketch: borrowing Sketch, seed: UInt64) throws(DataSplitError) -> UInt64 {
        var bits: UInt64
        if basis != .content, let id = sketch.metadata.id {
            bits = id
        } else {
            if basis == .id { throw .noId }
            let hash = StrokeHash(sketch)
            bits = hash.first ^ (hash.second << 32 | hash.second >> 32)
        }
        // Different from the numbers of random steps with the same seed.
        bits ^= 0x5851_f42d_4c95_7f2d
        var generator = SeededGenerator(seed: seed, stream: Int(truncatingIfNeeded: bits))
        return generator.next()
    }
}
