internal import CNetworkKernels
internal import SketchModel
internal import Testing

@testable internal import SketchNet

/// The kernels of each instruction set this machine has against `Double`'s, and against each other.
@Suite struct KernelTests {
    private let levels = (0...2).map { cnk_kernels(Int32($0)) }

    /// Floats of all magnitudes and signs, infinities and NaN among them, and many where functions bend.
    private static let samples: [Float] = {
        var samples = (0..<50_021).map { Float(bitPattern: UInt32(truncatingIfNeeded: $0 * 85_867)) }
        samples += (0..<40_000).map { Float($0 - 20_000) * 5.3e-3 }
        samples += (0..<20_000).map { Float($0 - 10_000) * 6.1e-4 }
        return samples + [0, -0.0, .infinity, -.infinity, .nan, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
    }()

    private func results(_ function: ElementFunction) -> [[Float]] {
        levels.map { kernels in
            var y = [Float](repeating: 9, count: Self.samples.count)
            switch function {
            case .exp: kernels.exp(Self.samples, &y, y.count)
            case .tanh: kernels.tanh(Self.samples, &y, y.count)
            case .sigmoid: kernels.sigmoid(Self.samples, &y, y.count)
            case .gelu: kernels.gelu(Self.samples, &y, y.count)
            }
            return y
        }
    }

    /// The worst error in units in the last place; of values below 2^-126, in units of 2^-149.
    private func worst(_ function: ElementFunction, from least: Float = -.infinity) -> Double {
        var worst = 0.0
        for y in results(function) {
            for (x, y) in zip(Self.samples, y) {
                let exact = Double.value(of: function, at: Double(x))
                if x < least { continue }
                if exact.isNaN {
                    #expect(y.isNaN)
                } else if !Float(exact).isFinite {
                    if y != Float(exact) { worst = .infinity }
                } else {
                    let unit = Double(Float(max(abs(exact), 0x1p-126)).ulp)
                    let error = abs(Double(y) - exact) / unit
                    worst = error <= worst ? worst : error
                }
            }
        }
        return worst
    }

    @Test func functionsKeepTheirBounds() {
        #expect(worst(.exp) < 2)
        #expect(worst(.tanh) < 3)
        #expect(worst(.sigmoid, from: -87) < 3)
        for y in results(.sigmoid) {
            #expect(zip(Self.samples, y).allSatisfy { !($0.0 < -87) || (0...0x1p-125).contains($0.1) })
        }
    }

    @Test func geluIsNearItsExactForm() {
        var worst = 0.0
        var worstTail = 0.0
        for y in results(.gelu) {
            for (x, y) in zip(Self.samples, y) {
                let exact = Double.value(of: .gelu, at: Double(x))
                guard x.isFinite else {
                    #expect(x.isNaN ? y.isNaN : y == (x > 0 ? .infinity : 0))
                    continue
                }
                worst = max(worst, abs(Double(y) - exact) / max(abs(Double(x)), 1e-37))
                if x > -8 { worstTail = max(worstTail, abs(Double(y) - exact) / max(abs(exact), 1e-37)) }
            }
        }
        #expect(worst < 3e-7 && worstTail < 3e-6)
    }

    @Test func geluSlopeIsNearItsExactForm() {
        let arena = Arena<Double>()
        let finite = Self.samples.filter { abs($0) < 1e18 }
        let x = arena.matrix(1, finite.count, finite.map { Double($0) })
        let expected = arena.matrix(1, finite.count, [Double](repeating: 1, count: finite.count))
        Double.geluBackward(x, gradient: expected)
        for kernels in levels {
            var slopes = [Float](repeating: 1, count: finite.count)
            kernels.gelu_backward(finite, &slopes, slopes.count)
            let worst = difference(slopes, expected.values)
            #expect(worst < 4e-7)
        }
    }

    @Test func resultsDoNotDependOnTheirPlace() {
        let x = noise(67, seed: 1).map { Float($0) * 5 }
        for function in ElementFunction.allCases {
            let arena = Arena<Float>()
            let y = arena.matrix(1, 67)
            for start in 0..<67 {
                let part = arena.matrix(1, 67 - start, x[start...].map { Double($0) })
                let partY = arena.matrix(1, 67 - start)
                Float.apply(function, to: part, into: partY)
                if start == 0 { y.copy(from: partY) }
                #expect(partY.values == Array(y.values[start...]))
            }
        }
    }

    @Test(arguments: [1, 3, 8, 16, 33])
    func rowKernelsAgreeWithTheirTwins(columns: Int) {
        let (a, b) = (rowKernels(Float.self, columns), rowKernels(Double.self, columns))
        for (name, values) in b { #expect(difference(values, a[name] ?? []) < 1e-5, "\(name) of \(columns)") }
    }

    private func rowKernels<Scalar: NetworkScalar>(_ type: Scalar.Type, _ columns: Int) -> [String: [Double]] {
        let arena = Arena<Scalar>()
        let rows = 7
        func random(_ seed: UInt64, _ rows: Int = 7) -> Matrix<Scalar> {
            arena.matrix(rows, columns, noise(rows * columns, seed: seed))
        }
        let p = random(1)
        Scalar.softmax(p, scale: 3)
        let slope = random(2)
        Scalar.softmaxBackward(p, gradient: slope, scale: 0.5)
        let (y, moments) = (random(3), arena.matrix(rows, 2))
        Scalar.layerNorm(random(4), weight: random(5, 1), bias: random(6, 1), epsilon: 0.01, into: y, moments: moments)
        let (dx, dw, db) = (random(7), random(8, 1), random(9, 1))
        Scalar.layerNormBackward(
            random(4),
            gradient: random(10),
            weight: random(5, 1),
            moments: moments,
            inputGradient: dx,
            weightGradient: dw,
            biasGradient: db
        )
        let (sums, added, product) = (random(11, 1), random(12), random(13))
        Scalar.addColumnSums(of: random(14), to: sums)
        Scalar.add(random(15), to: added)
        Scalar.multiplyElements(of: product, by: random(16))
        let results = [
            "p": p, "slope": slope, "y": y, "moments": moments, "dx": dx, "dw": dw, "db": db, "sums": sums,
            "added": added, "product": product,
        ]
        return results.mapValues { $0.values.map { Double($0) } }
    }

    /// Rows, steps and attention of every instruction set, at widths that fill vectors and that do not.
    @Test(arguments: [1, 5, 16, 24, 35])
    func instructionSetsAgree(width: Int) {
        let results = levels.map { kernels -> [Float] in
            let rows = 5
            func random(_ seed: UInt64, _ factor: Int = 1) -> [Float] {
                noise(rows * width * factor, seed: seed).map { Float($0) }
            }
            var (p, slope) = (random(1), random(2))
            kernels.softmax(&p, width, rows, width, 2)
            kernels.softmax_backward(p, width, &slope, width, rows, width, 2)
            var (y, moments) = (random(3), [Float](repeating: 0, count: 2 * rows))
            var (dx, dw, db) = (random(4), random(5), random(6))
            kernels.layer_norm(random(7), &y, rows, width, random(8), random(9), 0.1, &moments)
            kernels.layer_norm_backward(random(7), random(10), rows, width, random(8), moments, &dx, &dw, &db)
            var (gates, cell, cellTanh, hidden) = (random(11, 4), random(12), random(13), random(14))
            var cellGradient = random(15)
            kernels.lstm_step(
                &gates,
                4 * width,
                random(16),
                3,
                &cell,
                &cellTanh,
                &hidden,
                width,
                rows,
                width
            )
            kernels.lstm_step_backward(
                &gates,
                4 * width,
                random(16),
                3,
                cellTanh,
                random(17),
                width,
                &cellGradient,
                rows,
                width
            )
            let (q, k, v, dy, kept) = (random(18, 2), random(19, 2), random(20, 2), random(21, 2), random(22, 2))
            var (shares, out, scratch) = ([Float](repeating: 0, count: 50), random(23, 2), random(24))
            scratch += random(25)
            var (dq, dk, dv) = (random(26, 2), random(27, 2), random(28, 2))
            kept.withUnsafeBufferPointer { kept in
                let factors = kept.count >= 50 ? kept.baseAddress : nil
                kernels.attention(
                    q,
                    2 * width,
                    5,
                    k,
                    v,
                    2 * width,
                    5,
                    2,
                    width,
                    0.5,
                    factors,
                    &shares,
                    &out,
                    2 * width
                )
                kernels.attention_backward(
                    q,
                    2 * width,
                    5,
                    k,
                    v,
                    2 * width,
                    5,
                    2,
                    width,
                    0.5,
                    factors,
                    shares,
                    dy,
                    2 * width,
                    &dq,
                    2 * width,
                    &dk,
                    &dv,
                    2 * width,
                    &scratch
                )
            }
            let groups = [
                p, slope, y, dx, dw, db, gates, cell, cellTanh, hidden, cellGradient, shares, out, dq, dk, dv,
            ]
            return groups.flatMap(\.self)
        }
        for result in results { #expect(difference(result, results[2]) < 2e-5) }
    }

    @Test func productsRefuseNoShape() {
        let arena = Arena<Float>()
        let c = arena.matrix(2, 2, [1, 2, 3, 4])
        Float.multiply(
            arena.matrix(2, 0),
            transposed: false,
            arena.matrix(0, 2),
            transposed: false,
            into: c,
            adding: true
        )
        #expect(c.values == [1, 2, 3, 4])
        Float.multiply(
            arena.matrix(0, 2),
            transposed: true,
            arena.matrix(0, 2),
            transposed: false,
            into: c,
            adding: false
        )
        #expect(c.values == [0, 0, 0, 0])
        let a = arena.matrix(2, 3, [1, 2, 3, 4, 5, 6])
        Float.multiply(a, transposed: false, a, transposed: true, into: c, adding: false)
        #expect(c.values == [14, 32, 32, 77])
        Float.multiply(a.columns(1..<3), transposed: true, a.columns(0..<2), transposed: false, into: c, adding: true)
        #expect(c.values == [36, 61, 59, 113])
    }

    @Test func attentionByProductsIsThatByLoops() {
        let arena = Arena<Double>()
        let (width, tokens) = (6, Attention.largeSketch + 3)
        func random(_ rows: Int, _ seed: UInt64) -> Matrix<Double> {
            arena.matrix(rows, width, noise(rows * width, seed: seed))
        }
        let attention = Attention(heads: 2)
        let sketch = Attention.Sketch(queries: 0..<5, tokens: 0..<tokens)
        let (q, k, v, dy) = (random(5, 1), random(tokens, 2), random(tokens, 3), random(5, 4))
        let kept = arena.matrix(10, tokens, noise(10 * tokens, seed: 5).map { $0 < 0 ? 0 : 2 })
        let (p, y) = (arena.matrix(10, tokens), arena.matrix(5, width))
        let (dq, dk, dv) = (arena.matrix(5, width), arena.matrix(tokens, width), arena.matrix(tokens, width))
        attention.forward([sketch], q: q, k: k, v: v, kept: kept, p: p, into: y, in: arena)
        attention.backward(
            [sketch],
            q: q,
            k: k,
            v: v,
            kept: kept,
            p: p,
            gradient: dy,
            queryGradient: dq,
            keyGradient: dk,
            valueGradient: dv,
            in: arena
        )
        let found = [y, dq, dk, dv].flatMap(\.values)
        let small = SmallAttention(heads: 2, q: q, k: k, v: v, kept: kept, p: p)
        Double.attention(small, into: y)
        Double.attentionBackward(
            small,
            gradient: dy,
            queryGradient: dq,
            keyGradient: dk,
            valueGradient: dv,
            scratch: arena.matrix(1, tokens)
        )
        #expect(difference(found, [y, dq, dk, dv].flatMap(\.values)) < 1e-13)
    }
}
