internal import Augmentation
internal import SketchModel
internal import SketchNet
internal import Testing

@testable internal import StrokeInversion

@Suite struct CroquisMethodTests {
    private let workspace = SketchNetWorkspace<Float>()

    private func sketch(_ lengths: [Int], seed: UInt64) -> Sketch {
        var generator = SeededGenerator(seed: seed)
        return Sketch(
            strokes: lengths.map { length in
                (0..<length).map { _ in Point(generator.unit() - 0.5, generator.unit() - 0.5) }
            }
        )
    }

    private func model(_ head: SketchNetConfiguration.Head, seed: UInt64 = 1) throws -> SketchNetModel {
        let configuration = SketchNetConfiguration(width: 16, layers: 2, heads: 2, classes: 3, head: head)
        var weights = try SketchNetWeights<Float>(configuration, seed: seed)
        var generator = SeededGenerator(seed: seed)
        for index in weights.values.indices { weights.values[index] += Float(0.2 * (2 * generator.unit() - 1)) }
        return try SketchNetModel(network: SketchNetwork(configuration, weights: weights), labels: ["a", "b", "c"])
    }

    @Test func aClassifierIsNoPrior() throws {
        #expect(throws: InversionError.noLocations) { try LocationPrior(model(.classes)) }
    }

    /// With the prior alone, strokes end where it says that they belong.
    @Test func thePriorBringsStrokesHome() throws {
        let prior = try LocationPrior(model(.locations, seed: 2))
        let inverter = StrokeInverter(try model(.classes), prior: prior)
        var method = InversionMethod.croquis
        (method.priorWeight, method.priorDecay, method.starts, method.steps) = (1e4, 1, 1, 200)
        let drawing = sketch([4, 3, 2], seed: 1)
        let task = try InversionTask(drawing, start: [[0.4, 0.4], [0, 0], [-0.3, 0.2]], target: 1)
        let trace = try #require(try inverter.invert([task], by: method, in: workspace).first)
        let estimates = try #require(prior.estimates([drawing], labels: ["b"], in: workspace).first ?? nil)
        let boxes = PackedSketch(drawing).strokeBoxes
        for (stroke, location) in trace.locations(at: trace.count - 1).enumerated() {
            let center = location + boxes[stroke].center - task.drawn[stroke]
            let offset = center - estimates[stroke].center
            #expect((offset * offset).sum().squareRoot() < 0.02)
        }
    }

    @Test func noStrokeLeavesTheCanvas() throws {
        let inverter = StrokeInverter(try model(.classes), prior: nil)
        var method = InversionMethod.croquis
        (method.canvas, method.rate, method.starts) = (0.6, 0.5, 1)
        let drawing = sketch([4, 3, 2], seed: 1)
        let task = try InversionTask(drawing, start: [[2, 2], [-2, 0], [0, 0]], target: 1)
        let trace = try #require(try inverter.invert([task], by: method, in: workspace).first)
        #expect(trace.locations(at: 0)[0] == [2, 2] && trace.result > 0)
        for step in 1..<trace.count {
            for (stroke, location) in trace.locations(at: step).enumerated() {
                let offset = location - task.drawn[stroke]
                for point in drawing.range(ofStroke: stroke) {
                    #expect(abs(Float(drawing.points[point].x) + offset.x) < 0.6001)
                    #expect(abs(Float(drawing.points[point].y) + offset.y) < 0.6001)
                }
            }
        }
    }

    /// A label that the prior never saw, and strokes that stay, are no fault.
    @Test func unknownLabelsAndFixedStrokes() throws {
        let configuration = SketchNetConfiguration(width: 16, layers: 1, heads: 2, classes: 1, head: .locations)
        let weights = try SketchNetWeights<Float>(configuration, seed: 1)
        let prior = try LocationPrior(
            SketchNetModel(network: SketchNetwork(configuration, weights: weights), labels: ["other"])
        )
        let drawing = sketch([4, 3], seed: 1)
        let estimates = prior.estimates([drawing, drawing], labels: ["a", "other"], in: workspace)
        #expect(estimates[0] == nil && estimates[1]?.count == 2)
        let task = try InversionTask(drawing, isFree: [true, false], target: 0)
        let trace = try #require(
            try StrokeInverter(model(.classes), prior: prior).invert([task], by: .croquis, in: workspace).first
        )
        #expect(trace.locations(at: trace.result)[1] == task.drawn[1])
    }

    /// More starts never give a worse answer, and the first is enough where the target is seen in it.
    @Test func furtherStartsAreForWhatFails() throws {
        let inverter = StrokeInverter(try model(.classes), prior: nil)
        var one = InversionMethod.croquis
        one.starts = 1
        for seed in 0..<6 {
            let task = try InversionTask(sketch([4, 3, 2], seed: UInt64(seed)), target: seed % 3)
            let single = try #require(try inverter.invert([task], by: one, in: workspace).first)
            let many = try #require(try inverter.invert([task], by: .croquis, in: workspace).first)
            if single.isTargetFirst[single.result] {
                #expect(many.locations == single.locations)
            } else {
                #expect(many.isTargetFirst[many.result] || many.losses[many.result] <= single.losses[single.result])
            }
        }
    }
}
