/// Some adjacent weights of one tensor, which a worker sums and updates together.
struct WeightBlock {
    let range: Range<Int>
    let decays: Bool

    static func blocks(of layout: WeightLayout) -> [WeightBlock] {
        // Small enough for the sum of squares to keep its digits in 32 bits.
        let size = 1 << 14
        return layout.tensors.flatMap { tensor in
            stride(from: tensor.range.lowerBound, to: tensor.range.upperBound, by: size).map {
                WeightBlock(range: $0..<min($0 + size, tensor.range.upperBound), decays: AdamW.decays(tensor))
            }
        }
    }
}
