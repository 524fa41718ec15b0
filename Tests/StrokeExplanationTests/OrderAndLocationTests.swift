internal import SketchModel
internal import SketchNet
internal import Testing

@testable internal import StrokeExplanation

struct OrderAndLocationTests {
    private let drawing = sketch([5, 2, 9, 3], seed: 4)

    @Test func orders() {
        let lengths = [2.0, 5, 1, 5]
        #expect(StrokeOrder.drawn.strokes(lengths: lengths, seed: 0) == [0, 1, 2, 3])
        #expect(StrokeOrder.reversed.strokes(lengths: lengths, seed: 0) == [3, 2, 1, 0])
        #expect(StrokeOrder.longestFirst.strokes(lengths: lengths, seed: 0) == [1, 3, 0, 2])
        let shuffled = (0..<40).map { StrokeOrder.shuffled.strokes(lengths: lengths, seed: $0) }
        #expect(shuffled.allSatisfy { $0.sorted() == [0, 1, 2, 3] })
        #expect(Set(shuffled).count > 10)
        #expect(shuffled[7] == StrokeOrder.shuffled.strokes(lengths: lengths, seed: 7))
        #expect(StrokeOrder.shuffled.strokes(lengths: [3], seed: 1) == [0])
    }

    @Test func lengths() {
        let sketch = Sketch(strokes: [[Point(0, 0), Point(3, 4), Point(3, 5)], [Point(1, 1)]])
        #expect(sketch.strokeLengths == [6, 0])
    }

    @Test func anOrderIsTheDrawingInThatOrder() throws {
        let probe = try makeProbe(drawing)
        let strokes = drawing.strokes.map { Array($0) }
        let reversed = try probe.readings(of: [Sketch(strokes: strokes.reversed())], label: 2)[0]
        let readings = try probe.readings(inOrders: [.drawn, .reversed], label: 2, seed: 0)
        #expect(abs(readings[1].logProbability - reversed.logProbability) < 1e-12)
        #expect(abs(readings[0].logProbability - readings[1].logProbability) > 1e-6)
    }

    @Test func similarityOfHandMadeRows() {
        let similarity = OrderSimilarity(rows: [1, 0, 0, 2, 3, 3, 0, 0], width: 2)
        #expect(similarity.count == 4)
        #expect(similarity.norms == [1, 2, 18.0.squareRoot(), 0])
        #expect(similarity[0, 0] == 1 && similarity[0, 1] == 0 && similarity[3, 3] == 0)
        #expect(abs(similarity[0, 2] - 0.5.squareRoot()) < 1e-12 && similarity[0, 2] == similarity[2, 0])
    }

    @Test func similarityOfANetwork() throws {
        let network = try reader(Float.self).network
        let similarity = OrderSimilarity(network)
        #expect(similarity.count == 196 && similarity.cosines.count == 196 * 196)
        #expect(OrderSimilarity(network, rows: 5).cosines == (0..<25).map { similarity[$0 / 5, $0 % 5] })
    }

    @Test func noiseGrowsAndFollowsTheSeed() throws {
        let starts = try makeProbe(drawing).starts
        #expect(LocationNoise.moved(starts, deviation: 0, seed: 1) == starts)
        let near = LocationNoise.moved(starts, deviation: 0.1, seed: 1)
        let far = LocationNoise.moved(starts, deviation: 0.2, seed: 1)
        for place in starts.indices {
            #expect(abs((far[place] - starts[place]) - 2 * (near[place] - starts[place])) < 1e-6)
        }
        #expect(near != LocationNoise.moved(starts, deviation: 0.1, seed: 2))
    }

    @Test func readingsUnderNoise() throws {
        let probe = try makeProbe(drawing)
        let readings = try probe.readings(underNoise: [0, 0.3], label: 1, seeds: 5, seed: 9)
        let whole = try probe.readings(of: [.init([0, 1, 2, 3])], label: 1)[0]
        #expect(abs(readings[0].probability - whole.probability) < 1e-12)
        #expect(readings[0].firstShare == (whole.isFirst ? 1 : 0))
        #expect(readings[1].leastProbability < readings[1].probability)
        #expect(readings[1].probability < readings[1].greatestProbability)
        let again = try probe.readings(underNoise: [0, 0.3], label: 1, seeds: 5, seed: 9)
        #expect(readings == again)
    }

    /// More tokens than a pass takes.
    @Test func manyVariantsGiveWhatTheyGiveAlone() throws {
        let probe = try makeProbe(drawing)
        let variants = (0..<600).map { SketchProbe<Double>.Variant([$0 % 4, ($0 + 1) % 4]) }
        let together = try probe.readings(of: variants, label: 1)
        for index in [0, 3, 599] {
            let alone = try probe.readings(of: [variants[index]], label: 1)[0]
            #expect(abs(alone.logProbability - together[index].logProbability) < 1e-12)
        }
    }
}
