internal import Augmentation
internal import SketchModel
internal import SketchNet

/// What keeps the strokes of one sketch where drawings have them: the canvas and the prior.
struct LocationEnergy {
    /// From a stroke's first point to the centre of its box.
    private let centers: [SIMD2<Float>]
    /// How far the centre can be from the origin.
    private let freedom: [SIMD2<Float>]
    private let estimates: [LocationEstimate]?
    private let isFree: [Bool]
    /// Rounds the energy's minimum, so that steps don't oscillate around it.
    private let roundness: Float = 0.02

    init(_ task: InversionTask, canvas: Double?, estimates: [LocationEstimate]?) {
        let boxes = PackedSketch(task.sketch).strokeBoxes
        centers = zip(boxes, task.drawn).map { $0.center - $1 }
        let half = SIMD2(repeating: Float(canvas ?? .infinity))
        freedom = boxes.map { pointwiseMax(half - $0.reach, .zero) }
        (self.estimates, isFree) = (estimates, task.isFree)
    }

    /// The sum over free strokes of the distance from the estimate divided by its scale; 0 without estimates.
    func value(_ locations: ArraySlice<Float>) -> Double {
        guard let estimates else { return 0 }
        return locations.strokes.enumerated().reduce(0.0) { sum, entry in
            let (stroke, location) = entry
            guard isFree[stroke] else { return sum }
            let offset = location + centers[stroke] - estimates[stroke].center
            return sum + Double(distance(offset) / estimates[stroke].scale)
        }
    }

    /// Adds the gradient of `weight` times the value.
    func addGradient(at locations: ArraySlice<Float>, weight: Double, to gradient: inout ArraySlice<Float>) {
        guard let estimates, weight > 0 else { return }
        for (stroke, location) in locations.strokes.enumerated() where isFree[stroke] {
            let offset = location + centers[stroke] - estimates[stroke].center
            let slope = offset * (Float(weight) / (distance(offset) * estimates[stroke].scale))
            gradient[gradient.startIndex + 2 * stroke] += slope.x
            gradient[gradient.startIndex + 2 * stroke + 1] += slope.y
        }
    }

    /// Moves free strokes that extend beyond the canvas to its edge.
    func bound(_ locations: inout ArraySlice<Float>) {
        for (stroke, location) in locations.strokes.enumerated() where isFree[stroke] {
            let center = location + centers[stroke]
            let bounded = center.clamped(lowerBound: -freedom[stroke], upperBound: freedom[stroke])
            locations[locations.startIndex + 2 * stroke] = bounded.x - centers[stroke].x
            locations[locations.startIndex + 2 * stroke + 1] = bounded.y - centers[stroke].y
        }
    }

    private func distance(_ offset: SIMD2<Float>) -> Float {
        ((offset * offset).sum() + roundness * roundness).squareRoot()
    }
}

extension ArraySlice<Float> {
    /// The coordinates as pairs.
    var strokes: [SIMD2<Float>] {
        stride(from: startIndex, to: endIndex, by: 2).map { SIMD2(self[$0], self[$0 + 1]) }
    }
}
