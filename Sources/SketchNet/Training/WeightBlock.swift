/// Some neighbouring weights of one tensor, which a worker sums and steps at once.
struct WeightBlock {
    let range: Range<Int>
    let decays: Bool

    static func blocks(of layout: WeightLayout) -> [WeightBlock] {
        // Small enough that their sum of squares keeps its digits in 32 bits.
        let size = 1 << 14
        return layout.tensors.flatMap { tensor in
            stride(from: tensor.range.lowerBound, to: tensor.range.upperBound, by: size).map {
                WeightBlock(range: $0..<min($0 + size, tensor.range.upperBound), decays: AdamW.decays(tensor))
            }
        }
    }
}
