@testable internal import SketchNet

/// The network said as plainly as can be, a sketch at a time and a number at a time.
struct PlainNetwork {
    let configuration: SketchNetConfiguration
    let weights: SketchNetWeights<Double>

    private func tensor(_ name: String) -> [Double] { Array(weights[name] ?? []) }

    private func linear(_ name: String, _ x: [Double]) -> [Double] {
        let (weight, bias) = (tensor(name + ".weight"), tensor(name + ".bias"))
        return bias.indices.map { row in
            x.indices.reduce(bias[row]) { $0 + weight[row * x.count + $1] * x[$1] }
        }
    }

    private func norm(_ name: String, _ x: [Double]) -> [Double] {
        let (weight, bias) = (tensor(name + ".weight"), tensor(name + ".bias"))
        let mean = x.reduce(0, +) / Double(x.count)
        let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
        return x.indices.map {
            (x[$0] - mean) / (variance + configuration.layerNormEpsilon).squareRoot() * weight[$0] + bias[$0]
        }
    }

    private func lstm(_ rows: [[Double]], layer: Int, suffix: String) -> [[Double]] {
        let name = "vit.embeddings.stroke_embeddings."
        let end = "_l\(layer)\(suffix)"
        let width = configuration.width / 2
        let (inputs, hiddens) = (tensor(name + "weight_ih" + end), tensor(name + "weight_hh" + end))
        let (inputBias, hiddenBias) = (tensor(name + "bias_ih" + end), tensor(name + "bias_hh" + end))
        var hidden = [Double](repeating: 0, count: width)
        var cell = hidden
        return rows.map { x in
            let gates = (0..<4 * width).map { row in
                inputBias[row] + hiddenBias[row]
                    + x.indices.reduce(0) { $0 + inputs[row * x.count + $1] * x[$1] }
                    + hidden.indices.reduce(0) { $0 + hiddens[row * width + $1] * hidden[$1] }
            }
            for j in 0..<width {
                let i = Double.value(of: .sigmoid, at: gates[j])
                let f = Double.value(of: .sigmoid, at: gates[width + j])
                let g = Double.value(of: .tanh, at: gates[2 * width + j])
                let o = Double.value(of: .sigmoid, at: gates[3 * width + j])
                cell[j] = f * cell[j] + i * g
                hidden[j] = o * Double.value(of: .tanh, at: cell[j])
            }
            return hidden
        }
    }

    func shape(_ rows: [[Double]]) -> [Double] {
        var rows = rows
        for layer in 0..<configuration.lstmLayers {
            let forward = lstm(rows, layer: layer, suffix: "")
            let reverse = Array(lstm(rows.reversed(), layer: layer, suffix: "_reverse").reversed())
            rows = zip(forward, reverse).map { $0 + $1 }
        }
        return (0..<configuration.width).map { column in rows.reduce(0) { $0 + $1[column] } }
    }

    private func tokens(_ batch: StrokeBatch<Double>, _ sketch: Int) -> [[Double]] {
        let orders = tensor("vit.embeddings.order_embeddings.weight")
        func token(_ order: Int, _ shape: [Double], _ start: [Double]) -> [Double] {
            let location = linear("vit.embeddings.location_embeddings", start)
            return shape.indices.map { shape[$0] + location[$0] + orders[order * shape.count + $0] }
        }
        var tokens = [tensor("vit.embeddings.cls_token")]
        for stroke in batch.strokes(ofSketch: sketch) {
            let rows = batch.rows(ofStroke: stroke).map { Array(batch.offsets[4 * $0..<4 * $0 + 4]) }
            tokens.append(token(tokens.count - 1, shape(rows), Array(batch.starts[2 * stroke..<2 * stroke + 2])))
        }
        if configuration.tokens == .padded197 {
            let nothing = [Double](repeating: 0, count: configuration.width)
            while tokens.count < 197 { tokens.append(token(tokens.count - 1, nothing, [0, 0])) }
        }
        return tokens
    }

    private func attend(_ x: [[Double]], _ name: String) -> [[Double]] {
        let parts = ["query", "key", "value"].map { part in
            x.map { linear("\(name).attention.attention.\(part)", $0) }
        }
        let width = configuration.width / configuration.heads
        return x.indices.map { i in
            var result: [Double] = []
            for head in 0..<configuration.heads {
                let channels = head * width..<(head + 1) * width
                let scores = x.indices.map { j in
                    channels.reduce(0) { $0 + parts[0][i][$1] * parts[1][j][$1] } / Double(width).squareRoot()
                }
                let likelihoods = scores.map { Double.value(of: .exp, at: $0 - (scores.max() ?? 0)) }
                let total = likelihoods.reduce(0, +)
                for channel in channels {
                    result.append(x.indices.reduce(0) { $0 + likelihoods[$1] / total * parts[2][$1][channel] })
                }
            }
            return linear(name + ".attention.output.dense", result)
        }
    }

    func logits(_ batch: StrokeBatch<Double>) -> [Double] {
        (0..<batch.sketchCount).flatMap { sketch in
            var x = tokens(batch, sketch)
            for layer in 0..<configuration.layers {
                let name = "vit.encoder.layer.\(layer)"
                let context = attend(x.map { norm(name + ".layernorm_before", $0) }, name)
                x = zip(x, context).map { zip($0, $1).map { $0 + $1 } }
                x = x.map { row in
                    let inner = linear(name + ".intermediate.dense", norm(name + ".layernorm_after", row))
                    let outer = linear(name + ".output.dense", inner.map { Double.value(of: .gelu, at: $0) })
                    return zip(row, outer).map { $0 + $1 }
                }
            }
            return linear("vit.fc", norm("vit.layernorm", x[0]))
        }
    }
}
