internal import Rasteriser
internal import SketchModel
internal import TextNotation

extension FilmStrip {
    /// The film as a self-contained SVG file, on white.
    package var svg: String {
        let (side, gap, margin, line) = (200, 18, 22, 20)
        let view = CanvasView(rows.lazy.flatMap(\.panels))
        var markup = PanelMarkup(prefix: "s")
        var body = ""
        var top = margin
        for row in rows {
            if !row.title.isEmpty {
                body += """
                    <text x="\(margin)" y="\(top + 14)" font-size="16" fill="\(PanelDrawer.ink.hexadecimal)">\
                    \(MarkupText.escaped(row.title))</text>

                    """
                top += 30
            }
            for (index, panel) in row.panels.enumerated() {
                let left = margin + index * (side + gap)
                body += """
                    <svg x="\(left)" y="\(top)" width="\(side)" height="\(side)" viewBox="\(view.viewBox)">\
                    \(markup.content(of: panel))</svg>

                    """
                for (number, caption) in panel.captions.enumerated() {
                    let colour = number == 0 ? PanelDrawer.ink : PanelDrawer.soft
                    body += """
                        <text x="\(left + side / 2)" y="\(top + side + (number + 1) * line - 2)" text-anchor="middle" \
                        font-size="15" fill="\(colour.hexadecimal)">\(MarkupText.escaped(caption))</text>

                        """
                }
            }
            top += side + (row.panels.map(\.captions.count).max() ?? 0) * line + gap
        }
        let columns = max(1, rows.map(\.panels.count).max() ?? 1)
        let (width, height) = (2 * margin + columns * (side + gap) - gap, top + margin - (rows.isEmpty ? 0 : gap))
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
            font-family="Helvetica, Arial, sans-serif">
            <rect width="100%" height="100%" fill="#ffffff"/>
            \(markup.definitions)
            \(body)</svg>

            """
    }
}
