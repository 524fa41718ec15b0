/// One page in one file that needs no other and no network, and has light and dark colours by the reader's choice.
///
/// All text is escaped. The page marks itself when its script has set it up (`data-ready` of the root element), and when
/// there was an error (`data-error`).
package struct HTMLPage: Sendable {
    /// The name of the window, and the heading.
    package var title: String
    /// A line under the heading; empty for none.
    package var subtitle: String
    package var sections: [HTMLSection]

    package init(title: String, subtitle: String = "", sections: [HTMLSection] = []) {
        (self.title, self.subtitle, self.sections) = (title, subtitle, sections)
    }

    /// The page of one sketch whose strokes moved: a player with a slider over the steps, the curve of the
    /// probabilities, a film strip, a table of the strokes, the facts, and the links.
    package init(
        of record: MotionRecord,
        title: String,
        subtitle: String = "",
        facts: [HTMLFact] = [],
        links: [HTMLLink] = []
    ) {
        self.init(title: title, subtitle: subtitle, sections: Self.sections(record, facts, links))
    }

    /// The page as a file's text.
    package var text: String { HTMLWriter.text(of: self) }
}
