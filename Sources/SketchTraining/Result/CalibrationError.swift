internal import Platform
internal import SketchRecognition

/// The expected calibration error of logits; see `Calibration`.
enum CalibrationError {
    /// - Parameters:
    /// - logits: a row of `classes` numbers for each sketch; finite.
    ///   - labels: the class of each sketch.
    ///   - weights: how much each sketch counts; `nil` for all the same.
    /// - Returns: 0 without sketches.
    static func expected(
        logits: [Float],
        classes: Int,
        labels: [Int],
        weights: [Double]? = nil,
        temperature: Double
    ) -> Double {
        var calibration = Calibration()
        for (row, label) in labels.enumerated() {
            let own = logits[row * classes..<(row + 1) * classes]
            let highest = own.max() ?? 0
            let sum = own.reduce(0) { $0 + exp((Double($1) - Double(highest)) / temperature) }
            calibration.add(
                confidence: 1 / sum,
                isRight: own.firstIndex(of: highest) == row * classes + label,
                weight: weights?[row] ?? 1
            )
        }
        return calibration.expectedError
    }
}
