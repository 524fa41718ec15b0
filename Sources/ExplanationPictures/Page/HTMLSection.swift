package import Charts

/// A part of a page.
package indirect enum HTMLSection: Sendable {
    case heading(String)
    case paragraph(String)
    case facts([HTMLFact])
    case table(HTMLTable)
    /// Drawn by the browser, in the page's colours and font; `label` says what is seen to those who do not.
    case chart(ChartFigure, label: String)
    case film(FilmStrip, label: String)
    /// One panel as wide as its column.
    case panel(SketchPanel, label: String)
    /// A PNG or APNG file, kept in the page.
    case picture(png: [UInt8], label: String, caption: String)
    /// A drawing whose strokes are moved by a slider, with the curve of its probabilities.
    case player(MotionRecord)
    case links([HTMLLink])
    /// Sketches in rows, each a link to its own page.
    case overview([OverviewRow])
    /// Side by side where there is room.
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
    /// What is read.
    package var text: String
    /// The file's path from the page's folder; what a URL cannot have in it is escaped.
    package var path: String

    package init(_ text: String, path: String) { (self.text, self.path) = (text, path) }
}

/// A sketch on a page of many.
package struct OverviewRow: Sendable, Hashable {
    /// The sketch's name, and its own page.
    package var link: HTMLLink
    /// Lines under the name: "from cat to dog", "97 %".
    package var notes: [String]
    /// Side by side, small: mostly the drawing, the start and the result.
    package var panels: [SketchPanel]

    package init(_ link: HTMLLink, notes: [String] = [], panels: [SketchPanel]) {
        (self.link, self.notes, self.panels) = (link, notes, panels)
    }
}
