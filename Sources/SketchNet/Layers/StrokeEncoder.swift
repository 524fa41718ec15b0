/// Encodes the shape of each stroke: layers of a bidirectional LSTM over its rows; the outputs of the last are summed
/// over the stroke.
struct StrokeEncoder: Sendable {
    private let layers: [BidirectionalLSTM]
    private let width: Int

    init(_ configuration: SketchNetConfiguration, in layout: WeightLayout) {
        layers = (0..<configuration.lstmLayers).map { BidirectionalLSTM(layer: $0, in: layout) }
        width = configuration.width
    }

    /// - Parameters:
    ///   - shapes: overwritten, one row per stroke in the order of the batch.
    ///   - traces: what the backward pass needs is appended; `nil` if there is no backward pass, so that memory is
    ///   released.
    func forward<Scalar>(
        _ batch: StrokeBatch<Scalar>,
        _ schedule: StrokeSchedule,
        _ weights: Parameters<Scalar>,
        in arena: Arena<Scalar>,
        into shapes: Matrix<Scalar>,
        keeping keeps: Bool,
        traces: inout [BidirectionalLSTM.Trace<Scalar>]
    ) {
        let mark = arena.mark
        var rows = arena.matrix(schedule.rowCount, 4)
        batch.offsets.withUnsafeBufferPointer { offsets in
            for (rank, stroke) in schedule.strokes.enumerated() {
                for (step, row) in batch.rows(ofStroke: stroke).enumerated() {
                    let place = rows[schedule.firstRows[step] + rank]
                    for column in 0..<4 { place[column] = offsets[4 * row + column] }
                }
            }
        }
        // Without a backward pass, two outputs alternate, and the rest is released after each layer.
        var outputs = (0..<(keeps ? layers.count : min(2, layers.count))).map { _ in
            arena.matrix(schedule.rowCount, width)
        }
        for layer in layers {
            let output = outputs.removeFirst()
            let layerMark = arena.mark
            let trace = layer.forward(rows, schedule, weights, in: arena, into: output)
            if keeps {
                traces.append(trace)
            } else {
                arena.rewind(to: layerMark)
                outputs.append(output)
            }
            rows = output
        }
        let sums = arena.zeros(schedule.strokes.count, width)
        for step in 0..<schedule.stepCount {
            Scalar.add(rows.rows(schedule.rows(ofStep: step)), to: sums.rows(0..<schedule.alive[step]))
        }
        for (rank, stroke) in schedule.strokes.enumerated() { shapes.copyRow(stroke, from: sums, row: rank) }
        if !keeps { arena.rewind(to: mark) }
    }

    func backward<Scalar>(
        shapeGradient: Matrix<Scalar>,
        _ schedule: StrokeSchedule,
        _ weights: Parameters<Scalar>,
        gradients: Parameters<Scalar>,
        in arena: Arena<Scalar>,
        traces: [BidirectionalLSTM.Trace<Scalar>]
    ) {
        let sorted = arena.matrix(schedule.strokes.count, width)
        for (rank, stroke) in schedule.strokes.enumerated() { sorted.copyRow(rank, from: shapeGradient, row: stroke) }
        var gradient = arena.matrix(schedule.rowCount, width)
        for step in 0..<schedule.stepCount {
            gradient.rows(schedule.rows(ofStep: step)).copy(from: sorted.rows(0..<schedule.alive[step]))
        }
        for (index, layer) in layers.enumerated().reversed() {
            let below = index > 0 ? arena.matrix(schedule.rowCount, width) : nil
            layer.backward(
                traces[index],
                gradient: gradient,
                schedule,
                weights,
                inputGradient: below,
                gradients: gradients,
                in: arena
            )
            if let below { gradient = below }
        }
    }
}
