internal import PNGImage
internal import Rasteriser
internal import SketchModel

extension MotionAnimation {
    /// An animated PNG file, with one bar per probability under the drawing, and the step.
    /// - Parameter side: of the square, in pixels, at least 16.
    /// - Throws: `RasterError` if the picture would be too large.
    package func apng(side: Int = 320) throws -> [UInt8] {
        let drawer = try PanelDrawer(side: side, view: CanvasView(record.drawing))
        let bars = ProbabilityBars(record, side: side - 2 * drawer.inset, scale: max(1, side / 150))
        let margin = max(4, side / 24)
        let (width, height) = (side + 2 * margin, side + 2 * margin + bars.height)
        var encoder = try APNGEncoder(
            width: width,
            height: height,
            channels: .rgba,
            isOpaque: true,
            text: [.software]
        )
        for (index, step) in steps.enumerated() {
            var frame = try Raster.white(width: width, height: height)
            let panel = SketchPanel(record.drawing, at: step, showsDrawn: true)
            try drawer.draw(panel, onto: &frame, x: margin, y: margin)
            bars.draw(step, onto: &frame, x: margin + drawer.inset, y: margin + side)
            let held = (index == 0 ? Self.startTime : 0) + (index == steps.count - 1 ? Self.resultTime : 0)
            try encoder.add(frame, milliseconds: Self.stepTime + held)
        }
        var bytes: [UInt8] = []
        try encoder.finish(into: &bytes)
        return bytes
    }
}

/// The step, and one bar per probability with its name and number, as pixels.
private struct ProbabilityBars {
    let height: Int
    private let series: [StepSeries]
    private let side: Int
    private let scale: Int

    private static let track = Colour(rgb: 0xEEF0F3)

    private var lineHeight: Int { (BitmapFont.lineHeight + 9) * scale }

    init(_ record: MotionRecord, side: Int, scale: Int) {
        series = Array(record.probabilities.prefix(2))
        (self.side, self.scale) = (side, scale)
        height = BitmapFont.lineHeight * scale + (BitmapFont.lineHeight + 9) * scale * series.count
    }

    func draw(_ step: Int, onto raster: inout Raster, x: Int, y: Int) {
        let number = "step \(step)"
        BitmapFont.draw(
            number,
            into: &raster,
            x: x + (side - BitmapFont.width(of: number, scale: scale)) / 2,
            y: y,
            scale: scale,
            colour: PanelDrawer.soft
        )
        for (index, line) in series.enumerated() {
            let top = y + BitmapFont.lineHeight * scale + index * lineHeight
            let value = line.values[step]
            let percent = NumberText.percent(value)
            let percentWidth = BitmapFont.width(of: percent, scale: scale)
            let room = side - percentWidth - 4 * scale
            let name = BitmapFont.cut(line.name, toWidth: room, scale: scale)
            BitmapFont.draw(name, into: &raster, x: x, y: top, scale: scale, colour: PanelDrawer.ink)
            let left = x + side - percentWidth
            BitmapFont.draw(percent, into: &raster, x: left, y: top, scale: scale, colour: PanelDrawer.ink)
            let rows = (top + (BitmapFont.lineHeight + 1) * scale)..<(top + (BitmapFont.lineHeight + 5) * scale)
            raster.fill(columns: x..<(x + side), rows: rows, with: Self.track)
            let share = value.isFinite ? min(max(value, 0), 1) : 0
            let length = Int((share * Double(side)).rounded())
            raster.fill(columns: x..<(x + length), rows: rows, with: line.colour)
        }
    }
}
