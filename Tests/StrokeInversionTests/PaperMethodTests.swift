internal import SketchModel
internal import SketchNet
internal import Testing

@testable internal import StrokeInversion

@Suite struct PaperMethodTests {
    private let workspace = SketchNetWorkspace<Float>()

    private func sketch(_ lengths: [Int], seed: UInt64) -> Sketch {
        var generator = SeededGenerator(seed: seed)
        return Sketch(
            strokes: lengths.map { length in
                (0..<length).map { _ in Point(1.48 * generator.unit() - 0.74, 1.48 * generator.unit() - 0.74) }
            }
        )
    }

    private func network(seed: UInt64 = 1) throws -> SketchNetwork<Float> {
        let configuration = SketchNetConfiguration(width: 16, layers: 2, heads: 2, classes: 5)
        var weights = try SketchNetWeights<Float>(configuration, seed: seed)
        var generator = SeededGenerator(seed: seed)
        for index in weights.values.indices { weights.values[index] += Float(0.3 * (2 * generator.unit() - 1)) }
        return try SketchNetwork(configuration, weights: weights)
    }

    @Test func traceHasTheStartAndEveryStep() throws {
        let drawing = sketch([4, 3, 2], seed: 1)
        let task = try InversionTask(drawing, target: 2, label: 1)
        let trace = try #require(try StrokeInverter(network()).invert([task], by: .paper, in: workspace).first)
        #expect(trace.count == 101)
        #expect(trace.locations(at: 0) == drawing.locations)
        #expect(trace.losses[100] < trace.losses[0])
        for step in 0..<100 {
            let moved = zip(trace.locations(at: step), trace.locations(at: step + 1))
                .reduce(0.0) { sum, pair in
                    let move = pair.0 - pair.1
                    return sum + Double((move * move).sum())
                }.squareRoot()
            #expect(moved <= 0.5 + 1e-6)
        }
    }

    @Test func strokesThatAreNotFreeStay() throws {
        let drawing = sketch([4, 3, 2], seed: 1)
        let task = try InversionTask(drawing, isFree: [true, false, true], target: 2)
        let trace = try #require(try StrokeInverter(network()).invert([task], by: .paper, in: workspace).first)
        #expect(trace.locations(at: 100)[1] == drawing.locations[1])
        #expect(trace.locations(at: 100)[0] != drawing.locations[0])
    }

    @Test func sketchesTogetherGiveWhatTheyGiveAlone() throws {
        let inverter = StrokeInverter(try network())
        let tasks = try (0..<5).map { try InversionTask(sketch([3, 6, 2], seed: $0), target: Int($0)) }
        let together = try inverter.invert(tasks, by: .paper, in: workspace)
        for (task, trace) in zip(tasks, together) {
            let alone = try #require(try inverter.invert([task], by: .paper, in: workspace).first)
            for (a, b) in zip(alone.locations, trace.locations) { #expect(abs(a - b) < 1e-3) }
        }
    }

    @Test func perturbationsFollowTheSeed() {
        let drawn = Array(repeating: SIMD2<Float>(0.5, -0.5), count: 4000)
        let free = drawn.map { _ in true }
        let random = LocationPerturbation.paper.apply(to: drawn, isFree: free, seed: 3)
        #expect(random == LocationPerturbation.paper.apply(to: drawn, isFree: free, seed: 3))
        #expect(random != LocationPerturbation.paper.apply(to: drawn, isFree: free, seed: 4))
        let square = random.reduce(0) { $0 + ($1 * $1).sum() } / 8000
        #expect(abs(square.squareRoot() - 0.1) < 0.004)
        #expect(LocationPerturbation.zero.apply(to: drawn, isFree: free, seed: 0).allSatisfy { $0 == .zero })
        let moved = LocationPerturbation.offset([0.1, 0]).apply(to: drawn, isFree: [false] + free.dropFirst(), seed: 0)
        #expect(moved[0] == drawn[0] && moved[1] == [0.6, -0.5])
    }

    @Test func wrongTasksAreRefused() throws {
        #expect(throws: InversionError.noStrokes) { try InversionTask(Sketch(), target: 0) }
        let drawing = sketch([2, 2], seed: 5)
        #expect(throws: InversionError.wrongCount(strokes: 2, found: 1)) {
            try InversionTask(drawing, isFree: [true], target: 0)
        }
        #expect(throws: InversionError.noClass(5, classes: 5)) {
            try StrokeInverter(network()).invert([InversionTask(drawing, target: 5)], by: .paper, in: workspace)
        }
    }
}
