/// A self-contained page that needs no network, with light and dark colours by the reader's preference.
///
/// All text is escaped. Once its script has set it up, the page sets `data-ready` on the root element; after an error
/// it sets `data-error`.
package struct HTMLPage: Sendable {
    /// The window title, which is also the heading.
    package var title: String
    /// The line under the heading; may be empty.
    package var subtitle: String
    package var sections: [HTMLSection]

    package init(title: String, subtitle: String = "", sections: [HTMLSection] = []) {
        (self.title, self.subtitle, self.sections) = (title, subtitle, sections)
    }

    /// The page of one sketch whose strokes moved: a player with a slider over the steps, the curve of the
    /// probabilities, a film strip, a table of the strokes, the facts and the links.
    package init(
        of record: MotionRecord,
        title: String,
        subtitle: String = "",
        facts: [HTMLFact] = [],
        links: [HTMLLink] = []
    ) {
        self.init(title: title, subtitle: subtitle, sections: Self.sections(record, facts, links))
    }

    /// The text of the HTML file.
    package var text: String { HTMLWriter.text(of: self) }
}
