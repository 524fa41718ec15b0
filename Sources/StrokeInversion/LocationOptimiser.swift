internal import Platform

/// The optimiser for the locations of one sketch.
struct LocationOptimiser {
    private let method: InversionMethod
    private var means: [Float]
    private var squares: [Float]

    init(_ method: InversionMethod, strokeCount: Int) {
        self.method = method
        let isAdam = if case .adam = method.optimiser { true } else { false }
        means = Array(repeating: 0, count: isAdam ? 2 * strokeCount : 0)
        squares = means
    }

    /// Moves the locations by one step.
    /// - Parameters:
    ///   - locations: x and y of each stroke.
    ///   - gradient: in the same layout, 0 for strokes that may not move.
    ///   - norm: of the gradient.
    mutating func move(_ locations: inout ArraySlice<Float>, gradient: ArraySlice<Float>, norm: Double, step: Int) {
        let rate = method.rate(atStep: step)
        let (first, from) = (locations.startIndex, gradient.startIndex)
        switch method.optimiser {
        case .gradientDescent(let longest):
            // As in PyTorch's clip_grad_norm_, whose small constant avoids dividing by a norm of 0.
            let scale = Float(rate) * Float(min(1, longest / (norm + 1e-6)))
            for offset in 0..<locations.count { locations[first + offset] -= scale * gradient[from + offset] }
        case .adam(let meanDecay, let squareDecay):
            let meanScale = 1 - pow(meanDecay, Double(step + 1))
            let squareScale = 1 - pow(squareDecay, Double(step + 1))
            for offset in 0..<locations.count {
                let slope = gradient[from + offset]
                means[offset] += Float(1 - meanDecay) * (slope - means[offset])
                squares[offset] += Float(1 - squareDecay) * (slope * slope - squares[offset])
                let root = (Double(squares[offset]) / squareScale).squareRoot() + 1e-8
                locations[first + offset] -= Float(rate * Double(means[offset]) / meanScale / root)
            }
        }
    }
}
