package import Rasteriser
package import SketchModel

/// Charts stacked vertically in a picture, on white.
///
/// Lengths are in units of a picture 960 wide. As PNG, a unit is two pixels.
package struct ChartFigure: Sendable, Hashable {
    package var charts: [LineChart]
    package var width: Double
    package var height: Double

    /// - Parameters:
    ///   - width: 200 to 5000.
    /// - height: of each chart, 100 to 5000; `nil` for a height that suits a slide.
    package init(_ charts: [LineChart], width: Double = 960, height: Double? = nil) {
        self.charts = charts
        self.width = min(max(width, 200), 5000)
        let rows = Double(max(1, charts.count))
        self.height = min(max(height ?? max(540, 300 * rows), 100 * rows), 5000)
    }

    /// The figure as a self-contained SVG file.
    package var svg: String { VectorFigure(marks, width: width, height: height).text }

    /// The figure as a picture.
    /// - Throws: `RasterError` if its size cannot be drawn.
    package func raster() throws(RasterError) -> Raster {
        try PixelFigure(width: width, height: height).drawing(marks)
    }

    /// The position in the figure of a point of a chart's data, for marks that are drawn over it. Points outside the
    /// axes are moved to their ends.
    /// - Parameter index: of the chart.
    package func place(of point: Point, inChart index: Int) -> Point { layouts[index].place(of: point) }

    var marks: [ChartMark] { layouts.flatMap(\.marks) }

    private var layouts: [ChartLayout] {
        let rowHeight = height / Double(max(1, charts.count))
        let frames = charts.indices.map { row in
            BoundingBox(
                minimum: Point(0, Double(row) * rowHeight),
                maximum: Point(width, Double(row + 1) * rowHeight)
            )
        }
        let widest = zip(charts, frames).map { ChartLayout($0, in: $1).labelWidth }.max()
        return zip(charts, frames).map { ChartLayout($0, in: $1, labelWidth: widest) }
    }
}

/// The elements of a figure. `y` grows downwards.
enum ChartMark: Hashable {
    case lines([[Point]], Colour, width: Double)
    case dots([Point], Colour, radius: Double)
    /// The point is on the baseline.
    case text(String, Point, TextAnchor, Colour)
}

/// Which part of a text its point marks.
enum TextAnchor: String {
    case start
    case middle
    case end
}

/// The size of text in a figure: the same height in both kinds of picture.
enum ChartText {
    /// The side of a bitmap font's pixel, in units.
    static let pixel = 1.5
    /// The height of capitals is 7 pixels of the bitmap font, or 0.7 times a font's size.
    static let fontSize = 15.0
    static let capitalHeight = 7 * pixel

    static func width(_ text: String) -> Double { Double(BitmapFont.width(of: text)) * pixel }
}
