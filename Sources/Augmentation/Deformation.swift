internal import SketchModel

/// Moves the points of a drawing: all of them by one map, and each stroke and each point at random.
struct Deformation {
    private let affine: AffineMap
    private let patch: BezierWarp?
    private let perspective: (x: Float, y: Float)
    private let strokeReach: Float
    private let pointReach: Float

    init(_ steps: SketchAugmentation, _ generator: inout SeededGenerator) {
        affine = AffineMap(
            angle: generator.either(generator.strength(of: steps.rotation)),
            shear: generator.either(generator.strength(of: steps.shear)),
            stretching: generator.strength(of: steps.stretching),
            flips: generator.unit() < steps.flip.probability,
            &generator
        )
        patch = BezierWarp(reach: generator.strength(of: steps.warp), &generator)
        let slope = generator.strength(of: steps.perspective)
        perspective = (Float(generator.either(slope)), Float(generator.either(slope)))
        strokeReach = Float(generator.strength(of: steps.strokeJitter))
        pointReach = Float(generator.strength(of: steps.pointJitter))
    }

    func apply(to sketch: inout PackedSketch, _ generator: inout SeededGenerator) {
        sketch.coordinates.withUnsafeMutableBufferPointer { values in
            var point = 0
            for end in sketch.strokeEnds {
                var (shiftX, shiftY): (Float, Float) = (0, 0)
                if strokeReach > 0 {
                    (shiftX, shiftY) = (strokeReach * generator.nearlyNormal(), strokeReach * generator.nearlyNormal())
                }
                while point < end {
                    var (x, y) = (values[2 * point], values[2 * point + 1])
                    if let patch { (x, y) = patch.moved(x, y) }
                    let nearness = 1 / max(0.25, 1 + perspective.x * x + perspective.y * y)
                    (x, y) = affine.moved(x * nearness, y * nearness)
                    if pointReach > 0 {
                        x += pointReach * generator.nearlyNormal()
                        y += pointReach * generator.nearlyNormal()
                    }
                    values[2 * point] = x + shiftX
                    values[2 * point + 1] = y + shiftY
                    point += 1
                }
            }
        }
    }
}

private struct AffineMap {
    private var xx: Float
    private var xy: Float
    private var yx: Float
    private var yy: Float

    init(angle: Double, shear: Double, stretching: Double, flips: Bool, _ generator: inout SeededGenerator) {
        // The tangent of half the angle by its series: within 1e-4 up to 1, and the result is an exact rotation.
        let half = angle / 2
        let square = half * half
        let t = half * (1 + square * (1.0 / 3 + square * (2.0 / 15 + square * 17.0 / 315)))
        let (cosine, sine) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
        let scaleX = (flips ? -1 : 1) * (1 + generator.either(stretching))
        let scaleY = 1 + generator.either(stretching)
        xx = Float(cosine * scaleX)
        xy = Float((cosine * shear - sine) * scaleY)
        yx = Float(sine * scaleX)
        yy = Float((sine * shear + cosine) * scaleY)
    }

    func moved(_ x: Float, _ y: Float) -> (Float, Float) { (xx * x + xy * y, yx * x + yy * y) }
}

/// Displacements of a 4 by 4 grid over ±0.74, blended with Bernstein polynomials.
private struct BezierWarp {
    private var rowsX = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
    private var rowsY = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())

    /// `nil` if nothing moves.
    init?(reach: Double, _ generator: inout SeededGenerator) {
        guard reach > 0 else { return nil }
        func row(_ generator: inout SeededGenerator) -> SIMD4<Float> {
            var row = SIMD4<Float>()
            for i in 0..<4 { row[i] = Float(generator.either(reach)) }
            return row
        }
        rowsX = (row(&generator), row(&generator), row(&generator), row(&generator))
        rowsY = (row(&generator), row(&generator), row(&generator), row(&generator))
    }

    func moved(_ x: Float, _ y: Float) -> (Float, Float) {
        let (across, down) = (Self.blend(x), Self.blend(y))
        let (shiftX, shiftY) = (Self.blend(rowsX, down), Self.blend(rowsY, down))
        return (x + (shiftX * across).sum(), y + (shiftY * across).sum())
    }

    private typealias Rows = (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>)

    private static func blend(_ rows: Rows, _ shares: SIMD4<Float>) -> SIMD4<Float> {
        let upper: SIMD4<Float> = rows.0 * shares[0] + rows.1 * shares[1]
        let lower: SIMD4<Float> = rows.2 * shares[2] + rows.3 * shares[3]
        return upper + lower
    }

    private static func blend(_ value: Float) -> SIMD4<Float> {
        let t = (value + Float(NetworkFrame.extent)) / Float(NetworkFrame.side)
        let s = 1 - t
        let both: Float = 3 * s * t
        return SIMD4<Float>(s * s * s, both * s, both * t, t * t * t)
    }
}
