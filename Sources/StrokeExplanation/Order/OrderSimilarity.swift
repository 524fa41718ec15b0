package import SketchNet

/// How similar the rows of a network's learned order embedding are: the heat map of the SketchXAI paper (CVPR 2023).
///
/// A row is learned from the drawings with that many strokes. Of the 185 473 drawings of the built-in model's first
/// training, 46 % have five strokes or more, 10.5 % ten, 0.6 % twenty, 38 drawings forty, one 138; later trainings cut
/// strokes to get more. So the first twenty rows or so are meaningful, rows from about the 56th to the 138th come from
/// the same few drawings and are nearly identical, and those after it are still their initial noise. `norms` shows
/// where those start: it falls there from above 1.3 to 0.3.
package struct OrderSimilarity: Sendable, Hashable {
    /// The number of rows.
    package let count: Int
    /// The cosine of the angle between two rows, row-major, from -1 to 1; 0 if one of them is all zero.
    package let cosines: [Double]
    /// The norm of each row.
    package let norms: [Double]

    /// - Parameter rows: the number of rows of the embedding to compare, from the first.
    package init<Scalar>(_ network: SketchNetwork<Scalar>, rows: Int = SketchNetConfiguration.maximumStrokes) {
        let width = network.configuration.width
        let values = network.weights["vit.embeddings.order_embeddings.weight"].map { $0.map { Double($0) } } ?? []
        self.init(rows: Array(values.prefix(min(rows, values.count / width) * width)), width: width)
    }

    /// - Parameter rows: numbers in rows of `width`.
    init(rows: [Double], width: Int) {
        let count = rows.count / width
        func product(_ a: Int, _ b: Int) -> Double {
            (0..<width).reduce(0) { $0 + rows[a * width + $1] * rows[b * width + $1] }
        }
        let norms = (0..<count).map { product($0, $0).squareRoot() }
        var cosines = Array(repeating: 0.0, count: count * count)
        for a in 0..<count {
            for b in a..<count {
                let size = norms[a] * norms[b]
                let cosine = size > 0 ? min(max(product(a, b) / size, -1), 1) : 0
                cosines[a * count + b] = cosine
                cosines[b * count + a] = cosine
            }
        }
        self.count = count
        self.cosines = cosines
        self.norms = norms
    }

    package subscript(a: Int, b: Int) -> Double { cosines[a * count + b] }
}
