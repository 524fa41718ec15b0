internal import Rasteriser

/// The positions and sizes of the parts of a `ConfusionPicture`, in pixels.
struct ConfusionLayout {
    /// Cells at least this large have lines between them.
    static let lineFrom = 12
    /// Cells at least this large contain their percentage.
    static let numberFrom = 28
    /// In cells at least this large, the percentage is as large as captions.
    private static let largeNumberFrom = 48
    private static let plotSide = 960
    private static let largestCell = 64
    private static let margin = 16
    private static let gap = 6
    private static let legendWidth = 20
    private static let legendLeast = 160
    private static let widestCaption = 220

    let cell: Int
    /// The side of one of the font's pixels.
    let scale: Int
    /// One in this many classes has room for its name.
    let captionStep: Int
    let captionWidth: Int
    let plot: (x: Int, y: Int, side: Int)
    let legend: (x: Int, y: Int, width: Int, height: Int)
    let size: (width: Int, height: Int)
    let titleTop: Int

    init(labels: [String]) {
        let count = max(1, labels.count)
        // From four pixels on a cell can be told from its neighbours; if so many don't fit, cells get smaller.
        let readable = max(4, min(Self.largestCell, Self.plotSide / count))
        let cell = max(1, min(readable, (Raster.maximumSide - 1_000) / count))
        let scale = cell >= 26 ? 2 : 1
        (self.cell, self.scale) = (cell, scale)
        let line = BitmapFont.lineHeight * scale
        captionStep = (line + cell - 1) / cell
        let widest =
            stride(from: 0, to: labels.count, by: captionStep)
            .map { BitmapFont.width(of: labels[$0], scale: scale) }.max() ?? 0
        captionWidth = min(widest, Self.widestCaption * scale)
        titleTop = Self.margin
        let side = cell * count
        let x = Self.margin + line + 2 * Self.gap + captionWidth + Self.gap
        let y = titleTop + line + Self.gap
        plot = (x, y, side)
        legend = (x + side + 3 * Self.gap, y, Self.legendWidth, max(Self.legendLeast, side))
        let percentWidth = BitmapFont.width(of: "100 %", scale: scale)
        let below = Self.gap + captionWidth + Self.gap + line
        size = (
            legend.x + legend.width + Self.gap + percentWidth + Self.margin,
            y + max(side + below, legend.height + line) + Self.margin
        )
    }

    /// The upper edge of a line of text whose small letters are vertically centred in a cell.
    func captionTop(ofCell index: Int) -> Int {
        plot.y + index * cell + cell / 2 - middle
    }

    func captionLeft(ofCell index: Int) -> Int { plot.x + index * cell + cell / 2 - middle }

    var numberScale: Int { cell >= Self.largeNumberFrom ? scale : 1 }

    /// The distance from a line's upper edge to the middle of its capitals.
    var middle: Int { (BitmapFont.capitalTop + BitmapFont.baseline) * scale / 2 }
    var captionGap: Int { Self.gap }
}
