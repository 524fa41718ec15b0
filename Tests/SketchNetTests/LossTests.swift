internal import Testing

@testable internal import SketchNet

@Suite struct LossTests {
    @Test(arguments: [0, 0.1], [nil, 0.6, 1.0])
    func gradientIsThatOfTheValue(smoothing: Double, teacherShare: Double?) {
        let loss = CrossEntropy(labelSmoothing: smoothing, teacherShare: teacherShare ?? 1)
        let teacher: [Double]? = teacherShare.map { _ in [0.2, 0.5, 0.3, 0.9, 0, 0.1] }
        let logits = noise(6, seed: 1).map { 4 * $0 }
        var gradients: [Double] = []
        func value(_ logits: [Double]) -> Double {
            var gradients: [Double] = []
            return loss.evaluate(logits: logits, classes: 3, labels: [2, 0], teacher: teacher, gradients: &gradients)
        }
        _ = loss.evaluate(logits: logits, classes: 3, labels: [2, 0], teacher: teacher, gradients: &gradients)
        #expect(error(of: gradients, at: logits, loss: value) < 1e-8)
    }

    @Test func ofEqualLogitsIsTheLogarithmOfTheirCount() {
        var gradients: [Float] = []
        let value = CrossEntropy().evaluate(
            logits: [Float](repeating: 3, count: 8),
            classes: 8,
            labels: [5],
            gradients: &gradients
        )
        #expect(abs(value - 2.0794415416798357) < 1e-6)
        #expect(gradients[5] == -0.875 && gradients[0] == 0.125)
    }

    @Test func largeLogitsDoNotOverflow() {
        var gradients: [Float] = []
        let value = CrossEntropy().evaluate(logits: [1e4, -1e4], classes: 2, labels: [1], gradients: &gradients)
        #expect(value == 2e4 && gradients == [1, -1])
    }

    @Test func logarithmIsExactEnough() {
        for x in [1e-300, 0.001, 0.5, 0.75, 1, 1.5, 2, 3, 1e10] {
            #expect(abs(Double.value(of: .exp, at: naturalLogarithm(of: x)) / x - 1) < 1e-12)
        }
        #expect(naturalLogarithm(of: 0) == -.infinity && naturalLogarithm(of: .nan).isNaN)
    }
}
