/// The random changes of `SketchAugmentation`, by name.
package enum AugmentationStep: String, Sendable, CaseIterable {
    case rotation
    case shear
    case stretching
    case flip
    case warp
    case strokeDropping = "stroke-dropping"
    case strokeJitter = "stroke-jitter"
    case pointJitter = "point-jitter"
    case pointDropping = "point-dropping"
    case reversal
    case reordering
    case shuffling
    case perspective
    case cutting
    case joining
    case closing
    case rounding
    case overTracing = "over-tracing"
    case hatching
    case stray

    package var path: any WritableKeyPath<SketchAugmentation, SketchAugmentation.Step> & Sendable {
        switch self {
        case .rotation: \.rotation
        case .shear: \.shear
        case .stretching: \.stretching
        case .flip: \.flip
        case .warp: \.warp
        case .strokeDropping: \.strokeDropping
        case .strokeJitter: \.strokeJitter
        case .pointJitter: \.pointJitter
        case .pointDropping: \.pointDropping
        case .reversal: \.reversal
        case .reordering: \.reordering
        case .shuffling: \.shuffling
        case .perspective: \.perspective
        case .cutting: \.cutting
        case .joining: \.joining
        case .closing: \.closing
        case .rounding: \.rounding
        case .overTracing: \.overTracing
        case .hatching: \.hatching
        case .stray: \.stray
        }
    }

    /// The largest strength: a probability of 1, or the limit beyond which no drawing stays recognisable.
    package var largestStrength: Double {
        switch self {
        case .strokeDropping, .pointDropping, .reversal, .reordering, .stretching: 0.9
        case .perspective, .rounding: 0.45
        default: 1
        }
    }
}

extension SketchAugmentation {
    /// The same augmentation with every probability and strength multiplied by a factor, within their limits.
    package func scaled(by factor: Double) -> SketchAugmentation {
        AugmentationStep.allCases.reduce(into: self) { result, step in
            result[keyPath: step.path].probability = min(1, self[keyPath: step.path].probability * factor)
            result[keyPath: step.path].strength = min(step.largestStrength, self[keyPath: step.path].strength * factor)
        }
    }
}
