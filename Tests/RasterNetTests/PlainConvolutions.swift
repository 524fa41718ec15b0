@testable internal import RasterNet

/// What `ConvolutionalNetwork` does, one sum after another, for one picture, in 64 bits.
struct PlainConvolutions {
    var network: ConvolutionalNetwork

    func forward(_ picture: [UInt8]) -> (features: [Double], logits: [Double]) {
        var (maps, side) = (picture.map { Double($0) / 255 }, network.side)
        for convolution in network.convolutions {
            let outputs = convolution.layer.outputs
            let convolved = convolve(maps, side, convolution)
            guard convolution.step != .residual else {
                maps = zip(convolved, maps).map { max(0, $0 + $1) }
                continue
            }
            let half = (side + 1) / 2
            let reach = convolution.step == .maximum ? 2 : 1
            maps = (0..<half * half * outputs).map { index in
                let (channel, x, y) = (index % outputs, index / outputs % half, index / outputs / half)
                var greatest = 0.0
                for row in 2 * y..<min(2 * y + reach, side) {
                    for column in 2 * x..<min(2 * x + reach, side) {
                        greatest = max(greatest, convolved[(row * side + column) * outputs + channel])
                    }
                }
                return greatest
            }
            side = half
        }
        let features = dense(maps, network.hidden).map { max(0, $0) }
        return (features, dense(features, network.last))
    }

    private func convolve(_ maps: [Double], _ side: Int, _ convolution: ConvolutionalNetwork.Convolution) -> [Double] {
        let (layer, square) = (convolution.layer, convolution.side)
        let channels = layer.inputs / (square * square)
        return (0..<side * side * layer.outputs).map { index in
            let (output, x, y) = (index % layer.outputs, index / layer.outputs % side, index / layer.outputs / side)
            var sum = Double(layer.biases[output])
            for (offset, weight) in layer.weights[output * layer.inputs..<(output + 1) * layer.inputs].enumerated() {
                let (channel, pixel) = (offset % channels, offset / channels)
                let (row, column) = (y + pixel / square - square / 2, x + pixel % square - square / 2)
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
