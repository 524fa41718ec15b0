public import SketchModel

/// Random changes that leave a drawing what it is, for training. A sketch comes out in ±0.74, and never without strokes.
///
/// What happens follows from the generator alone.
public struct SketchAugmentation: Sendable, Hashable {
    /// How often something happens to a sketch, and how strong it is where it does.
    public struct Step: Sendable, Hashable {
        /// 0…1.
        public var probability: Double
        public var strength: Double

        public init(_ probability: Double, strength: Double) {
            self.probability = probability
            self.strength = strength
        }

        public static let never = Step(0, strength: 0)
    }

    /// Up to ± `strength` in radians, at most 1.
    public var rotation = Step(0.6, strength: 0.26)
    /// x moves with y, up to ± `strength` of it.
    public var shear = Step(0.4, strength: 0.15)
    /// Each axis by itself, by a factor of 1 ± `strength`.
    public var stretching = Step(0.6, strength: 0.2)
    /// Left and right exchanged; without strength.
    public var flip = Step.never
    /// A free-form deformation (Sederberg and Parry, SIGGRAPH 1986): 4 by 4 control points of a Bézier patch move up to
    /// ± `strength`, in units of which a sketch is 1.48 long.
    public var warp = Step(0.5, strength: 0.15)
    /// Leaves strokes out, each with a chance of `strength`.
    public var strokeDropping = Step(0.3, strength: 0.1)
    /// Moves strokes, with a deviation of `strength` in x and y.
    public var strokeJitter = Step(0.5, strength: 0.02)
    /// Moves points, with a deviation of `strength` in x and y.
    public var pointJitter = Step(0.3, strength: 0.008)
    /// Leaves points out that are not the first or last of their stroke, each with a chance of `strength`.
    public var pointDropping = Step(0.3, strength: 0.1)
    /// Turns strokes around, each with a chance of `strength`.
    public var reversal = Step(0.2, strength: 0.2)
    /// Exchanges a stroke with the one after it, with a chance of `strength` for each.
    public var reordering = Step(0.2, strength: 0.2)

    public init() {}

    /// Nothing but normalisation.
    public static let none: SketchAugmentation = {
        var none = SketchAugmentation()
        (none.rotation, none.shear, none.stretching, none.flip, none.warp) = (.never, .never, .never, .never, .never)
        (none.strokeDropping, none.strokeJitter, none.reversal, none.reordering) = (.never, .never, .never, .never)
        (none.pointJitter, none.pointDropping) = (.never, .never)
        return none
    }()

    /// Memory that is used again for every sketch.
    public struct Workspace: Sendable {
        fileprivate var order: [Int] = []
        fileprivate var rebuilt = PackedSketch()

        public init() {}
    }

    /// Changes a sketch that lies in ±0.74.
    public func apply(
        to sketch: inout PackedSketch,
        from generator: inout SeededGenerator,
        using workspace: inout Workspace
    ) {
        guard sketch.strokeCount > 0 else { return }
        rearrange(&sketch, &generator, &workspace)
        move(&sketch, &generator)
        sketch.normalise()
    }

    /// Strokes and points left out, turned around and exchanged.
    private func rearrange(
        _ sketch: inout PackedSketch,
        _ generator: inout SeededGenerator,
        _ workspace: inout Workspace
    ) {
        let strokeLoss = generator.strength(of: strokeDropping)
        let pointLoss = generator.strength(of: pointDropping)
        let turning = generator.strength(of: reversal)
        let exchange = generator.strength(of: reordering)
        guard strokeLoss > 0 || pointLoss > 0 || turning > 0 || exchange > 0 else { return }

        workspace.order.removeAll(keepingCapacity: true)
        // One is safe, so that some stroke is left.
        let safe = generator.index(below: sketch.strokeCount)
        for stroke in 0..<sketch.strokeCount where stroke == safe || generator.unit() >= strokeLoss {
            workspace.order.append(stroke)
        }
        if exchange > 0 {
            for place in 1..<max(1, workspace.order.count) where generator.unit() < exchange {
                workspace.order.swapAt(place - 1, place)
            }
        }
        workspace.rebuilt.removeAll()
        for stroke in workspace.order {
            let range = sketch.range(ofStroke: stroke)
            let turned = turning > 0 && generator.unit() < turning
            for step in 0..<range.count {
                let isInner = step > 0 && step < range.count - 1
                if isInner, pointLoss > 0, generator.unit() < pointLoss { continue }
                let (x, y) = sketch[turned ? range.upperBound - 1 - step : range.lowerBound + step]
                workspace.rebuilt.coordinates.append(x)
                workspace.rebuilt.coordinates.append(y)
            }
            workspace.rebuilt.strokeEnds.append(workspace.rebuilt.pointCount)
        }
        swap(&sketch, &workspace.rebuilt)
    }

    private func move(_ sketch: inout PackedSketch, _ generator: inout SeededGenerator) {
        let affine = AffineMap(
            angle: generator.either(generator.strength(of: rotation)),
            shear: generator.either(generator.strength(of: shear)),
            stretching: generator.strength(of: stretching),
            flips: generator.unit() < flip.probability,
            &generator
        )
        let patch = BezierWarp(reach: generator.strength(of: warp), &generator)
        let strokeReach = Float(generator.strength(of: strokeJitter))
        let pointReach = Float(generator.strength(of: pointJitter))
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
                    (x, y) = affine.moved(x, y)
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
        // The tangent of half the angle by its series: within 1e-4 up to 1, and the result is a rotation exactly.
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

/// Displacements of a 4 by 4 grid over ±0.74, blended by Bernstein polynomials.
private struct BezierWarp {
    private var rowsX = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
    private var rowsY = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())

    /// `nil` where nothing moves.
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
        let t = (value + 0.74) / 1.48
        let s = 1 - t
        let both: Float = 3 * s * t
        return SIMD4<Float>(s * s * s, both * s, both * t, t * t * t)
    }
}

extension SeededGenerator {
    /// The step's strength, or 0 where it does not happen.
    fileprivate mutating func strength(of step: SketchAugmentation.Step) -> Double {
        unit() < step.probability ? step.strength : 0
    }

    /// Even in ± `reach`.
    fileprivate mutating func either(_ reach: Double) -> Double { reach * (2 * unit() - 1) }

    /// Of mean 0 and deviation 1: the sum of four even numbers, which is much cheaper than a logarithm and a root.
    fileprivate mutating func nearlyNormal() -> Float {
        let bits = next()
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
        return (Float(sum) * 0x1p-16 - 2) * 1.7320508
    }
}
