internal import Testing

@testable internal import SketchNet

@Suite struct ScheduleTests {
    @Test func risesInALineThenFallsAlongACosine() {
        let schedule = LearningRateSchedule(peak: 2, floor: 0.1, warmUpSteps: 4, steps: 15)
        #expect((0..<4).map { schedule.rate(atStep: $0) } == [0.5, 1, 1.5, 2])
        #expect(schedule.rate(atStep: 4) == 2)
        #expect(abs(schedule.rate(atStep: 9) - 2 * (0.1 + 0.9 / 2)) < 1e-12)
        #expect(abs(schedule.rate(atStep: 14) - 0.2) < 1e-12 && abs(schedule.rate(atStep: 1000) - 0.2) < 1e-12)
    }

    @Test func needsNoWarmUp() {
        #expect(LearningRateSchedule(peak: 1, floor: 0, warmUpSteps: 0, steps: 1).rate(atStep: 0) == 1)
    }

    @Test func averageHoldsOnOnlyLater() {
        let configuration = TrainingConfiguration()
        #expect(abs(configuration.averageShare(atStep: 0) - 0.9) < 1e-12)
        #expect(abs(configuration.averageShare(atStep: 100_000) - 0.001) < 1e-12)
    }
}
