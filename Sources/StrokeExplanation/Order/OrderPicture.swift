internal import PNGImage
internal import Rasteriser
internal import SketchModel
internal import TextNotation

/// The similarity of a network's order embeddings as a heat map: one row and one column per position in the order. The
/// colours range from the lowest similarity to 1.
package struct OrderPicture: Sendable {
    private let similarity: OrderSimilarity
    private let least: Double
    /// The side of a cell, in pixels.
    private let cell: Int
    private let left = 34
    private let top = 26
    private let gap = 14
    private let legend = 14

    private static let palette = Palette.viridis
    private static let tickStep = 20

    package init(_ similarity: OrderSimilarity) {
        self.similarity = similarity
        least = similarity.cosines.min() ?? 0
        cell = max(1, 640 / max(1, similarity.count))
    }

    private var side: Int { cell * similarity.count }
    private var width: Int { left + side + gap + legend + 44 }
    private var height: Int { top + side + 12 }

    /// The colour level of a cell, from 0 to 1.
    private func level(_ cosine: Double) -> Double { least < 1 ? (cosine - least) / (1 - least) : 1 }

    private static let title = "cosine similarity of the learned order embeddings, by the stroke's place"

    /// The positions with numbers, counted from 1.
    private var ticks: [Int] {
        let step = similarity.count > 2 * Self.tickStep ? Self.tickStep : 5
        return [1] + stride(from: step, through: similarity.count, by: step)
    }

    /// The texts at the ends and the middle of the colour scale.
    private var legendTexts: [(place: Double, text: String)] {
        [0, 0.5, 1].map { place in
            (place, DecimalText.fixed(least + (1 - least) * place, digits: 2))
        }
    }

    /// The picture as a self-contained SVG file, with colours in 64 levels.
    package var svg: String {
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" font-family="Helvetica, Arial, \
            sans-serif" font-size="11" fill="#333333">
            <rect width="100%" height="100%" fill="#ffffff"/>
            <text x="\(left)" y="16" font-size="13">\(Self.title)</text>
            <g transform="translate(\(left) \(top)) scale(\(cell))" shape-rendering="crispEdges">

            """
        var paths = Array(repeating: "", count: 65)
        for row in 0..<similarity.count {
            var column = 0
            while column < similarity.count {
                let step = Int((level(similarity[row, column]) * 64).rounded())
                var end = column + 1
                while end < similarity.count, Int((level(similarity[row, end]) * 64).rounded()) == step { end += 1 }
                paths[step] += "M\(column) \(row)h\(end - column)v1h\(column - end)z"
                column = end
            }
        }
        for (step, path) in paths.enumerated() where !path.isEmpty {
            let colour = Self.palette.colour(at: Double(step) / 64).hexadecimal
            text += "<path fill=\"\(colour)\" d=\"\(path)\"/>\n"
        }
        text += "</g>\n"
        for tick in ticks {
            let middle = Double(cell) * (Double(tick) - 0.5)
            text += """
                <text x="\(left - 5)" y="\(Double(top) + middle + 4)" text-anchor="end">\(tick)</text>
                <text x="\(Double(left) + middle)" y="\(top + side + 11)" text-anchor="middle">\(tick)</text>

                """
        }
        let right = left + side + gap
        for step in 0..<64 {
            let colour = Self.palette.colour(at: 1 - (Double(step) + 0.5) / 64).hexadecimal
            let upper = Double(top) + Double(side) * Double(step) / 64
            text += """
                <rect x="\(right)" y="\(upper)" width="\(legend)" height="\(Double(side) / 64 + 0.5)" fill="\(colour)"/>

                """
        }
        for (place, label) in legendTexts {
            let y = Double(top) + Double(side) * (1 - place) + (place == 1 ? 9 : place == 0 ? 0 : 4)
            text += "<text x=\"\(right + legend + 5)\" y=\"\(y)\">\(label)</text>\n"
        }
        return text + "</svg>\n"
    }

    /// The picture as a PNG file.
    /// - Throws: `RasterError` if its size cannot be drawn, or `PNGError`.
    package func png() throws -> [UInt8] {
        var raster = try Raster.white(width: width, height: height)
        for row in 0..<similarity.count {
            for column in 0..<similarity.count {
                let (x, y) = (left + column * cell, top + row * cell)
                let colour = Self.palette.colour(at: level(similarity[row, column]))
                raster.fill(columns: x..<x + cell, rows: y..<y + cell, with: colour)
            }
        }
        let right = left + side + gap
        for row in 0..<side {
            let colour = Self.palette.colour(at: 1 - Double(row) / Double(max(1, side - 1)))
            raster.fill(columns: right..<right + legend, rows: top + row..<top + row + 1, with: colour)
        }
        func write(_ text: String, x: Int, middle: Int) {
            let upper = middle - (BitmapFont.capitalTop + BitmapFont.baseline) / 2
            BitmapFont.draw(text, into: &raster, x: x, y: upper, colour: .black)
        }
        write(Self.title, x: left, middle: 12)
        for tick in ticks {
            let middle = Int(Double(cell) * (Double(tick) - 0.5))
            let label = "\(tick)"
            let width = BitmapFont.width(of: label)
            write(label, x: left - 5 - width, middle: top + middle)
            write(label, x: left + middle - width / 2, middle: top + side + 6)
        }
        for (place, label) in legendTexts {
            let middle = top + Int(Double(side) * (1 - place)) + (place == 1 ? 4 : place == 0 ? -4 : 0)
            write(label, x: right + legend + 5, middle: middle)
        }
        return try PNGEncoder.file(raster)
    }
}
