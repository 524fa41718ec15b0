internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Reading a document whose strokes were moved gives its sketch with the strokes moved, whatever the document.
struct MovingTests {
    @Test(arguments: GoldenTests.names)
    func fixtures(name: String) throws {
        let bytes = try ByteSource(path: GoldenTests.folder + name + ".svg").readToEnd(limit: 1 << 20)
        for seed in 0..<8 { Moving.checkRoundTrip(bytes, seed: UInt64(seed), name) }
        var format = SVGFormat()
        format.fill = .outline
        Moving.checkRoundTrip(bytes, seed: 9, name, format)
        format.tolerance = .units(2)
        Moving.checkRoundTrip(bytes, seed: 10, name, format)
    }

    @Test func drawings() throws { try expectMoved(RealDataTests.files(in: TestFiles.fixture("drawings"))) }

    @Test(.realData, arguments: ["tu-berlin", "semantic-parts", "quickdraw"])
    func realDrawings(folder: String) throws {
        let paths = RealDataTests.files(in: TestFiles.realData("svg/\(folder)"))
        try expectMoved(TestFiles.readsAll ? paths : Array(paths.prefix(24)))
    }

    private func expectMoved(_ paths: [String]) throws {
        for path in paths {
            let bytes = try ByteSource(path: path).readToEnd(limit: 1 << 20)
            Moving.checkRoundTrip(bytes, seed: 1, path)
            try expectTranslationsAlone(bytes, path)
        }
    }

    /// Documents whose paths are one stroke each, and without references to what moves.
    @Test(arguments: ["inkscape-style", "plotter-style", "tu-berlin-style", "illustrator-style"])
    func bytesThatNeedNotChange(name: String) throws {
        let bytes = try ByteSource(path: GoldenTests.folder + name + ".svg").readToEnd(limit: 1 << 20)
        try expectTranslationsAlone(bytes, name)
    }

    private func expectTranslationsAlone(_ bytes: [UInt8], _ name: String) throws {
        let sketch = try #require(FormatHarness.read(bytes, name: name, as: SVGFormat()).sketches.first)
        let moved = try SVGFormat().moving(bytes, named: name, by: Moving.offsets(for: sketch, seed: 2))
        #expect(Moving.differByTranslationsAlone(bytes, moved), "\(name): \(String(decoding: moved, as: UTF8.self))")
        #expect(!Moving.differByTranslationsAlone(bytes + [0x20], moved))
    }

    /// Files that are made to do harm, as far as they can be read.
    @Test(arguments: ["huge-coordinates", "huge-view-box", "latin1", "use-cycle", "utf16"])
    func hostileFixtures(name: String) throws {
        let bytes = try ByteSource(path: TestFiles.fixture("hostile/svg/\(name).svg")).readToEnd(limit: 1 << 20)
        let sketch = try #require(FormatHarness.read(bytes, name: name, as: SVGFormat()).sketches.first)
        let offsets = Moving.offsets(for: sketch, seed: 1)
        let moved = try SVGFormat().moving(bytes, named: name, by: offsets)
        let again = try #require(FormatHarness.read(moved, name: name, as: SVGFormat()).sketches.first)
        #expect(Moving.error(sketch, by: offsets, again) < 1e-11)
        #expect(again.metadata == sketch.metadata)
    }

    private static let documents = [
        // Line endings, a byte order mark, comments with tags in them, processing instructions, CDATA.
        "\u{feff}<?xml version='1.0'?>\r\n<!-- <path> -->\r\n<svg viewBox='0 0 99 99' stroke='red' fill='none'>\r\n"
            + "<?x <path/> ?><path\r\nd='M0 0\r\nl5 5\r\nm2 2\r\nl1 1'\r\n/><style><![CDATA[ path > b {} </g> ]]></style>"
            + "\r\n\t<path d='M1 1c1 5 3 4 9 9m1 1a3 4 5 0 1 6 6'/></svg>\r\n<!-- end -->\r\n",
        // Quotes of both sorts with the other within, references to characters and entities in values.
        "<!DOCTYPE svg [<!ENTITY d 'M1 1L2 3m5 6h1'><!ENTITY t 'rotate(20)'>]><svg viewBox='0 0 99 99' stroke='red' fill='none'>"
            + "<path data-x=\"it's > '/>'\" d='&d;' data-y='\"/>' transform='&t; scale(2)'/><path d='M1&#32;1&#x4c;2 2'/></svg>",
        // Groups in groups, and a root with a transform.
        "<svg viewBox='5 6 99 99' stroke='red' fill='none' transform='scale(3 -2)'><g transform='rotate(33) skewX(20)'>"
            + "<g style='transform: translate(5px, 6px) scale(.1)'><path d='M1 1L2 2'/><circle r='5' transform='skewY(3)'/>"
            + "</g><svg x='10%' y='5' width='50%' height='40' viewBox='1 2 3 4' preserveAspectRatio='none'>"
            + "<path d='m1 1 1 1zl2 2m1 1h1'/><rect width='50%' height='10%'/></svg></g></svg>",
        // References to what is drawn itself, of each other, with sizes and styles.
        "<svg viewBox='0 0 99 99' stroke='red' fill='none'><g id='a' transform='scale(2)'><path id='p' d='M1 1h2m3 3h4'/>"
            + "<use href='#p' transform='rotate(45)' x='3' style='stroke-width:2'><title id='t'>x</title></use></g><use href='#a' x='7'/>"
            + "<use href='#s' width='50%' height='20' x='5' transform='rotate(5)'/><use href='#n' width='30'/>"
            + "<symbol id='s' viewBox='0 0 4 8' transform='skewX(3)'><use href='#a'/><line x1='10%' y2='50%'/></symbol>"
            + "<defs><svg id='n' x='2' width='9' height='9' viewBox='0 0 3 3'><circle r='1'/><circle r='.5'/></svg></defs></svg>",
        // Styles by place and id, with quotes and other languages in them.
        "<svg viewBox='0 0 99 99'><style>defs > #b path[d] { stroke: red; fill: none; font-family: \"é's\" } "
            + "#b { transform: rotate(9deg) } @media print { path { stroke: none } }</style>"
            + "<defs><g id='b'><path d='M0 0h1m1 1h1'/><path style='fill:red' d='M9 9h1'/></g></defs>"
            + "<use href='#b'/><use href='#b' style='transform: scale(2)' x='3'/></svg>",
        // What the format's own writer keeps.
        "<svg viewBox='0 0 9 9' stroke='red' fill='none' data-word='cat'><path d='M0 0L1 1' data-t='0 1' data-pressure='1 1'/>"
            + "<path d='M5 5h0' data-points='1' data-t='2' data-pressure='1'/><path d='' data-points='0'/>"
            + "<path d='M0 0L1 1M2 2L3 3' data-t='3 4 5 6' data-pressure='0 .5 .25 1'/></svg>",
        // Shapes that are no strokes stay.
        "<svg viewBox='0 0 9 9'><rect width='9' height='9'/><path stroke='red' d='M0 0h1'/><text>a</text><switch><image/>"
            + "</switch><path d='M0 0h1v1'/><path stroke='red' visibility='hidden' d='M0 0h1v1'/></svg>",
    ]

    @Test(arguments: documents.indices)
    func handWrittenDocuments(index: Int) {
        for seed in 0..<16 { Moving.checkRoundTrip(Array(Self.documents[index].utf8), seed: UInt64(seed), "\(index)") }
    }

    @Test(arguments: documents.indices)
    func handWrittenDocumentsInUTF16(index: Int) {
        let text = Self.documents[index].drop { $0 == "\u{feff}" }
        for isBigEndian in [false, true] {
            var bytes: [UInt8] = isBigEndian ? [0xfe, 0xff] : [0xff, 0xfe]
            for unit in text.utf16 {
                let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
                bytes += isBigEndian ? [high, low] : [low, high]
            }
            Moving.checkRoundTrip(bytes, seed: 3, "\(index)")
        }
    }

    /// Groups of transforms, shapes and references at random.
    @Test func randomDocuments() {
        for seed in 0..<200 {
            var author = RandomDocument(seed: UInt64(seed))
            Moving.checkRoundTrip(Array(author.write().utf8), seed: UInt64(seed), "document \(seed)")
        }
    }

    @Test func gzippedDocuments() throws {
        let plain = Array((Moving.rootStart + "<path d='M0 0h1'/></svg>").utf8)
        var member = GzipMember()
        let piece = try DeflatedPiece(plain)
        member.add(piece)
        let gzipped = GzipMember.header + piece.bytes + member.trailer
        let moved = try SVGFormat().moving(gzipped, named: "cat.svgz", by: [Point(1, 2)])
        #expect(try moved == SVGFormat().moving(plain, named: "cat.svg", by: [Point(1, 2)]))
        #expect(try SVGFormat().moving(gzipped, named: "cat.svgz", by: [.zero]) == plain)
    }

    // MARK: Faults

    @Test(arguments: [
        ("<svg>", [], "1:6: error: not well-formed XML: no element found"),
        (
            "<svg stroke='red'><path d='M0 0h1'/></svg>", [],
            "1:1: error: the drawing has 1 stroke, but offsets are given for 0"
        ),
        (
            "<svg stroke='red'><path d='M0 0h1M1 1h1'/></svg>", [Point(1, 1)],
            "1:1: error: the drawing has 2 strokes, but offsets are given for 1"
        ),
        (
            "<svg stroke='red'>\n<path d='M0 0h1'/></svg>", [Point(1, .nan)],
            "2:1: error: the offset of stroke 1 is not finite"
        ),
        (
            "<svg stroke='red'>\n<g transform='scale(1 1e-320)'> <path d='M0 0h1'/></g></svg>", [Point(1, 1)],
            "2:33: error: this path is in a transform that has no inverse, so it cannot be moved; "
                + "convert the drawing first, which makes one path per stroke"
        ),
        (
            "<!DOCTYPE svg [<!ENTITY p \"<path d='M0 0h1'/>\">]><svg stroke='red'>\n&p;</svg>", [Point(1, 1)],
            "2:1: error: this path is written in an entity, so it cannot be moved by itself; "
                + "convert the drawing first, which makes one path per stroke"
        ),
        (
            // The copy of the target would have a prefix that is not declared in its new place.
            "<svg stroke='red'><g xmlns:a='http://www.w3.org/2000/svg'><a:path id='p' d='M0 0h1'/></g>\n<use href='#p'/></svg>",
            [Point(1, 1), .zero],
            "2:1: error: stroke 2 would not be the same after its move: its shape or style depends on its place in the file; "
                + "convert the drawing first, which makes one path per stroke"
        ),
        (
            "<svg stroke='red'><path d='M0 0h1'/></svg>", [Point(1e101, 1)],
            "1:19: error: stroke 1 would not be the same after its move: its shape or style depends on its place in the file; "
                + "convert the drawing first, which makes one path per stroke"
        ),
    ])
    func faults(document: String, offsets: [Point], message: String) {
        #expect(Moving.fault(document, by: offsets) == "cat.svg:" + message)
    }

    /// Strokes in a transform that has no inverse within the numbers may stay where they are.
    @Test func aFlatStrokeThatStays() {
        let markup = "<g transform='scale(1 1e-320)'><path d='M0 0h1'/></g><path d='M0 0h1'/>"
        #expect(
            Moving.body(markup, by: [.zero, Point(1, 1)]) == markup.dropLast(2) + " transform=\"translate(1 1)\"/>"
        )
    }

    /// Each reference draws out twenty others.
    @Test func referencesThatGrow() {
        var body = "<defs><path id='a0' d='M0 0h1'/>"
        for level in 1...3 {
            body +=
                "<g id='a\(level)'>"
                + String(repeating: "<use href='#a\(level - 1)' x='1'/>", count: 20) + "</g>"
        }
        body += "</defs><use href='#a3'/>"
        Moving.checkRoundTrip(Array((Moving.rootStart + body + "</svg>").utf8), seed: 1)
        var chain = "<defs><g id='a0'><path d='M0 0h1'/><path d='M0 0h1'/></g>"
        for level in 1...80 { chain += "<g id='a\(level)'><use href='#a\(level - 1)'/></g>" }
        chain += "</defs><use href='#a80'/>"
        #expect(
            Moving.body(chain, by: [Point(1, 1), .zero]).hasSuffix(": error: elements are nested more than 64 deep")
        )
    }

    /// Whatever is done to a document, its strokes are moved or it says why not.
    @Test func mutants() throws {
        let tokens = [
            "<g>", "</g>", "<svg>", "<use href='#r'/>", "id='r'", "1e308", "1e60", "&e;", "<style>", "{", "}", "M", "a",
            "z", "m1 1h1", "scale(1e99)", "<![CDATA[", "]]>", "<!--", "-->", "<?a", "display:none", "\u{0}", "%", "'",
            "\"",
        ]
        var mutator = Mutator(seed: 7, tokens: tokens)
        var format = SVGFormat()
        // Coarse, so that huge curves stay cheap.
        format.tolerance = .units(1e50)
        var moved = 0
        var otherwiseFlattened = 0
        let rounds = Mutator.rounds(2_400)
        for number in 0..<rounds {
            let document = Array(Self.documents[number % Self.documents.count].utf8)
            var mutant = mutator.mutate(document, other: Array(Self.documents[number % 3].utf8))
            if number % 3 > 0 {
                // Well-formed whatever happens, so that all values are wrong in turn.
                let value =
                    "M1 1.5L2,2m1 1a2 2 0 115 0c1 1,2-2 3 3zq1 1 2 2M5 5t1 1 rotate(9)scale(1,-2) stroke:red;transform:scale(2)"
                let text = String(
                    decoding: mutator.mutate(Array(value.utf8), other: document).map {
                        $0 < 32 || $0 > 126 || [34, 38, 60].contains($0) ? 32 : $0
                    },
                    as: UTF8.self
                )
                mutant = Array(
                    """
                    <svg stroke="red" viewBox="\(text)"><style>\(text){stroke:red}path{\(text)}</style>
                    <g id="r" transform="\(text)" style="\(text)"><path id="\(text)" d="\(text)" transform="\(text)"/></g>
                    <use href="#r" x="\(text)" class="\(text)"/><path d="\(text)" data-t="\(text)"/>
                    <use href="#\(text)" style="\(text)"><title>\(text)</title></use><path d="M0 0h1\(text)"/></svg>
                    """.utf8
                )
            }
            guard let sketch = FormatHarness.read(mutant, name: "mutant.svg", as: format).sketches.first else {
                continue
            }
            let offsets = Moving.offsets(for: sketch, seed: UInt64(number))
            do {
                let result = try format.moving(mutant, named: "mutant.svg", by: offsets)
                let again = try #require(FormatHarness.read(result, name: "again.svg", as: format).sketches.first)
                #expect(again.strokeCount == sketch.strokeCount)
                if again.strokeEnds == sketch.strokeEnds {
                    let error = Moving.error(sketch, by: offsets, again)
                    #expect(error < 1e-9, "\(String(decoding: mutant, as: UTF8.self))")
                } else {
                    otherwiseFlattened += 1
                }
                moved += 1
            } catch let fault as Fault {
                #expect(fault.reason is SVGError && fault.position != .file)
            }
        }
        // Most of those that can be read can be moved.
        #expect(8 * moved > 5 * rounds)
        // Curves of huge coordinates may get a segment more or less.
        #expect(otherwiseFlattened < 10)
    }
}
