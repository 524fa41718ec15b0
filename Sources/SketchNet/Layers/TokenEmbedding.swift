/// One token per stroke, shape + location + order, after the class token of its sketch.
struct TokenEmbedding: Sendable {
    private let classToken: TensorPlace
    private let order: TensorPlace
    private let location: Linear
    private let label: TensorPlace?
    private let width: Int

    init(_ configuration: SketchNetConfiguration, in layout: WeightLayout) {
        let token = layout.place("vit.embeddings.cls_token")
        classToken = TensorPlace(offset: token.offset, rows: 1, columns: configuration.width)
        order = layout.place("vit.embeddings.order_embeddings.weight")
        location = Linear("vit.embeddings.location_embeddings", in: layout)
        label = configuration.head == .locations ? layout.place("vit.embeddings.label_embeddings.weight") : nil
        width = configuration.width
    }

    /// The matrix of the batch's stroke starts.
    private func starts<Scalar>(_ batch: StrokeBatch<Scalar>, in arena: Arena<Scalar>) -> Matrix<Scalar> {
        let starts = arena.matrix(batch.strokeCount, 2)
        precondition(batch.starts.count == starts.count, "A stroke has one start")
        for (index, value) in batch.starts.enumerated() { starts.base[index] = value }
        return starts
    }

    /// - Parameter tokens: overwritten.
    func forward<Scalar>(
        _ batch: StrokeBatch<Scalar>,
        shapes: Matrix<Scalar>,
        _ layout: TokenLayout,
        _ weights: Parameters<Scalar>,
        in arena: Arena<Scalar>,
        into tokens: Matrix<Scalar>
    ) {
        let mark = arena.mark
        let strokes = arena.matrix(batch.strokeCount, width)
        location.forward(starts(batch, in: arena), weights, into: strokes)
        Scalar.add(shapes, to: strokes)
        let orders = weights[order]
        for sketch in 0..<batch.sketchCount {
            var row = layout.classRows[sketch]
            tokens.copyRow(row, from: weights[classToken], row: 0)
            for stroke in batch.strokes(ofSketch: sketch) {
                row += 1
                tokens.copyRow(row, from: strokes, row: stroke)
                Scalar.add(orders.row(batch.orders[stroke]), to: tokens.row(row))
            }
            if let label {
                let own = weights[label].row(batch.labels[sketch])
                for row in layout.classRows[sketch]...row { Scalar.add(own, to: tokens.row(row)) }
            }
            let empty = row + 1..<layout.ends[sketch]
            for row in empty {
                tokens.copyRow(row, from: orders, row: row - layout.classRows[sketch] - 1)
                Scalar.add(weights[location.bias], to: tokens.row(row))
            }
        }
        arena.rewind(to: mark)
    }

    /// - Parameters:
    ///   - shapeGradient, startGradient: overwritten.
    func backward<Scalar>(
        _ batch: StrokeBatch<Scalar>,
        gradient: Matrix<Scalar>,
        _ layout: TokenLayout,
        _ weights: Parameters<Scalar>,
        shapeGradient: Matrix<Scalar>,
        startGradient: Matrix<Scalar>,
        gradients: Parameters<Scalar>?,
        in arena: Arena<Scalar>
    ) {
        let mark = arena.mark
        for sketch in 0..<batch.sketchCount {
            let first = layout.classRows[sketch]
            if let gradients { Scalar.add(gradient.row(first), to: gradients[classToken]) }
            var row = first
            for stroke in batch.strokes(ofSketch: sketch) {
                row += 1
                shapeGradient.copyRow(stroke, from: gradient, row: row)
                if let gradients { Scalar.add(gradient.row(row), to: gradients[order].row(batch.orders[stroke])) }
            }
            guard let gradients else { continue }
            if let label {
                let own = gradients[label].row(batch.labels[sketch])
                for row in first...row { Scalar.add(gradient.row(row), to: own) }
            }
            for row in row + 1..<layout.ends[sketch] {
                Scalar.add(gradient.row(row), to: gradients[order].row(row - first - 1))
                Scalar.add(gradient.row(row), to: gradients[location.bias])
            }
        }
        location.backward(
            starts(batch, in: arena),
            gradient: shapeGradient,
            weights,
            inputGradient: startGradient,
            gradients: gradients
        )
        arena.rewind(to: mark)
    }
}
