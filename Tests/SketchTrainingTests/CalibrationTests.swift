internal import SketchModel
internal import Testing

@testable internal import SketchTraining

@Suite struct CalibrationTests {
    /// Of every four sketches, three are of the class that the logits give three quarters to, at that temperature.
    private func sketches(_ count: Int, temperature: Double) -> (logits: [Float], labels: [Int]) {
        let odds = Float(1.0986122886681098 * temperature)
        return ((0..<2 * count).map { $0 % 2 == 0 ? odds : 0 }, (0..<count).map { $0 % 4 == 0 ? 1 : 0 })
    }

    @Test(arguments: [0.3, 1.0, 1.7, 6.0])
    func findsTheTemperatureThatWasPutIn(temperature: Double) {
        let (logits, labels) = sketches(40_000, temperature: temperature)
        let found = TemperatureFit.temperature(logits: logits, classes: 2, labels: labels)
        #expect(abs(found / temperature - 1) < 2e-4)
        let error = CalibrationError.expected(logits: logits, classes: 2, labels: labels, temperature: found)
        #expect(error < 1e-4)
        let cold = CalibrationError.expected(logits: logits, classes: 2, labels: labels, temperature: 1e-3)
        #expect(abs(cold - 0.25) < 1e-9)
    }

    @Test func fewSketchesAndExtremes() {
        let few = sketches(TemperatureFit.fewestSketches - 1, temperature: 5)
        #expect(TemperatureFit.temperature(logits: few.logits, classes: 2, labels: few.labels) == 1)
        // All right: sure, but not without limit.
        let right = (0..<196).map { Float(1 - $0 % 2) }
        let sure = TemperatureFit.temperature(logits: right, classes: 2, labels: Array(repeating: 0, count: 98))
        // 1 in 100 is halved between the classes: the odds are 199.
        #expect(abs(sure - 1 / 5.293304824724492) < 1e-5)
        let wrong = TemperatureFit.temperature(logits: right, classes: 2, labels: Array(repeating: 1, count: 98))
        #expect(wrong == TemperatureFit.range.upperBound)
        let flat = [Float](repeating: 3, count: 200)
        let any = TemperatureFit.temperature(logits: flat, classes: 2, labels: Array(repeating: 1, count: 100))
        #expect(TemperatureFit.range.contains(any))
        #expect(CalibrationError.expected(logits: [], classes: 2, labels: [], temperature: 1) == 0)
    }

    /// A sketch that counts twice is as good as two.
    @Test func weightsAreCounts() {
        let (logits, labels) = sketches(400, temperature: 1.7)
        let weights = labels.map { $0 == 1 ? 2.0 : 1.0 }
        let doubled = labels.indices.flatMap { labels[$0] == 1 ? [$0, $0] : [$0] }
        let more = (
            logits: doubled.flatMap { [logits[2 * $0], logits[2 * $0 + 1]] }, labels: doubled.map { labels[$0] }
        )
        let found = TemperatureFit.temperature(logits: logits, classes: 2, labels: labels, weights: weights)
        let expected = TemperatureFit.temperature(logits: more.logits, classes: 2, labels: more.labels)
        // Platt's smoothing knows the number of sketches, not their weights.
        #expect(abs(found / expected - 1) < 1e-2)
        let errors = [
            CalibrationError.expected(logits: logits, classes: 2, labels: labels, weights: weights, temperature: 1),
            CalibrationError.expected(logits: more.logits, classes: 2, labels: more.labels, temperature: 1),
        ]
        #expect(abs(errors[0] - errors[1]) < 1e-9)
        #expect(TrainingResult.weights(of: [0, 0, 1], exponent: 0) == [0.5, 0.5, 1])
        #expect(TrainingResult.weights(of: [0, 0, 1], exponent: 1) == [1, 1, 1])
    }

    /// The mean cross-entropy is nowhere less than at what is found.
    @Test func isTheLeast() {
        var generator = SeededGenerator(seed: 11)
        let logits = (0..<2000).map { _ in Float(6 * generator.unit()) }
        let labels = (0..<400).map { row in
            let own = logits[row * 5..<row * 5 + 5]
            return generator.unit() < 0.5
                ? (own.firstIndex(of: own.max() ?? 0) ?? 0) - row * 5 : generator.index(below: 5)
        }
        let found = TemperatureFit.temperature(logits: logits, classes: 5, labels: labels)
        #expect(found > 0.2 && found < 9)
        let slopes = [0.999, 1.001].map { factor in
            TemperatureFit.slope(at: factor / found, logits, 5, labels).first
        }
        #expect(slopes[0] < 0 && slopes[1] > 0)
    }
}
