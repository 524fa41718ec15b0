internal import SketchModel

/// The weights of a network, or their gradients: one buffer, with the position of each tensor.
package struct SketchNetWeights<Scalar: NetworkScalar>: Sendable {
    package let layout: WeightLayout
    package var values: [Scalar]

    /// All zeros.
    package init(zerosFor configuration: SketchNetConfiguration) throws(SketchNetError) {
        try configuration.validate()
        layout = WeightLayout(configuration)
        values = Array(repeating: 0, count: layout.count)
    }

    /// Initial weights for training, the same for a seed on every machine except for the last bits of `Float`: LSTM
    /// weights uniform in ±1 / sqrt(its width), as in PyTorch; matrices and embeddings normal with standard deviation
    /// 0.02, truncated at two deviations, as in ViT; norms one, biases and the class token zero.
    package init(_ configuration: SketchNetConfiguration, seed: UInt64) throws(SketchNetError) {
        try self.init(zerosFor: configuration)
        let reach = 1 / Double(configuration.width / 2).squareRoot()
        for (index, tensor) in layout.tensors.enumerated() {
            var generator = SeededGenerator(seed: seed, stream: index)
            if tensor.name.contains("stroke_embeddings") {
                for i in tensor.range { values[i] = Scalar((2 * generator.unit() - 1) * reach) }
            } else if tensor.name.contains("layernorm") {
                if tensor.name.hasSuffix("weight") { for i in tensor.range { values[i] = 1 } }
            } else if tensor.name.hasSuffix("weight") {
                for i in tensor.range { values[i] = Scalar(0.02 * generator.normalWithinTwo()) }
            }
        }
    }

    /// The elements of the tensor with that name, row-major; `nil` if there is none.
    package subscript(name: String) -> ArraySlice<Scalar>? {
        get { layout[name].map { values[$0.range] } }
        set {
            guard let tensor = layout[name], let newValue, newValue.count == tensor.range.count else { return }
            values.replaceSubrange(tensor.range, with: newValue)
        }
    }

    /// The same weights in another number type.
    package func converted<Other>(to type: Other.Type) -> SketchNetWeights<Other> {
        SketchNetWeights<Other>(layout: layout, values: values.map { Other($0) })
    }

    init(layout: WeightLayout, values: [Scalar]) {
        self.layout = layout
        self.values = values
    }
}

extension SketchNetWeights<Float> {
    /// A number that is the same for the same weights.
    package var fingerprint: UInt64 { values.fingerprint }
}

extension Sequence<Float> {
    /// A number that is the same for the same numbers in the same order: FNV-1a over their bits.
    package var fingerprint: UInt64 {
        reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01B3 }
    }
}

extension SeededGenerator {
    /// A sample of the standard normal distribution, restricted to two deviations by rejection (Marsaglia's polar
    /// method).
    mutating func normalWithinTwo() -> Double {
        while true {
            let (x, y) = (2 * unit() - 1, 2 * unit() - 1)
            let square = x * x + y * y
            guard square < 1, square > 0 else { continue }
            let normal = x * (-2 * naturalLogarithm(of: square) / square).squareRoot()
            if abs(normal) <= 2 { return normal }
        }
    }
}
