internal import SketchModel
internal import Testing

@testable internal import InversionEvaluation

@Suite struct BootstrapIntervalTests {
    @Test func aConstantHasNoWidth() {
        let interval = BootstrapInterval(Array(repeating: 0.25, count: 40))
        #expect(interval.mean == 0.25 && interval.low == 0.25 && interval.high == 0.25)
        #expect(BootstrapInterval([3]).mean == 3)
    }

    /// Of a share p of n, the means are nearly normal with the deviation √(p (1 − p) / n).
    @Test func aShareIsAsWideAsTheory() {
        let interval = BootstrapInterval((0..<400).map { $0 % 4 == 0 ? 1 : 0 }, resamples: 4_000)
        let deviation = (0.25 * 0.75 / 400).squareRoot()
        #expect(interval.mean == 0.25)
        #expect(abs(interval.high - (0.25 + 1.96 * deviation)) < 0.1 * deviation * 1.96)
        #expect(abs(interval.low - (0.25 - 1.96 * deviation)) < 0.1 * deviation * 1.96)
    }

    @Test func itFollowsTheSeed() {
        var generator = SeededGenerator(seed: 1)
        let values = (0..<50).map { _ in generator.unit() }
        #expect(BootstrapInterval(values, seed: 1) == BootstrapInterval(values, seed: 1))
        #expect(BootstrapInterval(values, seed: 1) != BootstrapInterval(values, seed: 2))
    }
}
