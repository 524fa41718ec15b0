internal import PNGImage
internal import Platform
internal import Rasteriser
internal import SketchModel
internal import TextNotation

/// A picture of the confusion matrix: one row per true label, one column per predicted label, and in each cell the
/// share of the row's sketches. Colours follow the square root of the share, so that a few mistakes remain visible
/// beside many hits. A label without sketches has a grey row.
///
/// Large cells contain their percentage; if cells are small, only one label in several is named.
package struct ConfusionPicture {
    private static let palette = Palette.viridis
    private static let unseen = Colour(rgb: 0xDDDDDD)
    private static let legendTicks: [Double] = [0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1]

    private let evaluation: ClassifierEvaluation
    private let layout: ConfusionLayout
    private var raster: Raster

    /// Makes a PNG file of the picture.
    /// - Throws: `RasterError` if there are more labels than a picture can have pixels, or `PNGError`.
    package static func png(of evaluation: ClassifierEvaluation) throws -> [UInt8] {
        try PNGEncoder.file(ConfusionPicture(evaluation).raster)
    }

    init(_ evaluation: ClassifierEvaluation) throws(RasterError) {
        self.evaluation = evaluation
        layout = ConfusionLayout(labels: evaluation.labels)
        raster = try Raster.white(width: layout.size.width, height: layout.size.height)
        drawCells()
        drawCaptions()
        drawTitles()
        drawLegend()
    }

    /// The colour of a pixel.
    func colour(x: Int, y: Int) -> Colour {
        let place = 4 * (y * raster.width + x)
        return Colour(red: raster.pixels[place], green: raster.pixels[place + 1], blue: raster.pixels[place + 2])
    }

    private static func colour(of share: Double) -> Colour { palette.colour(at: share.squareRoot()) }

    private mutating func drawCells() {
        let (plot, cell) = (layout.plot, layout.cell)
        for truth in evaluation.labels.indices {
            let colour = evaluation.scores[truth].count == 0 ? Self.unseen : Self.colour(of: 0)
            let rows = plot.y + truth * cell..<plot.y + (truth + 1) * cell
            raster.fill(columns: plot.x..<plot.x + plot.side, rows: rows, with: colour)
        }
        for pair in evaluation.pairs {
            let share = Double(pair.count) / Double(evaluation.scores[pair.truth].count)
            let (x, y) = (plot.x + pair.predicted * cell, plot.y + pair.truth * cell)
            raster.fill(columns: x..<x + cell, rows: y..<y + cell, with: Self.colour(of: share))
            let percent = Int((share * 100).rounded())
            guard cell >= ConfusionLayout.numberFrom, percent > 0 else { continue }
            let text = "\(percent)"
            let scale = layout.numberScale
            BitmapFont.draw(
                text,
                into: &raster,
                x: x + (cell - BitmapFont.width(of: text, scale: scale)) / 2,
                y: y + cell / 2 - (BitmapFont.capitalTop + BitmapFont.baseline) * scale / 2,
                scale: scale,
                colour: share > 0.3 ? .black : .white
            )
        }
        guard cell >= ConfusionLayout.lineFrom else { return }
        for index in evaluation.labels.indices {
            let end = (index + 1) * cell
            raster.fill(columns: plot.x + end - 1..<plot.x + end, rows: plot.y..<plot.y + plot.side, with: .white)
            raster.fill(columns: plot.x..<plot.x + plot.side, rows: plot.y + end - 1..<plot.y + end, with: .white)
        }
    }

    private mutating func drawCaptions() {
        let (plot, scale) = (layout.plot, layout.scale)
        for index in stride(from: 0, to: evaluation.labels.count, by: layout.captionStep) {
            let text = BitmapFont.cut(evaluation.labels[index], toWidth: layout.captionWidth, scale: scale)
            let width = BitmapFont.width(of: text, scale: scale)
            BitmapFont.draw(
                text,
                into: &raster,
                x: plot.x - layout.captionGap - width,
                y: layout.captionTop(ofCell: index),
                scale: scale,
                colour: .black
            )
            drawUpwards(text, x: layout.captionLeft(ofCell: index), end: plot.y + plot.side + layout.captionGap)
            // If not every label is named, a tick shows which row or column a name belongs to.
            guard layout.captionStep > 1 else { continue }
            let middle = index * layout.cell + layout.cell / 2
            raster.fill(columns: plot.x - 4..<plot.x - 1, rows: plot.y + middle..<plot.y + middle + 1, with: .black)
            let below = plot.y + plot.side
            raster.fill(columns: plot.x + middle..<plot.x + middle + 1, rows: below + 1..<below + 4, with: .black)
        }
    }

    private mutating func drawTitles() {
        let (plot, scale) = (layout.plot, layout.scale)
        let line = BitmapFont.lineHeight * scale
        func percent(_ share: Double) -> String {
            DecimalText.fixed(units: Int((share * 1000).rounded()), digits: 1) + " %"
        }
        let title = "top-1 \(percent(evaluation.total.top1)), top-5 \(percent(evaluation.total.top5))"
        BitmapFont.draw(title, into: &raster, x: plot.x, y: layout.titleTop, scale: scale, colour: .black)
        let across = "predicted label"
        BitmapFont.draw(
            across,
            into: &raster,
            x: plot.x + max(0, plot.side - BitmapFont.width(of: across, scale: scale)) / 2,
            y: plot.y + plot.side + 2 * layout.captionGap + layout.captionWidth,
            scale: scale,
            colour: .black
        )
        let down = "true label"
        let length = BitmapFont.width(of: down, scale: scale)
        let left = plot.x - 3 * layout.captionGap - layout.captionWidth - line
        drawUpwards(down, x: left, end: plot.y + max(0, plot.side - length) / 2)
    }

    private mutating func drawLegend() {
        let legend = layout.legend
        for row in 0..<legend.height {
            let place = 1 - Double(row) / Double(max(1, legend.height - 1))
            raster.fill(
                columns: legend.x..<legend.x + legend.width,
                rows: legend.y + row..<legend.y + row + 1,
                with: Self.colour(of: place * place)
            )
        }
        var lowest = legend.y + legend.height + 2 * layout.middle
        for share in Self.legendTicks {
            let row = legend.y + Int(((1 - share.squareRoot()) * Double(legend.height - 1)).rounded())
            // If one number would overlap the next, the larger is left out, except the last.
            let isNear = lowest - row < 2 * layout.middle || (share < 1 && row - legend.y < 2 * layout.middle)
            if isNear, share < 1 { continue }
            lowest = row
            let right = legend.x + legend.width
            raster.fill(columns: right..<right + 3, rows: row..<row + 1, with: .black)
            BitmapFont.draw(
                "\(Int((share * 100).rounded())) %",
                into: &raster,
                x: right + layout.captionGap,
                y: row - layout.middle,
                scale: layout.scale,
                colour: .black
            )
        }
    }

    /// Draws a line of text that reads upwards, with its last letter at the row `end`.
    private mutating func drawUpwards(_ text: String, x: Int, end: Int) {
        let width = BitmapFont.width(of: text, scale: layout.scale)
        let height = BitmapFont.lineHeight * layout.scale
        guard width > 0, var across = try? Raster(width: width, height: height, channels: .grey) else { return }
        BitmapFont.draw(text, into: &across, x: 0, y: 0, scale: layout.scale, colour: .white)
        for row in 0..<height {
            for column in 0..<width where across.pixels[row * width + column] != 0 {
                let y = end + width - 1 - column
                raster.fill(columns: x + row..<x + row + 1, rows: y..<y + 1, with: .black)
            }
        }
    }
}
