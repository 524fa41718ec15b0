internal import SVGFormat
internal import SketchModel
internal import TestSupport
internal import Testing

/// The results of moving strokes that are drawn by references.
struct MovingReferenceTests {
    private static let defs =
        "<defs><g id='g' stroke='red'><path id='p' d='M0 0h1'/><path d='M2 2h1'/></g></defs>"

    @Test func aUseWhoseStrokesMoveAlikeStays() {
        #expect(
            Moving.body(
                Self.defs + "<use href='#g' x='5'/><use href='#p'/>",
                by: [Point(1, 2), Point(1, 2), Point(3, 4)]
            )
                == Self.defs + "<use href='#g' x='5' transform=\"translate(1 2)\"/>"
                + "<use href='#p' transform=\"translate(3 4)\"/>"
        )
    }

    @Test func aUseWhoseStrokesPartIsDrawnOut() {
        #expect(
            Moving.body(
                Self.defs + "<use id='u' href='#g' x='5' transform='scale(2)' class='c'><title>x</title></use>",
                by: [Point(1, 2), Point(3, 4)]
            )
                == Self.defs + "<g id='u' transform='scale(2) translate(5 0)' class='c'><title>x</title>"
                + "<g stroke='red'><path d='M0 0h1' transform=\"translate(0.5 1)\"/>"
                + "<path d='M2 2h1' transform=\"translate(1.5 2)\"/></g></g>"
        )
    }

    @Test func aUseWhoseTargetMovesIsDrawnOut() {
        #expect(
            Moving.body("<path id='p' d='M0 0h1'/><use href='#p' y='5'/>", by: [Point(1, 2), .zero])
                == "<path id='p' d='M0 0h1' transform=\"translate(1 2)\"/>"
                + "<g transform=\"translate(0 5)\"><path d='M0 0h1'/></g>"
        )
    }

    @Test func aSymbolKeepsItsViewport() {
        #expect(
            Moving.body(
                "<symbol id='s' viewBox='0 0 10 10' x='3'><path d='M0 0h1M2 2h1'/></symbol><use href='#s' width='20' height='20'/>",
                by: [.zero, Point(2, 4)]
            )
                == "<symbol id='s' viewBox='0 0 10 10' x='3'><path d='M0 0h1M2 2h1'/></symbol>"
                + "<g><svg viewBox='0 0 10 10' width=\"20\" height=\"20\">"
                + "<path d='M0 0h1'/><path d='M2 2h1' transform=\"translate(1 2)\"/></svg></g>"
        )
    }

    /// Rules may find an element by its id or by its position, neither of which its copy has.
    @Test func rulesAreWrittenIntoCopies() {
        let head =
            "<style>#p{stroke-width:2}defs>g>path{stroke:blue}use{stroke-linecap:round}</style>" + Self.defs
        #expect(
            Moving.body(head + "<use href='#g'/>", by: [Point(1, 2), Point(3, 4)])
                == head + "<g style=\"stroke-linecap:round;\"><g stroke='red'>"
                + "<path d='M0 0h1' transform=\"translate(1 2)\" style=\"stroke:blue;stroke-width:2;\"/>"
                + "<path d='M2 2h1' transform=\"translate(3 4)\" style=\"stroke:blue;\"/></g></g>"
        )
    }

    /// A reference inside a copy stays one if its strokes move by the same offset.
    @Test func usesInUses() {
        let defs =
            "<defs><g id='a'><use href='#b' x='1'/><use href='#b' x='2'/></g><path id='b' d='M0 0h1M1 1h1'/></defs>"
        let (a, b) = (Point(1, 2), Point(3, 4))
        #expect(
            Moving.body(defs + "<use href='#a'/>", by: [a, a, b, .zero])
                == defs + "<g><g><use href='#b' x='1' transform=\"translate(1 2)\"/><g transform=\"translate(2 0)\">"
                + "<path d='M0 0h1' transform=\"translate(3 4)\"/><path d='M1 1h1'/></g></g></g>"
        )
    }

    @Test func aUseInTheTargetOfAnother() {
        let markup = "<defs><path id='p' d='M0 0h1'/></defs><g id='g'><use id='u' href='#p'/></g><use href='#g' x='9'/>"
        #expect(
            Moving.body(markup, by: [Point(1, 1), .zero])
                == "<defs><path id='p' d='M0 0h1'/></defs><g id='g'><use id='u' href='#p' transform=\"translate(1 1)\"/></g>"
                + "<g transform=\"translate(9 0)\"><g><use href='#p'/></g></g>"
        )
    }

    @Test func prefixesAreKept() throws {
        let document = """
            <s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"
              stroke="red" fill="none"><s:symbol id="a"><s:path d="M0 0h1M1 1h1"/></s:symbol><s:use xlink:href="#a"/></s:svg>
            """
        let moved = String(decoding: try Moving.move(document, by: [Point(1, 1), .zero]), as: UTF8.self)
        let end = """
            <s:g><s:svg width="9" height="9"><s:path d="M0 0h1" transform="translate(1 1)"/><s:path d="M1 1h1"/></s:svg></s:g></s:svg>
            """
        #expect(moved.hasSuffix(end), "\(moved)")
    }
}
