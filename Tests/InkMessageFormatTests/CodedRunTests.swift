@testable internal import InkMessageFormat
internal import SketchModel
internal import Testing

@Suite struct CodedRunTests {
    private func values(_ run: CodedRun) -> [Double] {
        run.numbers.map { Double(run.offset) + Double(run.scale) * Double($0) }
    }

    @Test func theScaleIsTheCoarsest() throws {
        let run = try CodedRun([10, 30, 20.0], leastFirst: true)
        #expect(run.offset == 10 && run.scale == 10 && run.numbers == [0, 2, 1] && run.isExact)
        let equal = try CodedRun([7.5, 7.5], leastFirst: true)
        #expect(equal.offset == 7.5 && equal.scale == 1 && equal.numbers == [0, 0] && equal.isExact)
        let none = try CodedRun([Double](), leastFirst: true)
        #expect(none.numbers == [] && none.isExact)
        let fractions = try CodedRun([-0.25, 3], leastFirst: false)
        #expect(fractions.offset == 0 && fractions.scale == 0.25 && fractions.numbers == [-1, 12])
    }

    @Test func decimalFractionsHaveADecimalScale() throws {
        let run = try CodedRun([10.1, 20.35, -3], leastFirst: true)
        #expect(run.offset == 0 && run.scale == 0.01 && run.numbers == [1010, 2035, -300] && run.isExact)
        #expect(try !CodedRun([0.1, 1e9], leastFirst: true).isExact)
    }

    /// What google/ink wrote, with 4096 steps between two floats, is held exactly.
    @Test func whatWasReadIsExact() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let offset = Float(random.index(below: 1 << 20)) / 977
            let scale = Float(1 + random.index(below: 1 << 20)) / 4096 / 613
            let numbers = [0] + (0..<30).map { _ in random.index(below: 4097) }
            let read = numbers.map { Double(offset) + Double(scale) * Double($0) }
            let run = try CodedRun(read, leastFirst: true)
            #expect(run.isExact && values(run) == read)
            // The channels of the pen have no offset.
            let channel = numbers.map { Double(Float(Double.pi / 2 / 4096)) * Double($0) }
            let other = try CodedRun(channel, leastFirst: false)
            #expect(other.isExact && values(other) == channel)
        }
    }

    /// Other values are rounded to less than a four-millionth of their extent, and then stay as they are.
    @Test func errorsAreBounded() throws {
        var random = SeededGenerator(seed: 5)
        func number() -> Double { Double(random.index(below: 1 << 40)) / 1e9 - 300 }
        for size in [1, 1e-30, 1e30, 1e-3] {
            for _ in 0..<50 {
                let given = (0..<20).map { _ in number() * size }
                let run = try CodedRun(given, leastFirst: true)
                let found = values(run)
                let extent = (given.max() ?? 0) - (given.min() ?? 0)
                #expect(!run.isExact)
                #expect(zip(given, found).allSatisfy { abs($0 - $1) <= extent * 0x1p-21 })
                let again = try CodedRun(found, leastFirst: true)
                #expect(again.isExact && values(again) == found)
            }
        }
    }

    @Test func extremes() throws {
        let fault = #expect(throws: InkMessageError.self) { try CodedRun([0, 1e39], leastFirst: true) }
        #expect(fault == .coordinateTooLarge(1e39))
        #expect(fault?.message == "the coordinate 1e+39 is too large for 32 bits")
        let largest = Double(Float.greatestFiniteMagnitude)
        let run = try CodedRun([-largest, largest, 0], leastFirst: true)
        #expect(zip(values(run), [-largest, largest, 0]).allSatisfy { abs($0 - $1) <= largest * 0x1p-20 })
        // Numbers below what 32 bits hold become 0.
        let tiny = try CodedRun([1e-300, 3e-320, 0], leastFirst: true)
        #expect(values(tiny).allSatisfy { abs($0) < 1e-44 } && !tiny.isExact)
        let far = try CodedRun([1e6 + 1e-9, 1e6 + 0.1], leastFirst: true)
        #expect(zip(values(far), [1e6, 1e6 + 0.1]).allSatisfy { abs($0 - $1) < 1e-7 })
    }
}
