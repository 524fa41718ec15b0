internal import ExplanationPictures
internal import TestSupport
internal import Testing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The text of pages and vector pictures, as the files in `Fixtures/explanation` have it.
///
/// `CROQUIS_RECORD=1` writes them anew; look at them in a browser before you commit them.
@Suite struct GoldenMarkupTests {
    private func check(_ text: String, _ name: String) throws {
        let path = TestFiles.fixture("explanation/\(name)")
        if getenv("CROQUIS_RECORD") != nil, let file = fopen(path, "wb") {
            let bytes = Array(text.utf8)
            fwrite(bytes, 1, bytes.count, file)
            fclose(file)
        }
        let golden = String(decoding: try #require(TemporaryFolder.read(path: path), "\(path)"), as: UTF8.self)
        // Not the whole texts, of which a failure would be two pages.
        let lines = (text.split(separator: "\n"), golden.split(separator: "\n"))
        let first = zip(lines.0, lines.1).first { $0 != $1 }
        #expect(text == golden, "\(name): \(first.map { "\($0) instead of \($1)" } ?? "more or fewer lines")")
    }

    @Test func page() throws {
        let record = try SampleRecords.house(steps: 3, label: "barn")
        let page = HTMLPage(
            of: record,
            title: "From barn to house",
            subtitle: "barn.svg",
            facts: [HTMLFact("mode", "transfer")],
            links: [HTMLLink("film strip", path: "film.png")]
        )
        try check(page.text, "page.html")
    }

    @Test func film() throws {
        let panels = FilmStrip(try SampleRecords.house(steps: 3)).rows[0].panels
        try check(
            FilmStrip([.init(panels, title: "start 1 <best>"), .init(panels.dropLast(), title: "")]).svg,
            "film.svg"
        )
    }

    @Test func animation() throws {
        try check(MotionAnimation(SampleRecords.house(steps: 3, label: "barn & shed")).svg, "animation.svg")
    }
}
