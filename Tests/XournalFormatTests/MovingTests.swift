internal import ArrayFiles
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import XournalFormat

/// Documents in which only the places of strokes change.
struct MovingTests {
    private func move(_ document: String, page: Int? = nil, by offsets: [Point]) throws -> String {
        let bytes = try XournalFormat().moving(Array(document.utf8), named: "a.xopp", page: page, by: offsets)
        #expect(bytes.starts(with: [0x1f, 0x8b]))
        return try Documents.text(of: bytes)
    }

    private func fault(_ document: String, page: Int? = nil, by offsets: [Point]) -> String? {
        #expect(throws: Fault.self) { try move(document, page: page, by: offsets) }?.description
    }

    @Test func onlyTheNumbersChange() throws {
        let path = Documents.fixture("house.xopp")
        let house = String(decoding: try #require(TemporaryFolder.read(path: path)), as: UTF8.self)
        let none = Array(repeating: Point.zero, count: 4)
        #expect(try move(house, page: 1, by: none) == house)
        let moved = try move(house, page: 1, by: [.zero, Point(10, -0.5), .zero, Point(0.25, 0)])
        #expect(
            moved
                == house.replacing("\n90 160\n150 100.125 210 160\n", with: "\n100 159.5\n160 99.625 220 159.5\n")
                .replacing("180 230 180 230", with: "180.25 230 180.25 230")
        )
        // The eraser's stroke is not counted among them.
        let last = try move(house, page: 3, by: [Point(1, 1), Point(0, -1)])
        #expect(
            last
                == house.replacing("10 20 30.5 40<", with: "11 21 31.5 41<").replacing(
                    "50 20 30.5 40 -7 1e1",
                    with: "50 19 30.5 39 -7 9"
                )
        )
        #expect(try move(house, page: 2, by: []) == house)
        let packed = try #require(TemporaryFolder.read(path: Documents.fixture("house-gzip.xopp")))
        let again = try XournalFormat().moving(packed, named: "a.xopp", page: 1, by: none)
        #expect(try Documents.text(of: again) == house)
    }

    /// An archive keeps its members, and only the document changes.
    @Test func archives() throws {
        let package = try #require(TemporaryFolder.read(path: Documents.fixture("house-package.xopp")))
        let moved = try XournalFormat().moving(package, named: "a.xopp", page: 3, by: [.zero, Point(1, 0)])
        let (before, after) = (try ZipArchive(BytesInMemory(package)), try ZipArchive(BytesInMemory(moved)))
        #expect(after.members.map(\.name) == before.members.map(\.name))
        for (old, new) in zip(before.members, after.members) {
            let (old, new) = (try Self.bytes(of: old, in: before), try Self.bytes(of: new, in: after))
            let text = String(decoding: old, as: UTF8.self).replacing(
                "50 20 30.5 40 -7 1e1",
                with: "51 20 31.5 40 -6 1e1"
            )
            #expect(String(decoding: new, as: UTF8.self) == text)
        }
        #expect(Documents.read(moved).sketches.map(\.strokeCount) == [4, 0, 2])
        let damaged = Array(package.dropLast(30))
        let fault = #expect(throws: Fault.self) {
            try XournalFormat().moving(damaged, named: "a.xopp", page: 1, by: [])
        }
        #expect(fault?.description == "a.xopp: error: is not a ZIP archive: it has no end record")
    }

    private static func bytes(of member: ZipArchive.Member, in archive: ZipArchive) throws -> [UInt8] {
        let stream = try archive.open(member)
        var bytes: [UInt8] = []
        while try stream.read(1 << 20, into: &bytes) > 0 {}
        return bytes
    }

    @Test func whatIsReadHasMoved() throws {
        var random = SeededGenerator(seed: 4)
        for sketch in SampleSketches.simple {
            let (bytes, _) = try Documents.write([Sketch(), sketch])
            let offsets = (0..<sketch.strokeCount).map { _ in Point(random.unit() * 9 - 4, random.unit() * 9) }
            let moved = try XournalFormat().moving(bytes, named: "a.xopp", page: 2, by: offsets)
            let (before, after) = (Documents.read(bytes).sketches, Documents.read(moved).sketches)
            #expect(after[0] == before[0])
            var expected = before[1]
            for stroke in 0..<sketch.strokeCount {
                for index in expected.range(ofStroke: stroke) {
                    expected.points[index] = expected.points[index] + offsets[stroke]
                }
            }
            #expect(after[1] == expected)
        }
    }

    @Test func faults() throws {
        let page = Documents.page("<stroke tool='pen'>1 2 3 4</stroke>")
        let one = Point(1, 1)
        #expect(
            fault(page, by: [])
                == "a.xopp:1:38: error: the page has 1 stroke, but offsets are given for 0"
        )
        #expect(fault(page, page: 2, by: [one]) == "a.xopp:1:1: error: there is no page 2: the document has 1 page")
        #expect(fault(page, page: 0, by: [one]) == "a.xopp:1:1: error: there is no page 0: the document has 1 page")
        #expect(
            fault(page, by: [Point(.nan, 0)]) == "a.xopp:1:76: error: the offset of stroke 1 is not finite"
        )
        #expect(
            fault(Documents.page("<stroke>1e308 2</stroke>"), by: [Point(1.7e308, 0)])
                == "a.xopp:1:76: error: stroke 1 would be moved beyond the largest number"
        )
        let advice = "convert the document first, which writes plain numbers"
        for points in ["1 &#50; 3 4", "1 2 <!-- 3 --> 4", "<![CDATA[1 2]]>"] {
            #expect(
                fault(Documents.page("<stroke>\(points)</stroke>"), by: [one])?
                    .hasSuffix(
                        "error: the points of stroke 1 are not written as plain text, so it cannot be moved; \(advice)"
                    )
                    ?? false,
                "\(points)"
            )
        }
        let entity = "<!DOCTYPE xournal [<!ENTITY e '<stroke>1 2</stroke>'>]>"
        #expect(
            fault(entity + Documents.page("&e;&e;"), by: [one, one])?.contains("are not written as plain text") ?? false
        )
        #expect(fault("<html/>", by: []) == "a.xopp:1:1: error: the root element is 'html', not 'xournal'")
    }
}
