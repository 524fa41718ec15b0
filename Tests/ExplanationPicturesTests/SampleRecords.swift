internal import Charts
internal import ExplanationPictures
internal import SketchModel

/// Drawings that move.
enum SampleRecords {
    /// A house of four strokes, one of them a dot and one empty, that comes together in so many steps.
    static func house(steps: Int, target: String = "house", label: String? = nil, result: Int? = nil) throws
        -> MotionRecord
    {
        let strokes = [
            [Point(-0.5, 0), Point(-0.5, 0.7), Point(0.5, 0.7), Point(0.5, 0), Point(-0.5, 0)],
            [Point(-0.6, 0), Point(0, -0.6), Point(0.6, 0)], [], [Point(0.25, 0.35)],
        ]
        let starts = [Point(0.25, 0.125), Point(-0.5, 0.75), .zero, .zero]
        let last = Double(max(1, steps - 1))
        let offsets = (0..<steps).flatMap { step in
            let left = 1 - Double(step) / last
            return starts.map { $0 * (left * left) }
        }
        let drawing = try MovingDrawing(strokes: strokes, offsets: offsets, stepCount: steps, result: result)
        let probabilities = (0..<steps).map { 0.002 + 0.96 * Double($0) / last }
        var series = [StepSeries(target, colour: ChartColours.blue, values: probabilities)]
        if let label {
            let values = probabilities.map { 0.75 * (1 - $0) }
            series.append(StepSeries(label, colour: ChartColours.vermilion, values: values))
        }
        let losses = (0..<steps).map { 6.25 - 6 * Double($0) / last }
        return try MotionRecord(
            drawing,
            probabilities: series,
            losses: StepSeries("loss", colour: ChartColours.purple, values: losses)
        )
    }
}
