/// The position of each tensor of a network in the single buffer that holds them all.
///
/// Tensors that are multiplied together are adjacent: query, key and value; the two directions of an LSTM layer.
package struct WeightLayout: Sendable {
    /// A tensor, under its name in weight files.
    package struct Tensor: Sendable, Hashable {
        package let name: String
        package let shape: [Int]
        /// The range of its elements in the buffer, row-major.
        package let range: Range<Int>
    }

    /// In the order of the buffer.
    package private(set) var tensors: [Tensor] = []
    /// The number of elements of the buffer.
    package private(set) var count = 0
    private var indices: [String: Int] = [:]

    package init(_ configuration: SketchNetConfiguration) {
        let width = configuration.width
        let embeddings = "vit.embeddings"
        add(embeddings + ".cls_token", 1, 1, width)
        for layer in 0..<configuration.lstmLayers {
            let strokes = embeddings + ".stroke_embeddings"
            let rows = 2 * width
            for (kind, columns) in [("weight_ih", layer == 0 ? 4 : width), ("weight_hh", width / 2)] {
                for direction in ["", "_reverse"] { add("\(strokes).\(kind)_l\(layer)\(direction)", rows, columns) }
            }
            for kind in ["bias_ih", "bias_hh"] {
                for direction in ["", "_reverse"] { add("\(strokes).\(kind)_l\(layer)\(direction)", rows) }
            }
        }
        add(embeddings + ".order_embeddings.weight", SketchNetConfiguration.maximumStrokes, width)
        add(embeddings + ".location_embeddings.weight", width, 2)
        add(embeddings + ".location_embeddings.bias", width)
        if configuration.head == .locations {
            add(embeddings + ".label_embeddings.weight", configuration.classes, width)
        }
        for layer in 0..<configuration.layers {
            let name = "vit.encoder.layer.\(layer)"
            for part in ["query", "key", "value"] { add("\(name).attention.attention.\(part).weight", width, width) }
            for part in ["query", "key", "value"] { add("\(name).attention.attention.\(part).bias", width) }
            addLinear(name + ".attention.output.dense", from: width, to: width)
            addNorm(name + ".layernorm_before", width)
            addNorm(name + ".layernorm_after", width)
            addLinear(name + ".intermediate.dense", from: width, to: configuration.feedForwardRatio * width)
            addLinear(name + ".output.dense", from: configuration.feedForwardRatio * width, to: width)
        }
        addNorm("vit.layernorm", width)
        addLinear("vit.fc", from: width, to: configuration.outputs)
    }

    /// The tensor with that name, or `nil`.
    package subscript(name: String) -> Tensor? { indices[name].map { tensors[$0] } }

    private mutating func add(_ name: String, _ shape: Int...) {
        let size = shape.reduce(1, *)
        indices[name] = tensors.count
        tensors.append(Tensor(name: name, shape: shape, range: count..<count + size))
        count += size
    }

    private mutating func addLinear(_ name: String, from inputs: Int, to outputs: Int) {
        add(name + ".weight", outputs, inputs)
        add(name + ".bias", outputs)
    }

    private mutating func addNorm(_ name: String, _ width: Int) {
        add(name + ".weight", width)
        add(name + ".bias", width)
    }

    /// The matrix of one tensor, or of several adjacent ones of the same shape. A vector is a row.
    func place(_ name: String, through last: String? = nil) -> TensorPlace {
        guard let first = self[name], let last = self[last ?? name] else {
            preconditionFailure("No tensor is named \(name)")
        }
        let size = last.range.upperBound - first.range.lowerBound
        let columns = first.shape.count == 1 ? size : first.shape.last ?? 1
        precondition(size.isMultiple(of: columns))
        return TensorPlace(offset: first.range.lowerBound, rows: size / columns, columns: columns)
    }
}

/// A matrix in a buffer of weights, or of their gradients.
struct TensorPlace: Sendable {
    var offset: Int
    var rows: Int
    var columns: Int

    /// Some of its rows, or some elements of a vector.
    func part(_ range: Range<Int>) -> TensorPlace {
        rows == 1
            ? TensorPlace(offset: offset + range.lowerBound, rows: 1, columns: range.count)
            : TensorPlace(offset: offset + range.lowerBound * columns, rows: range.count, columns: columns)
    }
}

/// A buffer laid out by a `WeightLayout`: weights, which are constant during a pass, or a worker's own gradients.
struct Parameters<Scalar: NetworkScalar> {
    let base: UnsafeMutablePointer<Scalar>

    subscript(place: TensorPlace) -> Matrix<Scalar> {
        Matrix(base + place.offset, rows: place.rows, columns: place.columns)
    }
}
