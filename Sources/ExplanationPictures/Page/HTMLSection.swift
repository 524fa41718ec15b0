package import Charts

/// A part of a page.
package indirect enum HTMLSection: Sendable {
    case heading(String)
    case paragraph(String)
    case facts([HTMLFact])
    case table(HTMLTable)
    /// Drawn by the browser, in the page's colours and font; `label` describes it for screen readers.
    case chart(ChartFigure, label: String)
    case film(FilmStrip, label: String)
    /// A single panel, as wide as its column.
    case panel(SketchPanel, label: String)
    /// A PNG or APNG file, embedded in the page.
    case picture(png: [UInt8], label: String, caption: String)
    /// A drawing whose strokes are moved with a slider, and the curve of its probabilities.
    case player(MotionRecord)
    case links([HTMLLink])
    /// Sketches in rows, each linked to its own page.
    case overview([OverviewRow])
    /// Side by side if there is room.
    case columns([[HTMLSection]])
}

/// A name and a value.
package struct HTMLFact: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}

/// A link to a file beside the page.
package struct HTMLLink: Sendable, Hashable {
    /// The link's text.
    package var text: String
    /// The file's path relative to the page's folder; characters that a URL cannot contain are escaped.
    package var path: String

    package init(_ text: String, path: String) { (self.text, self.path) = (text, path) }
}

/// A sketch on a page of several.
package struct OverviewRow: Sendable, Hashable {
    /// The sketch's name, linked to its own page.
    package var link: HTMLLink
    /// Lines under the name: "from cat to dog", "97 %".
    package var notes: [String]
    /// Small, side by side: usually the drawing, the start and the result.
    package var panels: [SketchPanel]

    package init(_ link: HTMLLink, notes: [String] = [], panels: [SketchPanel]) {
        (self.link, self.notes, self.panels) = (link, notes, panels)
    }
}
