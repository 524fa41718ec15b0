/// One layer of a long short-term memory that reads each stroke forwards and backwards (PyTorch's `nn.LSTM` with
/// `bidirectional=True`; gates i, f, g, o). The outputs of the two directions are concatenated.
///
/// Rows are in the order of a `StrokeSchedule`, so that each step is one matrix product over the strokes alive, and the
/// inputs of all steps in both directions are one more product.
struct BidirectionalLSTM: Sendable {
    /// Of one direction.
    let width: Int
    /// Both directions, one below the other.
    private let inputWeight: TensorPlace
    private let inputBias: TensorPlace
    private let hiddenBias: TensorPlace
    private let hiddenWeights: [TensorPlace]

    /// What the backward pass needs.
    struct Trace<Scalar: NetworkScalar> {
        let input: Matrix<Scalar>
        /// First the forward direction, then the reverse: i, f, g, o each.
        let gates: Matrix<Scalar>
        let cells: [Matrix<Scalar>]
        let cellTanhs: [Matrix<Scalar>]
        let output: Matrix<Scalar>
    }

    init(layer: Int, in layout: WeightLayout) {
        let name = "vit.embeddings.stroke_embeddings."
        func both(_ kind: String) -> TensorPlace {
            layout.place("\(name)\(kind)_l\(layer)", through: "\(name)\(kind)_l\(layer)_reverse")
        }
        inputWeight = both("weight_ih")
        inputBias = both("bias_ih")
        hiddenBias = both("bias_hh")
        hiddenWeights = ["", "_reverse"].map { layout.place("\(name)weight_hh_l\(layer)\($0)") }
        width = hiddenWeights[0].columns
    }

    /// The previous step in reading order, for each direction.
    private func before(_ step: Int, _ direction: Int, of schedule: StrokeSchedule) -> Int? {
        let before = direction == 0 ? step - 1 : step + 1
        return (0..<schedule.stepCount).contains(before) ? before : nil
    }

    private func step<Scalar>(
        _ step: Int,
        _ direction: Int,
        of schedule: StrokeSchedule,
        _ trace: Trace<Scalar>,
        hidden: Matrix<Scalar>
    ) -> (rows: LSTMStep<Scalar>, carried: Range<Int>?) {
        let rows = schedule.rows(ofStep: step)
        var carried: Range<Int>?
        if let before = before(step, direction, of: schedule) {
            let first = schedule.firstRows[before]
            carried = first..<first + min(rows.count, schedule.alive[before])
        }
        let cell = trace.cells[direction]
        let result = LSTMStep(
            gates: trace.gates.rows(rows).columns(direction * 4 * width..<(direction + 1) * 4 * width),
            carriedCell: carried.map { cell.rows($0) },
            cell: cell.rows(rows),
            cellTanh: trace.cellTanhs[direction].rows(rows),
            hidden: hidden.rows(rows).columns(direction * width..<(direction + 1) * width)
        )
        return (result, carried)
    }

    func forward<Scalar>(
        _ input: Matrix<Scalar>,
        _ schedule: StrokeSchedule,
        _ weights: Parameters<Scalar>,
        in arena: Arena<Scalar>,
        into output: Matrix<Scalar>
    ) -> Trace<Scalar> {
        let bias = arena.matrix(1, 8 * width)
        bias.copy(from: weights[inputBias])
        Scalar.add(weights[hiddenBias], to: bias)
        let trace = Trace(
            input: input,
            gates: arena.matrix(input.rows, 8 * width),
            cells: (0..<2).map { _ in arena.matrix(input.rows, width) },
            cellTanhs: (0..<2).map { _ in arena.matrix(input.rows, width) },
            output: output
        )
        trace.gates.setRows(to: bias)
        Scalar.multiply(
            input,
            transposed: false,
            weights[inputWeight],
            transposed: true,
            into: trace.gates,
            adding: true
        )
        for direction in 0..<2 {
            for index in 0..<schedule.stepCount {
                let time = direction == 0 ? index : schedule.stepCount - 1 - index
                let (step, carried) = step(time, direction, of: schedule, trace, hidden: output)
                if let carried {
                    let hidden = output.rows(carried).columns(direction * width..<(direction + 1) * width)
                    Scalar.multiply(
                        hidden,
                        transposed: false,
                        weights[hiddenWeights[direction]],
                        transposed: true,
                        into: step.gates.rows(0..<carried.count),
                        adding: true
                    )
                }
                Scalar.lstmStep(step)
            }
        }
        return trace
    }

    /// Overwrites the trace, which cannot be used again.
    /// - Parameters:
    ///   - gradient: of the output; overwritten.
    ///   - inputGradient: overwritten; `nil` if it isn't needed.
    func backward<Scalar>(
        _ trace: Trace<Scalar>,
        gradient: Matrix<Scalar>,
        _ schedule: StrokeSchedule,
        _ weights: Parameters<Scalar>,
        inputGradient: Matrix<Scalar>?,
        gradients: Parameters<Scalar>,
        in arena: Arena<Scalar>
    ) {
        guard schedule.stepCount > 0 else { return }
        let mark = arena.mark
        let carriedHidden = arena.matrix(trace.input.rows, width)
        for direction in 0..<2 {
            let columns = direction * width..<(direction + 1) * width
            let cellGradient = arena.zeros(schedule.alive[0], width)
            let hiddenWeight = weights[hiddenWeights[direction]]
            carriedHidden.fillWithZeros()
            for index in 0..<schedule.stepCount {
                let time = direction == 1 ? index : schedule.stepCount - 1 - index
                let (step, carried) = step(time, direction, of: schedule, trace, hidden: gradient)
                Scalar.lstmStepBackward(step, cellGradient: cellGradient.rows(0..<step.cell.rows))
                guard let carried else { continue }
                let first = schedule.firstRows[time]
                carriedHidden.rows(first..<first + carried.count).copy(
                    from: trace.output.rows(carried).columns(columns)
                )
                Scalar.multiply(
                    step.gates.rows(0..<carried.count),
                    transposed: false,
                    hiddenWeight,
                    transposed: false,
                    into: gradient.rows(carried).columns(columns),
                    adding: true
                )
            }
            let gates = trace.gates.columns(direction * 4 * width..<(direction + 1) * 4 * width)
            Scalar.multiply(
                gates,
                transposed: true,
                carriedHidden,
                transposed: false,
                into: gradients[hiddenWeights[direction]],
                adding: true
            )
        }
        Scalar.multiply(
            trace.gates,
            transposed: true,
            trace.input,
            transposed: false,
            into: gradients[inputWeight],
            adding: true
        )
        let biasGradient = arena.zeros(1, 8 * width)
        Scalar.addColumnSums(of: trace.gates, to: biasGradient)
        Scalar.add(biasGradient, to: gradients[inputBias])
        Scalar.add(biasGradient, to: gradients[hiddenBias])
        if let inputGradient {
            Scalar.multiply(
                trace.gates,
                transposed: false,
                weights[inputWeight],
                transposed: false,
                into: inputGradient,
                adding: false
            )
        }
        arena.rewind(to: mark)
    }
}
