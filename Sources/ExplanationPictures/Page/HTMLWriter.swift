internal import Charts
internal import TextNotation

/// Writes a page section by section.
struct HTMLWriter {
    private(set) var text = ""
    private var nameCount = 0

    static func text(of page: HTMLPage) -> String {
        var writer = HTMLWriter()
        let title = MarkupText.escaped(page.title)
        // Nothing is fetched, whatever a text contains.
        writer.text = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            script-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="croquis">
            <title>\(title)</title>
            <style>
            \(PageAssets.style)</style>
            </head>
            <body>
            <main>
            <header>
            <h1>\(title)</h1>

            """
        if !page.subtitle.isEmpty { writer.text += "<p>\(MarkupText.escaped(page.subtitle))</p>\n" }
        writer.text += "</header>\n"
        for section in page.sections { writer.add(section) }
        writer.text += "</main>\n<script>\n\(PageAssets.script)</script>\n</body>\n</html>\n"
        return writer.text
    }

    mutating func append(_ markup: String) { text += markup }

    /// An id that nothing else on the page has.
    mutating func makeName(_ prefix: String) -> String {
        nameCount += 1
        return "\(prefix)\(nameCount)-"
    }

    mutating func add(_ section: HTMLSection) {
        switch section {
        case .heading(let line): append("<h2>\(MarkupText.escaped(line))</h2>\n")
        case .paragraph(let line): append("<p class=\"prose\">\(MarkupText.escaped(line))</p>\n")
        case .facts(let facts):
            append("<dl class=\"facts\">\n")
            for fact in facts {
                append(
                    "<div><dt>\(MarkupText.escaped(fact.name))</dt><dd>\(MarkupText.escaped(fact.value))</dd></div>\n"
                )
            }
            append("</dl>\n")
        case .table(let table): add(table)
        case .chart(let figure, let label):
            append("<figure class=\"chart\">\(Self.embedded(figure.svg, label: label))</figure>\n")
        case .film(let film, let label): add(film, label: label)
        case .panel(let panel, let label): add(panel, label: label)
        case .picture(let png, let label, let caption): addPicture(png, label: label, caption: caption)
        case .player(let record): add(record)
        case .links(let links):
            append("<ul class=\"links\">\n")
            for link in links { append("<li>\(Self.anchor(link))</li>\n") }
            append("</ul>\n")
        case .overview(let rows): add(rows)
        case .columns(let columns):
            append("<div class=\"columns\">\n")
            for column in columns {
                append("<div>\n")
                for section in column { add(section) }
                append("</div>\n")
            }
            append("</div>\n")
        }
    }

    static func anchor(_ link: HTMLLink) -> String {
        "<a href=\"\(MarkupText.url(ofPath: link.path))\">\(MarkupText.escaped(link.text))</a>"
    }

    /// An SVG file embedded in the page, with a description for screen readers.
    /// - Parameter over: marks drawn over it.
    static func embedded(_ svg: String, label: String, over marks: String = "") -> String {
        let attributes = "<svg role=\"img\" aria-label=\"\(MarkupText.escaped(label))\" "
        var body = svg.dropFirst("<svg ".count)
        while body.last?.isNewline == true { body.removeLast() }
        return attributes + body.dropLast("</svg>".count) + marks + "</svg>"
    }
}
