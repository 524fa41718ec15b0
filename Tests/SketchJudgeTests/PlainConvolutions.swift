@testable internal import SketchJudge

/// What `ConvolutionalNetwork` does, one sum after another, for one picture, in 64 bits.
struct PlainConvolutions {
    var network: ConvolutionalNetwork

    func forward(_ picture: [UInt8]) -> (features: [Double], logits: [Double]) {
        var (maps, side) = (picture.map { Double($0) / 255 }, network.side)
        for layer in network.convolutions {
            let convolved = convolve(maps, side, layer)
            let half = (side + 1) / 2
            maps = (0..<half * half * layer.outputs).map { index in
                let (channel, x, y) = (
                    index % layer.outputs, index / layer.outputs % half, index / layer.outputs / half
                )
                var greatest = 0.0
                for row in 2 * y..<min(2 * y + 2, side) {
                    for column in 2 * x..<min(2 * x + 2, side) {
                        greatest = max(greatest, convolved[(row * side + column) * layer.outputs + channel])
                    }
                }
                return greatest
            }
            side = half
        }
        let features = dense(maps, network.hidden).map { max(0, $0) }
        return (features, dense(features, network.last))
    }

    private func convolve(_ maps: [Double], _ side: Int, _ layer: ConvolutionalNetwork.Layer) -> [Double] {
        let channels = layer.inputs / 9
        return (0..<side * side * layer.outputs).map { index in
            let (output, x, y) = (index % layer.outputs, index / layer.outputs % side, index / layer.outputs / side)
            var sum = Double(layer.biases[output])
            for (offset, weight) in layer.weights[output * layer.inputs..<(output + 1) * layer.inputs].enumerated() {
                let (channel, pixel) = (offset % channels, offset / channels)
                let (row, column) = (y + pixel / 3 - 1, x + pixel % 3 - 1)
                guard (0..<side).contains(row), (0..<side).contains(column) else { continue }
                sum += Double(weight) * maps[(row * side + column) * channels + channel]
            }
            return sum
        }
    }

    private func dense(_ values: [Double], _ layer: ConvolutionalNetwork.Layer) -> [Double] {
        (0..<layer.outputs).map { output in
            values.indices.reduce(Double(layer.biases[output])) { sum, input in
                sum + Double(layer.weights[output * layer.inputs + input]) * values[input]
            }
        }
    }
}
