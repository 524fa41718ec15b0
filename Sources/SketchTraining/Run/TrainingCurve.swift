internal import Charts
internal import PNGImage
internal import Rasteriser
internal import SketchModel
internal import SketchStreams

/// The curves of a training: accuracy and loss over the steps.
enum TrainingCurve {
    /// The kinds of pictures, by the extension of the name.
    enum Kind: String {
        case svg
        case png

        init(path: String) throws(Fault) {
            guard let kind = Kind(rawValue: PathText.fileExtension(path)) else {
                throw Fault(source: path, reason: TrainingRunError.unknownChart)
            }
            self = kind
        }
    }

    /// - Parameter classes: the number of classes; top-5 accuracy is only shown for more than five.
    static func figure(_ log: TrainingLog, classes: Int) -> ChartFigure {
        let steps = ChartAxis("steps", range: 0...1)
        func series(_ name: String, _ colour: Int, _ value: (TrainingLog.Row) -> Double?) -> LineChart.Series {
            let points = smoothed(log.rows.compactMap { row in value(row).map { Point(Double(row.step), $0) } })
            return LineChart.Series(
                name,
                colour: ChartColours.all[colour],
                points: points,
                hasDots: colour > 0 && points.count <= 60
            )
        }
        return ChartFigure([
            LineChart(
                x: steps,
                y: ChartAxis("accuracy", unit: .percent, range: 0...1),
                series: [
                    series("training, augmented", 0) { $0.accuracy },
                    series("validation, first", 1) { $0.validation?.topOne },
                    series("validation, first five", 2) { classes > 5 ? $0.validation?.topFive : nil },
                ].filter { !$0.points.isEmpty }
            ),
            LineChart(
                x: steps,
                y: ChartAxis("loss in nats", range: 0...0.1),
                series: [
                    series("training, augmented", 0) { $0.loss },
                    series("validation", 1) { $0.validation?.loss },
                ].filter { !$0.points.isEmpty }
            ),
        ])
    }

    /// The means of neighbours: no more points than can be told apart on a slide.
    private static func smoothed(_ points: [Point]) -> [Point] {
        let size = (points.count - 1) / 150 + 1
        return stride(from: 0, to: points.count, by: size).map { start in
            let part = points[start..<min(start + size, points.count)]
            return part.reduce(.zero, +) * (1 / Double(part.count))
        }
    }

    /// - Parameter name: the file's name, for errors.
    static func file(_ log: TrainingLog, classes: Int, as kind: Kind, name: String) throws(Fault) -> [UInt8] {
        let figure = figure(log, classes: classes)
        if kind == .svg { return Array(figure.svg.utf8) }
        let raster: Raster
        do throws(RasterError) { raster = try figure.raster() } catch { throw Fault(source: name, reason: error) }
        do throws(PNGError) { return try PNGEncoder.file(raster) } catch { throw Fault(source: name, reason: error) }
    }
}
