internal import SVGFormat
internal import SketchModel
internal import TestSupport
internal import Testing

/// The results of moving the strokes of shapes, byte for byte.
struct MovingShapeTests {
    private static let two = [Point(1, 2), Point(3.5, -4)]

    @Test func aShapeGetsATranslation() {
        #expect(
            Moving.body("<path d='M0 0h5'/>\n<line id=\"a\" x2='7' />", by: Self.two)
                == "<path d='M0 0h5' transform=\"translate(1 2)\"/>\n<line id=\"a\" x2='7' transform=\"translate(3.5 -4)\" />"
        )
    }

    @Test(arguments: [
        "<polyline points='0 0 1 1'/>", "<polygon points='0 0 1 1 2 0'/>", "<rect width='9' height='5' rx='1'/>",
        "<circle r='3'/>", "<ellipse rx='3' ry='2'/>", "<line x1='1'/>", "<path d='M0 0C1 2 3 4 5 6'/>",
    ])
    func everyShape(_ markup: String) {
        let moved = Moving.body(markup, by: [Point(0.1, 0)])
        #expect(moved == markup.dropLast(2) + " transform=\"translate(0.1 0)\"/>")
    }

    /// The new translation is applied last, in the parent's coordinates, so it is written first.
    @Test(arguments: [
        ("transform='rotate(30)'", "transform='translate(1 2) rotate(30)'"),
        ("transform=\"scale(2), rotate(5)\"", "transform=\"translate(1 2) scale(2), rotate(5)\""),
        ("transform = ' scale(2)'", "transform = 'translate(1 2)  scale(2)'"),
        ("transform='translate&#40;5&#x29;'", "transform='translate(1 2) translate&#40;5&#x29;'"),
        ("transform=''", "transform='translate(1 2)'"),
        ("transform='none'", "transform='translate(1 2)'"),
        ("transform='turn it'", "transform='translate(1 2)'"),
    ])
    func aTransformIsKeptBehindTheTranslation(own: String, expected: String) {
        #expect(
            Moving.body("<path \(own)\r\n d='M0 0h5'></path>", by: [Point(1, 2)])
                == "<path \(expected)\r\n d='M0 0h5'></path>"
        )
    }

    @Test func offsetsAreCarriedIntoTheParentsCoordinates() {
        #expect(
            Moving.body("<g transform='translate(9 9) scale(2 4)'><path d='M0 0h5'/></g>", by: [Point(1, 2)])
                == "<g transform='translate(9 9) scale(2 4)'><path d='M0 0h5' transform=\"translate(0.5 0.5)\"/></g>"
        )
        #expect(
            Moving.body(
                "<g transform='rotate(90)'><a><path transform='skewX(9)' d='M0 0h5'/></a></g>",
                by: [Point(1, 2)]
            )
                == "<g transform='rotate(90)'><a><path transform='translate(2 -1) skewX(9)' d='M0 0h5'/></a></g>"
        )
        #expect(
            Moving.body("<svg width='50' height='50' viewBox='0 0 10 10'><path d='M0 0h5'/></svg>", by: [Point(1, 2)])
                == "<svg width='50' height='50' viewBox='0 0 10 10'><path d='M0 0h5' transform=\"translate(0.2 0.4)\"/></svg>"
        )
    }

    /// The attribute has no effect there.
    @Test func aTransformOfTheStyleIsReplacedThere() {
        #expect(
            Moving.body("<path style='transform:scale(2)' d='M0 0h5'/>", by: [Point(1, 2)])
                == "<path style='transform:scale(2);transform:matrix(2, 0, 0, 2, 1, 2)!important' d='M0 0h5'/>"
        )
        #expect(
            Moving.body("<style>path{transform:scale(2)!important}</style><path d='M0 0h5'/>", by: [Point(1, 2)])
                == "<style>path{transform:scale(2)!important}</style>"
                + "<path d='M0 0h5' style=\"transform:matrix(2, 0, 0, 2, 1, 2)!important\"/>"
        )
    }

    /// What a document type declares exists without being written.
    @Test func impliedAttributes() throws {
        let document = """
            <!DOCTYPE svg [<!ATTLIST path transform CDATA "scale(2)" style CDATA "fill:none">]>
            <svg viewBox="0 0 100 100" stroke="red"><path d="M0 0h5"/></svg>
            """
        let moved = String(decoding: try Moving.move(document, by: [Point(1, 2)]), as: UTF8.self)
        #expect(moved.contains(#"<path d="M0 0h5" transform="translate(1 2) scale(2)"/>"#))
        Moving.checkRoundTrip(Array(document.utf8), seed: 1)
    }

    @Test func strokesThatStayLeaveNoTrace() {
        let markup = "<path d='M0 0h5M1 1h5'/><!-- <path d='M0 0'/> --><path d='M2 2h5'/>"
        #expect(Moving.body(markup, by: [.zero, Point(-0.0, 0), .zero]) == markup)
        #expect(
            Moving.body(markup, by: [.zero, .zero, Point(1, 1)])
                == "<path d='M0 0h5M1 1h5'/><!-- <path d='M0 0'/> --><path d='M2 2h5' transform=\"translate(1 1)\"/>"
        )
    }

    // MARK: Paths of several strokes

    @Test func subpathsThatMoveAlikeStayTogether() {
        #expect(
            Moving.body("<path d='M0 0h5m1 1h5'/>", by: [Point(1, 2), Point(1, 2)])
                == "<path d='M0 0h5m1 1h5' transform=\"translate(1 2)\"/>"
        )
    }

    @Test(arguments: [
        // Absolute moves stay as they are written.
        ("M0 0c1 1,2 2 3 3 M 5,5 s1 2 3 4", "M0 0c1 1,2 2 3 3", "M 5,5 s1 2 3 4"),
        // Relative moves become absolute, and the lines after them get their letter.
        ("m1 1 2 2 m 3 4 .5.5-1-1", "m1 1 2 2", "M6,7l.5.5-1-1"),
        ("m1 1l2 2m3 4,5 6", "m1 1l2 2", "M6,7l5 6"),
        ("m1 1l2 2m3 4q1 2 3 4t5 5", "m1 1l2 2", "M6,7q1 2 3 4t5 5"),
        // What follows a closed sub-path begins where that did.
        ("m1 1h2v2z l-3 -3", "m1 1h2v2z", "M1,1l-3 -3"),
        ("M1 1h2v2Z H-3", "M1 1h2v2Z", "M1,1H-3"),
        ("M1 1h2z zh1zz", "M1 1h2z", "M1,1h1z"),
        // Moves that nothing follows draw nothing.
        ("M0 0h5 m1 1m2 2h1 M9 9", "M0 0h5", "M8,3h1"),
        ("m7 7M0 0h5M1 1h1", "m7 7M0 0h5", "M1 1h1"),
        // An error at the end is left out.
        ("M0 0h5M1 1h1 1 x", "M0 0h5", "M1 1h1 1"),
        ("M0 0h5M1 1&#104;1", "M0 0h5", "M1 1h1"),
        ("M.1 .1h5m.2 .2h1", "M.1 .1h5", "M5.3,0.30000000000000004h1"),
    ])
    func aPathWhoseStrokesPartIsSplit(data: String, first: String, second: String) {
        #expect(
            Moving.body("<path d='\(data)' class='a'/>", by: Self.two)
                == "<path d='\(first)' class='a' transform=\"translate(1 2)\"/>"
                + "<path d='\(second)' class='a' transform=\"translate(3.5 -4)\"/>"
        )
    }

    @Test func neighboursThatMoveAlikeStayTogether() {
        let (a, b) = (Point(1, 2), Point(3, 4))
        #expect(
            Moving.body("<path d='M0 0h1m2 2h1m3 3h1m4 4h1m5 5h1'/>", by: [.zero, a, a, b, a])
                == "<path d='M0 0h1'/>"
                + "<path d='M3,2h1m3 3h1' transform=\"translate(1 2)\"/>"
                + "<path d='M12,9h1' transform=\"translate(3 4)\"/>"
                + "<path d='M18,14h1' transform=\"translate(1 2)\"/>"
        )
    }

    /// An id must be unique; what rules set by it is written out.
    @Test func partsOfAPath() {
        #expect(
            Moving.body(
                "<style>#a, .b { stroke: red; stroke-linecap: round }</style>\n"
                    + "  <path id='a' transform='scale(2)' d='M0 0h1M1 1h1'><title id='t'>one</title></path>",
                by: Self.two
            )
                == "<style>#a, .b { stroke: red; stroke-linecap: round }</style>\n"
                + "  <path id='a' transform='translate(1 2) scale(2)' d='M0 0h1'><title id='t'>one</title></path>\n"
                + "  <path transform='translate(3.5 -4) scale(2)' d='M1 1h1'"
                + " style=\"stroke: red; stroke-linecap: round;\"><title>one</title></path>"
        )
    }

    @Test func timesAndPressuresGoWithTheirPoints() {
        #expect(
            Moving.body("<path d='M0 0L1 1M2 2L3 3 4 4' data-t='0 1, 2 3.50 4' data-pressure='1 1'/>", by: Self.two)
                == "<path d='M0 0L1 1' data-t='0 1' data-pressure='1 1' transform=\"translate(1 2)\"/>"
                + "<path d='M2 2L3 3 4 4' data-t='2 3.50 4' transform=\"translate(3.5 -4)\"/>"
        )
        // Two dots are not two single points.
        #expect(
            Moving.body("<path d='M0 0h0M2 2h0' data-points='1'/>", by: Self.two)
                == "<path d='M0 0h0' transform=\"translate(1 2)\"/><path d='M2 2h0' transform=\"translate(3.5 -4)\"/>"
        )
    }

    /// A `switch` shows only one of its children.
    @Test func aSplitPathInASwitch() {
        #expect(
            Moving.body("<switch><path systemLanguage='en' d='M0 0h1M1 1h1'/><path d='M0 0'/></switch>", by: Self.two)
                == "<switch><g systemLanguage='en'>"
                + "<path systemLanguage='en' d='M0 0h1' transform=\"translate(1 2)\"/>"
                + "<path systemLanguage='en' d='M1 1h1' transform=\"translate(3.5 -4)\"/></g><path d='M0 0'/></switch>"
        )
    }
}
