internal import TextNotation

extension HTMLWriter {
    mutating func add(_ film: FilmStrip, label: String) {
        let view = CanvasView(film.rows.lazy.flatMap(\.panels))
        var markup = PanelMarkup(prefix: makeName("f"))
        // The rows of all films are aligned, and no panel is wider than if there were a few.
        let count = min(max(film.rows.map(\.panels.count).max() ?? 0, 4), 8)
        append(
            """
            <figure class="films" style="--count:\(count)" role="group" aria-label="\(MarkupText.escaped(label))">

            """
        )
        for row in film.rows {
            if !row.title.isEmpty { append("<h3>\(MarkupText.escaped(row.title))</h3>\n") }
            append("<div class=\"film\">\n")
            for panel in row.panels { append(Self.markup(of: panel, view: view, by: &markup)) }
            append("</div>\n")
        }
        addForms(of: markup)
        append("</figure>\n")
    }

    mutating func add(_ panel: SketchPanel, label: String) {
        let view = CanvasView([panel])
        var markup = PanelMarkup(prefix: makeName("f"))
        var content = Self.markup(of: panel, view: view, by: &markup, label: label)
        content.removeLast()
        append("<figure class=\"single\">\(content)</figure>\n")
        addForms(of: markup)
    }

    mutating func add(_ rows: [OverviewRow]) {
        let view = CanvasView(rows.lazy.flatMap(\.panels))
        append("<ul class=\"overview\">\n")
        for row in rows {
            // Each row has its own shapes: a browser need not search those of a thousand sketches.
            var markup = PanelMarkup(prefix: makeName("f"))
            let notes = row.notes.map { "<span>\(MarkupText.escaped($0))</span>" }.joined()
            append("<li><div class=\"name\">\(Self.anchor(row.link))\(notes)</div>\n<div class=\"film\">\n")
            for panel in row.panels { append(Self.markup(of: panel, view: view, by: &markup)) }
            append("</div>\n")
            addForms(of: markup)
            append("</li>\n")
        }
        append("</ul>\n")
    }

    mutating func addPicture(_ png: [UInt8], label: String, caption: String) {
        append(
            """
            <figure class="single"><img alt="\(MarkupText.escaped(label))" \
            src="data:image/png;base64,\(Base64.text(of: png))">
            """
        )
        if !caption.isEmpty { append("<figcaption>\(MarkupText.escaped(caption))</figcaption>") }
        append("</figure>\n")
    }

    /// Not hidden with `display`, which in some browsers would also hide what refers to it.
    private mutating func addForms(of markup: PanelMarkup) {
        append("<svg class=\"forms\" width=\"0\" height=\"0\" aria-hidden=\"true\">\(markup.definitions)</svg>\n")
    }

    private static func markup(
        of panel: SketchPanel,
        view: CanvasView,
        by markup: inout PanelMarkup,
        label: String? = nil
    ) -> String {
        let label = MarkupText.escaped(label ?? panel.captions.joined(separator: ", "))
        let content = markup.content(of: panel)
        let square = "<svg role=\"img\" aria-label=\"\(label)\" viewBox=\"\(view.viewBox)\">\(content)</svg>"
        let captions = panel.captions.map { "<span>\(MarkupText.escaped($0))</span>" }.joined()
        // A panel of a step is a button that shows that step.
        guard let step = panel.step else { return "<div class=\"panel\">\(square)\(captions)</div>\n" }
        return "<a class=\"panel\" data-step=\"\(step)\" href=\"#step=\(step)\">\(square)\(captions)</a>\n"
    }
}
