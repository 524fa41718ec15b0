internal import CBLAS
internal import Platform

/// The kernels in their plainest form: for checking gradients, and for comparing the others with.
extension Double: NetworkScalar {
    package static func multiply(
        _ a: Matrix<Double>,
        transposed aTransposed: Bool,
        _ b: Matrix<Double>,
        transposed bTransposed: Bool,
        into c: Matrix<Double>,
        adding: Bool
    ) {
        MatrixProduct.multiply(a, aTransposed, b, bTransposed, into: c, adding: adding, by: cblas_dgemm)
    }

    static func value(of function: ElementFunction, at x: Double) -> Double {
        switch function {
        case .exp: exp(x)
        case .tanh: tanh(x)
        case .sigmoid: 1 / (1 + exp(-x))
        case .gelu: x == -.infinity ? 0 : 0.5 * x * erfc(-x / 2.0.squareRoot())
        }
    }

    package static func apply(_ function: ElementFunction, to x: Matrix<Double>, into y: Matrix<Double>) {
        precondition(x.count == y.count)
        for i in 0..<x.count { y.base[i] = value(of: function, at: x.base[i]) }
    }

    package static func geluBackward(_ x: Matrix<Double>, gradient: Matrix<Double>) {
        precondition(x.count == gradient.count)
        for i in 0..<x.count {
            let a = x.base[i]
            let share = 0.5 * erfc(-a / 2.0.squareRoot())
            gradient.base[i] *= share + a * exp(-a * a / 2) / (2 * Double.pi).squareRoot()
        }
    }

    package static func add(_ x: Matrix<Double>, to y: Matrix<Double>) {
        precondition(x.count == y.count)
        for i in 0..<x.count { y.base[i] += x.base[i] }
    }

    package static func multiplyElements(of y: Matrix<Double>, by x: Matrix<Double>) {
        precondition(x.count == y.count)
        for i in 0..<x.count { y.base[i] *= x.base[i] }
    }

    package static func addColumnSums(of x: Matrix<Double>, to y: Matrix<Double>) {
        for row in 0..<x.rows { for column in 0..<x.columns { y[0, column] += x[row, column] } }
    }

    package static func softmax(_ x: Matrix<Double>, scale: Double) {
        for row in 0..<x.rows {
            var highest = x[row, 0]
            for column in 1..<max(1, x.columns) { highest = max(highest, x[row, column]) }
            var total = 0.0
            for column in 0..<x.columns {
                x[row, column] = exp(scale * (x[row, column] - highest))
                total += x[row, column]
            }
            for column in 0..<x.columns { x[row, column] /= total }
        }
    }

    package static func softmaxBackward(_ p: Matrix<Double>, gradient: Matrix<Double>, scale: Double) {
        for row in 0..<p.rows {
            var mean = 0.0
            for column in 0..<p.columns { mean += p[row, column] * gradient[row, column] }
            for column in 0..<p.columns {
                gradient[row, column] = scale * p[row, column] * (gradient[row, column] - mean)
            }
        }
    }

    package static func layerNorm(
        _ x: Matrix<Double>,
        weight: Matrix<Double>,
        bias: Matrix<Double>,
        epsilon: Double,
        into y: Matrix<Double>,
        moments: Matrix<Double>
    ) {
        for row in 0..<x.rows {
            var mean = 0.0
            var variance = 0.0
            for column in 0..<x.columns { mean += x[row, column] / Double(x.columns) }
            for column in 0..<x.columns {
                variance += (x[row, column] - mean) * (x[row, column] - mean) / Double(x.columns)
            }
            let scale = 1 / (variance + epsilon).squareRoot()
            (moments[row, 0], moments[row, 1]) = (mean, scale)
            for column in 0..<x.columns {
                y[row, column] = (x[row, column] - mean) * scale * weight[0, column] + bias[0, column]
            }
        }
    }

    package static func layerNormBackward(
        _ x: Matrix<Double>,
        gradient: Matrix<Double>,
        weight: Matrix<Double>,
        moments: Matrix<Double>,
        inputGradient: Matrix<Double>,
        weightGradient: Matrix<Double>?,
        biasGradient: Matrix<Double>?
    ) {
        let share = 1 / Double(x.columns)
        for row in 0..<x.rows {
            let (mean, scale) = (moments[row, 0], moments[row, 1])
            var gradientMean = 0.0
            var productMean = 0.0
            for column in 0..<x.columns {
                let g = gradient[row, column] * weight[0, column]
                let n = (x[row, column] - mean) * scale
                gradientMean += g * share
                productMean += g * n * share
                if let weightGradient, let biasGradient {
                    weightGradient[0, column] += gradient[row, column] * n
                    biasGradient[0, column] += gradient[row, column]
                }
            }
            for column in 0..<x.columns {
                let g = gradient[row, column] * weight[0, column]
                let n = (x[row, column] - mean) * scale
                inputGradient[row, column] += scale * (g - gradientMean - n * productMean)
            }
        }
    }

    package static func lstmStep(_ step: LSTMStep<Double>) {
        step.check()
        let width = step.cell.columns
        for row in 0..<step.cell.rows {
            for j in 0..<width {
                let i = value(of: .sigmoid, at: step.gates[row, j])
                let f = value(of: .sigmoid, at: step.gates[row, width + j])
                let g = tanh(step.gates[row, 2 * width + j])
                let o = value(of: .sigmoid, at: step.gates[row, 3 * width + j])
                var c = i * g
                if let carried = step.carriedCell, row < carried.rows { c += f * carried[row, j] }
                step.gates[row, j] = i
                step.gates[row, width + j] = f
                step.gates[row, 2 * width + j] = g
                step.gates[row, 3 * width + j] = o
                step.cell[row, j] = c
                step.cellTanh[row, j] = tanh(c)
                step.hidden[row, j] = o * tanh(c)
            }
        }
    }

    package static func lstmStepBackward(_ step: LSTMStep<Double>, cellGradient: Matrix<Double>) {
        step.check()
        let width = step.cell.columns
        for row in 0..<step.cell.rows {
            for j in 0..<width {
                let (i, f) = (step.gates[row, j], step.gates[row, width + j])
                let (g, o) = (step.gates[row, 2 * width + j], step.gates[row, 3 * width + j])
                let (t, dh) = (step.cellTanh[row, j], step.hidden[row, j])
                let dc = cellGradient[row, j] + dh * o * (1 - t * t)
                var df = 0.0
                if let carried = step.carriedCell, row < carried.rows { df = dc * carried[row, j] * f * (1 - f) }
                step.gates[row, j] = dc * g * i * (1 - i)
                step.gates[row, width + j] = df
                step.gates[row, 2 * width + j] = dc * i * (1 - g * g)
                step.gates[row, 3 * width + j] = dh * t * o * (1 - o)
                cellGradient[row, j] = dc * f
            }
        }
    }

    package static func sumOfSquares(of x: Matrix<Double>) -> Double {
        (0..<x.count).reduce(0) { $0 + x.base[$1] * x.base[$1] }
    }

    package static func adamW(_ step: AdamWStep<Double>, gradient: Matrix<Double>, state: AdamWState<Double>) {
        state.check(gradient)
        for i in 0..<gradient.count {
            let g = gradient.base[i] * step.gradientScale
            state.mean.base[i] = step.meanDecay * state.mean.base[i] + (1 - step.meanDecay) * g
            state.square.base[i] = step.squareDecay * state.square.base[i] + (1 - step.squareDecay) * g * g
            let root = state.square.base[i].squareRoot() * step.rootScale + step.epsilon
            state.weight.base[i] = step.weightScale * state.weight.base[i] - step.stepSize * state.mean.base[i] / root
            state.average.base[i] += step.averageShare * (state.weight.base[i] - state.average.base[i])
        }
    }

    package static func attention(_ attention: SmallAttention<Double>, into y: Matrix<Double>) {
        attention.check()
        let (q, k, v, p) = (attention.q, attention.k, attention.v, attention.p)
        y.fillWithZeros()
        for head in 0..<attention.heads {
            let channels = head * attention.headWidth..<(head + 1) * attention.headWidth
            for i in 0..<q.rows {
                let row = head * q.rows + i
                for j in 0..<k.rows { p[row, j] = channels.reduce(0) { $0 + q[i, $1] * k[j, $1] } }
                softmax(p.rows(row..<row + 1), scale: attention.scale)
                for j in 0..<k.rows {
                    let share = p[row, j] * (attention.kept?[row, j] ?? 1)
                    for channel in channels { y[i, channel] += share * v[j, channel] }
                }
            }
        }
    }

    package static func attentionBackward(
        _ attention: SmallAttention<Double>,
        gradient: Matrix<Double>,
        queryGradient: Matrix<Double>,
        keyGradient: Matrix<Double>,
        valueGradient: Matrix<Double>,
        scratch: Matrix<Double>
    ) {
        attention.check()
        let (q, k, v, p) = (attention.q, attention.k, attention.v, attention.p)
        [queryGradient, keyGradient, valueGradient].forEach { $0.fillWithZeros() }
        let slopes = scratch.columns(0..<k.rows)
        for head in 0..<attention.heads {
            let channels = head * attention.headWidth..<(head + 1) * attention.headWidth
            for i in 0..<q.rows {
                let row = head * q.rows + i
                for j in 0..<k.rows {
                    let factor = attention.kept?[row, j] ?? 1
                    slopes[0, j] = factor * channels.reduce(0) { $0 + gradient[i, $1] * v[j, $1] }
                    for channel in channels { valueGradient[j, channel] += factor * p[row, j] * gradient[i, channel] }
                }
                softmaxBackward(p.rows(row..<row + 1), gradient: slopes, scale: attention.scale)
                for j in 0..<k.rows {
                    for channel in channels {
                        queryGradient[i, channel] += slopes[0, j] * k[j, channel]
                        keyGradient[j, channel] += slopes[0, j] * q[i, channel]
                    }
                }
            }
        }
    }
}
