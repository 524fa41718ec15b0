internal import SketchNet

/// Convolutions with ReLU, followed by a dense layer with ReLU, whose outputs are the features, and a dense layer
/// without, whose outputs are the logits.
package struct ConvolutionalNetwork: Sendable {
    /// One row of weights and one bias per output.
    package struct Layer: Sendable {
        package var weights: [Float]
        package var biases: [Float]

        package init(weights: [Float], biases: [Float]) {
            self.weights = weights
            self.biases = biases
        }

        package var outputs: Int { biases.count }
        package var inputs: Int { weights.count / max(1, biases.count) }
    }

    /// What a convolution does in addition.
    package enum Step: String, Sendable {
        /// It is followed by a maximum over 2×2 pixels.
        case maximum
        /// Only every other pixel is computed.
        case stride
        /// Its input is added to its sums.
        case residual

        /// The side of the maps after this step; of an odd side, the last pixel counts.
        package func side(after side: Int) -> Int { self == .residual ? side : (side + 1) / 2 }
    }

    package struct Convolution: Sendable {
        /// A row of weights goes through the rows of pixels, then their columns, then the channels, which vary fastest.
        package var layer: Layer
        /// The side of the kernel, odd.
        package var side: Int
        package var step: Step

        package init(_ layer: Layer, side: Int, step: Step) {
            self.layer = layer
            self.side = side
            self.step = step
        }

        var channels: Int { layer.inputs / (side * side) }
    }

    /// The side of the square pictures, in pixels.
    package let side: Int
    package let convolutions: [Convolution]
    /// A row of weights goes through the remaining rows of pixels, then their columns, then the channels.
    package let hidden: Layer
    package let last: Layer

    package init(side: Int, convolutions: [Convolution], hidden: Layer, last: Layer) {
        self.side = side
        self.convolutions = convolutions
        self.hidden = hidden
        self.last = last
    }

    package var featureCount: Int { hidden.outputs }

    /// Buffers that are reused for every batch.
    package struct Memory {
        fileprivate var framed: [Float] = []
        fileprivate var patches: [Float] = []
        fileprivate var sums: [Float] = []

        package init() {}
    }

    /// - Parameter pictures: one byte per pixel, row by row, one picture after another; ink is 255.
    /// - Returns: the features and the logits, one row of each per picture.
    package func forward(_ pictures: [UInt8], in memory: inout Memory) -> (features: [Float], logits: [Float]) {
        precondition(pictures.count % (side * side) == 0, "The pictures are of another size")
        var maps = pictures.map { Float($0) / 255 }
        var side = side
        for convolution in convolutions {
            gatherPatches(of: maps, side: side, for: convolution, in: &memory)
            let layer = convolution.layer
            DenseProduct.multiply(memory.patches, byTransposed: layer.weights, depth: layer.inputs, into: &memory.sums)
            switch convolution.step {
            case .maximum: maps = Self.maxima(of: memory.sums, side: side, biases: layer.biases)
            case .stride: Self.rectify(memory.sums, adding: nil, biases: layer.biases, into: &maps)
            case .residual: Self.rectify(memory.sums, adding: maps, biases: layer.biases, into: &maps)
            }
            side = convolution.step.side(after: side)
        }
        let features = Self.dense(maps, hidden).map { max($0, 0) }
        return (features, Self.dense(features, last))
    }

    /// Gathers the square of pixels around each pixel to compute, with 0 beyond the edges: one row of inputs per sum.
    private func gatherPatches(of maps: [Float], side: Int, for convolution: Convolution, in memory: inout Memory) {
        let (channels, reach) = (convolution.channels, convolution.side / 2)
        let wide = side + 2 * reach
        let count = maps.count / (side * side * channels)
        frame(maps, side: side, channels: channels, reach: reach, count: count, into: &memory.framed)
        let step = convolution.step == .stride ? 2 : 1
        let row = convolution.side * channels
        let rows = (side + step - 1) / step
        memory.patches.removeAll(keepingCapacity: true)
        memory.patches.reserveCapacity(count * rows * rows * convolution.side * row)
        memory.framed.withUnsafeBufferPointer { framed in
            for picture in 0..<count {
                for y in stride(from: 0, to: side, by: step) {
                    for x in stride(from: 0, to: side, by: step) {
                        for line in 0..<convolution.side {
                            let place = ((picture * wide + y + line) * wide + x) * channels
                            memory.patches.append(contentsOf: framed[place..<place + row])
                        }
                    }
                }
            }
        }
    }

    /// Surrounds the maps with a border of zeros of the given width.
    private func frame(
        _ maps: [Float],
        side: Int,
        channels: Int,
        reach: Int,
        count: Int,
        into framed: inout [Float]
    ) {
        let wide = side + 2 * reach
        let (edge, margin) = (reach * wide * channels, reach * channels)
        framed.removeAll(keepingCapacity: true)
        framed.reserveCapacity(count * wide * wide * channels)
        func appendZeros(_ count: Int) { framed.append(contentsOf: repeatElement(0, count: count)) }
        for picture in 0..<count {
            appendZeros(edge)
            for y in 0..<side {
                appendZeros(margin)
                let place = (picture * side + y) * side * channels
                framed.append(contentsOf: maps[place..<place + side * channels])
                appendZeros(margin)
            }
            appendZeros(edge)
        }
    }

    /// The maxima over 2×2 pixels, then bias and ReLU, which don't change which is the largest.
    private static func maxima(of sums: [Float], side: Int, biases: [Float]) -> [Float] {
        let (channels, half) = (biases.count, (side + 1) / 2)
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

    private static func rectify(_ sums: [Float], adding given: [Float]?, biases: [Float], into maps: inout [Float]) {
        maps.removeAll(keepingCapacity: true)
        maps.reserveCapacity(sums.count)
        for first in stride(from: 0, to: sums.count, by: biases.count) {
            for (channel, bias) in biases.enumerated() {
                let place = first + channel
                maps.append(max(0, sums[place] + bias + (given?[place] ?? 0)))
            }
        }
    }

    private static func dense(_ rows: [Float], _ layer: Layer) -> [Float] {
        var sums: [Float] = []
        DenseProduct.multiply(rows, byTransposed: layer.weights, depth: layer.inputs, into: &sums)
        for first in stride(from: 0, to: sums.count, by: layer.outputs) {
            for (output, bias) in layer.biases.enumerated() { sums[first + output] += bias }
        }
        return sums
    }
}
