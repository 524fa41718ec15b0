internal import ExplanationPictures
internal import SketchStreams

/// The pages of many sketches, a hundred on each, with links between them.
struct InversionPages {
    private var rows: [OverviewRow] = []
    private var number = 1
    private var sketches = 0

    private static let rowLimit = 100

    static func name(_ number: Int) -> String { number == 1 ? "index.html" : "index-\(number).html" }

    /// Takes a sketch, whose page is in `folder`.
    /// - Returns: a page that is full, and its name.
    mutating func add(_ row: OverviewRow, folder: String) -> (name: String, text: String)? {
        let page = rows.count == Self.rowLimit ? next(isLast: false) : nil
        var row = row
        row.link.path = PathText.join(folder, row.link.path)
        rows.append(row)
        sketches += 1
        return page
    }

    /// The last page, and its name; `nil` where there is no sketch.
    mutating func finish() -> (name: String, text: String)? { rows.isEmpty ? nil : next(isLast: true) }

    private mutating func next(isLast: Bool) -> (name: String, text: String) {
        var links: [HTMLLink] = []
        if number > 1 { links.append(HTMLLink("the sketches before", path: Self.name(number - 1))) }
        if !isLast { links.append(HTMLLink("the sketches after", path: Self.name(number + 1))) }
        let range = "sketches \(Counting.grouped(sketches - rows.count + 1)) to \(Counting.grouped(sketches))"
        let page = HTMLPage(
            title: "Stroke location inversion",
            subtitle: range,
            sections: [.overview(rows)] + (links.isEmpty ? [] : [.links(links)])
        )
        rows.removeAll(keepingCapacity: true)
        number += 1
        return (Self.name(number - 1), page.text)
    }
}
