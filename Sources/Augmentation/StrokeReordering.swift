internal import SketchModel

/// Chooses which strokes and points are kept, in which order and direction, and whether corners become round.
struct StrokeReordering {
    private let strokeLoss: Double
    private let pointLoss: Double
    private let turning: Double
    private let exchange: Double
    private let shuffles: Bool
    private let gap: Float
    private let roundness: Float

    init(_ steps: SketchAugmentation, _ generator: inout SeededGenerator) {
        strokeLoss = generator.strength(of: steps.strokeDropping)
        pointLoss = generator.strength(of: steps.pointDropping)
        turning = generator.strength(of: steps.reversal)
        exchange = generator.strength(of: steps.reordering)
        shuffles = generator.unit() < steps.shuffling.probability
        gap = Float(generator.strength(of: steps.closing))
        roundness = Float(generator.strength(of: steps.rounding) * generator.unit())
    }

    func apply(
        to sketch: inout PackedSketch,
        _ generator: inout SeededGenerator,
        _ workspace: inout SketchAugmentation.Workspace
    ) {
        guard
            strokeLoss > 0 || pointLoss > 0 || turning > 0 || exchange > 0 || shuffles || gap > 0 || roundness > 0
        else { return }
        chooseOrder(of: sketch, &generator, &workspace.order)
        workspace.rebuilt.removeAll()
        for stroke in workspace.order {
            let range = sketch.range(ofStroke: stroke)
            let turned = turning > 0 && generator.unit() < turning
            func point(_ step: Int) -> (x: Float, y: Float) {
                sketch[turned ? range.upperBound - 1 - step : range.lowerBound + step]
            }
            for step in 0..<range.count {
                let isInner = step > 0 && step < range.count - 1
                if isInner, pointLoss > 0, generator.unit() < pointLoss { continue }
                let here = point(step)
                if isInner, roundness > 0 {
                    workspace.rebuilt.append(between: here, and: point(step - 1), share: roundness)
                    workspace.rebuilt.append(between: here, and: point(step + 1), share: roundness)
                } else {
                    workspace.rebuilt.append(here)
                }
            }
            if gap > 0, range.count > 3 {
                let (first, last) = (point(0), point(range.count - 1))
                let distance = distance(first, last)
                if distance > 0, distance <= gap { workspace.rebuilt.append(first) }
            }
            workspace.rebuilt.endStroke()
        }
        swap(&sketch, &workspace.rebuilt)
    }

    private func chooseOrder(of sketch: PackedSketch, _ generator: inout SeededGenerator, _ order: inout [Int]) {
        order.removeAll(keepingCapacity: true)
        // One stroke is always kept.
        let safe = generator.index(below: sketch.strokeCount)
        for stroke in 0..<sketch.strokeCount where stroke == safe || generator.unit() >= strokeLoss {
            order.append(stroke)
        }
        if shuffles {
            for place in stride(from: order.count - 1, to: 0, by: -1) {
                order.swapAt(place, generator.index(below: place + 1))
            }
        } else if exchange > 0 {
            for place in 1..<max(1, order.count) where generator.unit() < exchange {
                order.swapAt(place - 1, place)
            }
        }
    }
}

func distance(_ a: (x: Float, y: Float), _ b: (x: Float, y: Float)) -> Float {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
}

extension PackedSketch {
    mutating func append(_ point: (x: Float, y: Float)) {
        coordinates.append(point.x)
        coordinates.append(point.y)
    }

    mutating func append(between a: (x: Float, y: Float), and b: (x: Float, y: Float), share: Float) {
        append((a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)))
    }

    /// Ends a stroke after the last point.
    mutating func endStroke() { strokeEnds.append(pointCount) }
}
