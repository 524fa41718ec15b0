internal import SketchNet

/// Convolutions of 3×3 pixels, each followed by a maximum over 2×2 pixels and ReLU; then a dense layer with ReLU, whose
/// outputs are the features, and one without, whose outputs are the logits.
struct ConvolutionalNetwork: Sendable {
    /// A row of weights, and a bias, for each output.
    struct Layer: Sendable {
        var weights: [Float]
        var biases: [Float]

        var outputs: Int { biases.count }
        var inputs: Int { weights.count / max(1, biases.count) }
    }

    /// Of the square pictures, in pixels.
    let side: Int
    /// A row of weights goes through the rows of the 3×3 pixels, their columns, and the channels, which vary fastest.
    let convolutions: [Layer]
    /// A row of weights goes through the rows of pixels that are left, their columns, and the channels.
    let hidden: Layer
    let last: Layer

    var featureCount: Int { hidden.outputs }

    /// Buffers that batches use again.
    struct Memory {
        fileprivate var patches: [Float] = []
        fileprivate var sums: [Float] = []
    }

    /// - Parameter pictures: a byte a pixel, row by row, one picture after another; ink is 255.
    /// - Returns: rows of features and of logits, one for each picture.
    func forward(_ pictures: [UInt8], in memory: inout Memory) -> (features: [Float], logits: [Float]) {
        precondition(pictures.count % (side * side) == 0, "The pictures are of another size")
        var maps = pictures.map { Float($0) / 255 }
        var side = side
        for layer in convolutions {
            gatherPatches(of: maps, side: side, channels: layer.inputs / 9, into: &memory.patches)
            DenseProduct.multiply(memory.patches, byTransposed: layer.weights, depth: layer.inputs, into: &memory.sums)
            maps = Self.maxima(of: memory.sums, side: side, biases: layer.biases)
            side = Self.halved(side)
        }
        let features = Self.dense(maps, hidden).map { max($0, 0) }
        return (features, Self.dense(features, last))
    }

    /// The side of what is left of a picture by a maximum over 2×2 pixels, the last of which may be cut off.
    static func halved(_ side: Int) -> Int { (side + 1) / 2 }

    /// For each pixel of each map its 3×3 neighbours, 0 beyond the edges: a row of what a convolution sums up.
    private func gatherPatches(of maps: [Float], side: Int, channels: Int, into patches: inout [Float]) {
        patches.removeAll(keepingCapacity: true)
        patches.reserveCapacity(9 * maps.count)
        for first in stride(from: 0, to: maps.count, by: side * side * channels) {
            for y in 0..<side {
                for x in 0..<side {
                    for row in y - 1...y + 1 {
                        for column in x - 1...x + 1 {
                            if (0..<side).contains(row), (0..<side).contains(column) {
                                let place = first + (row * side + column) * channels
                                patches.append(contentsOf: maps[place..<place + channels])
                            } else {
                                patches.append(contentsOf: repeatElement(0, count: channels))
                            }
                        }
                    }
                }
            }
        }
    }

    /// The greatest of 2×2 pixels, with the bias and ReLU, which do not change which is the greatest.
    private static func maxima(of sums: [Float], side: Int, biases: [Float]) -> [Float] {
        let (channels, half) = (biases.count, halved(side))
        var result: [Float] = []
        result.reserveCapacity(sums.count / (side * side) * half * half)
        for first in stride(from: 0, to: sums.count, by: side * side * channels) {
            for y in stride(from: 0, to: side, by: 2) {
                for x in stride(from: 0, to: side, by: 2) {
                    let (right, below) = (x + 1 < side ? channels : 0, y + 1 < side ? side * channels : 0)
                    let place = first + (y * side + x) * channels
                    for channel in 0..<channels {
                        let upper = max(sums[place + channel], sums[place + channel + right])
                        let lower = max(sums[place + channel + below], sums[place + channel + below + right])
                        result.append(max(0, max(upper, lower) + biases[channel]))
                    }
                }
            }
        }
        return result
    }

    private static func dense(_ rows: [Float], _ layer: Layer) -> [Float] {
        var sums: [Float] = []
        DenseProduct.multiply(rows, byTransposed: layer.weights, depth: layer.inputs, into: &sums)
        for index in sums.indices { sums[index] += layer.biases[index % layer.outputs] }
        return sums
    }
}
