internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import SketchReports

@Suite struct WordsTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1 000"), (-185_473, "-185 473")])
    func `digits are in groups of three`(value: Int, text: String) { #expect(Counting.grouped(value) == text) }

    @Test(arguments: [(0.1 + 0.2, 3, "0.3"), (-0.0001, 2, "0"), (2e9, 1, "2000000000"), (1e300, 1, "1e+300")])
    func `numbers are rounded`(value: Double, digits: Int, text: String) {
        #expect(Counting.rounded(value, digits: digits) == text)
    }

    @Test(arguments: [(0.0004, "0.0 %"), (0.9314, "93.1 %"), (1, "100.0 %")])
    func `shares have one digit`(share: Double, text: String) { #expect(Counting.percent(share) == text) }

    @Test func `names are cut or padded to a width`() {
        #expect("rabbit".fitted(to: 4) == "rab…" && "cat".fitted(to: 4) == "cat ")
    }

    @Test func `a table's columns are as wide as their longest cell`() {
        var table = AlignedTable(["name", "count", "what"], leftColumns: [0, 2])
        table.add(["a", "12 345", "one"])
        #expect(table.lines == ["name   count  what", "a     12 345  one"])
    }

    @Test(arguments: [
        (SourcePosition.file, "a.npz", "a"), (.text(line: 17, column: 3), "a.npz:17", "a-17"),
        (.bytes(offset: 96, record: 4), "a.npz:5", "a-5"), (.bytes(offset: 96, record: nil), "a.npz:3", "a-3"),
    ])
    func `a sketch has the place that messages name`(position: SourcePosition, place: String, folder: String) {
        let source = SketchSource(name: "a.npz", index: 2, position: position)
        #expect(source.place(oneSketchExtensions: ["svg"]) == place)
        #expect(source.folderName(isAlone: false) == folder)
    }

    @Test func `messages of a kind differ in digits and quoted parts`() {
        let kind = MessageLimit.kind(of: "stroke 3 has 12 x and '7' y, größer als 5")
        #expect(kind == MessageLimit.kind(of: "stroke 48 has 1 x and 'three' y, größer als 66"))
        #expect(kind == "stroke  has  x and ' y, größer als ")
    }

    @Test func `a page is named by its number`() {
        var source = SketchSource(name: "a/notes.xopp", position: .text(line: 17, column: 3))
        source.page = 2
        #expect(source.place(oneSketchExtensions: ["xopp"]) == "a/notes.xopp (page 2)")
        #expect(source.folderName(isAlone: true) == "notes-2")
    }

    @Test func `no two results get one name`() throws {
        let folder = try TemporaryFolder()
        var results = try ResultDirectory(path: folder.path + "/out", force: false, taken: ["index.html"])
        #expect(["cat", "cat", "dog"].map { results.unique($0) } == ["cat", "cat-2", "dog"])
        #expect(results.unique("index", ".html") == "index-2.html")
        try results.write("text", to: "cat/a.txt")
        #expect(throws: Fault.self) { try ResultDirectory(path: folder.path + "/out", force: false, taken: []) }
    }
}
