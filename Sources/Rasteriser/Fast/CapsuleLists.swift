/// Capsules by the band of rows in which they begin, so that each is visited once per band that it touches.
struct CapsuleLists {
    private(set) var capsules: [Capsule] = []
    /// For each band, the position of the first capsule of its list, -1 if it is empty.
    private var firsts: [Int]

    /// - Parameter height: of the canvas, in pixels.
    init(height: Int) {
        firsts = Array(repeating: -1, count: (height + CapsuleKernel.bandRows - 1) / CapsuleKernel.bandRows)
    }

    @inline(__always)
    mutating func add(_ capsule: Capsule) {
        let band = capsule.rows.lowerBound / CapsuleKernel.bandRows
        var capsule = capsule
        capsule.next = firsts[band]
        firsts[band] = capsules.count
        capsules.append(capsule)
    }

    /// Draws all added capsules, band by band, and removes them.
    mutating func draw(by kernel: CapsuleKernel, height: Int, reach: Double, limit: Float, flip: UInt32) {
        for index in firsts.indices where firsts[index] >= 0 {
            let top = index * CapsuleKernel.bandRows
            let band = top..<min(top + CapsuleKernel.bandRows, height)
            var place = firsts[index]
            firsts[index] = -1
            while place >= 0 {
                let capsule = capsules[place]
                if capsule.isLong(reach: reach) {
                    capsule.forEachPiece(in: band, reach: reach) { kernel.lower(by: $0, reach: reach, band: band) }
                } else {
                    kernel.lower(by: capsule, reach: reach, band: band)
                }
                if capsule.rows.upperBound > band.upperBound {
                    capsules[place].next = firsts[index + 1]
                    firsts[index + 1] = place
                }
                place = capsule.next
            }
            kernel.write(band, reach: Float(reach), limit: limit, flip: flip)
        }
        capsules.removeAll(keepingCapacity: true)
    }
}
