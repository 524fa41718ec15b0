internal import SVGFormat
internal import TestSupport
internal import Testing

/// Path data: each rule of the grammar, with the resulting strokes.
struct PathDataTests {
    @Test(arguments: [
        // Moves and lines.
        ("M 10 20 L 30 40", "10,20 30,40"),
        ("M10 20 30 40 50 60", "10,20 30,40 50,60"),
        ("m10 20 30 40 50 60", "10,20 40,60 90,120"),
        ("M10,20L30,40", "10,20 30,40"),
        ("M10-20L-30-40", "10,-20 -30,-40"),
        ("M0 0L1 1M5 5L6 6", "0,0 1,1 | 5,5 6,6"),
        ("M0 0L1 1m5 5l1 1", "0,0 1,1 | 6,6 7,7"),
        ("m0 0 1 1m5 5 1 1 1 0m10 0 1 1", "0,0 1,1 | 6,6 7,7 8,7 | 18,7 19,8"),
        ("M10 10H20V30h-5v-5", "10,10 20,10 20,30 15,30 15,25"),
        ("M0 0H10 20 30V1 2", "0,0 10,0 20,0 30,0 30,1 30,2"),
        ("M0 0h1 2 3v1 2", "0,0 1,0 3,0 6,0 6,1 6,3"),
        ("M1 1L2 2L2 2L1 1", "1,1 2,2 2,2 1,1"),
        // Moves that draw nothing, and the dot.
        ("M5 5", ""),
        ("M5 5M6 6M7 7L8 8", "7,7 8,8"),
        ("M5 5L5 5", "5,5 5,5"),
        ("M5 5h0", "5,5 5,5"),
        ("M5 5z", "5,5 5,5"),
        ("M0 0L1 1M5 5", "0,0 1,1"),
        // Closing.
        ("M0 0L10 0L10 10Z", "0,0 10,0 10,10 0,0"),
        ("M0 0L10 0L10 10L0 0Z", "0,0 10,0 10,10 0,0"),
        ("M0 0L10 0z L5 5", "0,0 10,0 0,0 | 0,0 5,5"),
        ("M1 2L10 0zl5 5", "1,2 10,0 1,2 | 1,2 6,7"),
        ("M10 10l10 0 0 10zm5 5l1 1", "10,10 20,10 20,20 10,10 | 15,15 16,16"),
        ("M10 10l5 0zz", "10,10 15,10 10,10"),
        ("M0 0L10 0zM5 5L6 6", "0,0 10,0 0,0 | 5,5 6,6"),
        // Numbers end where their grammar ends.
        ("M.5.5L1.5.25", "0.5,0.5 1.5,0.25"),
        ("M0.5.5-.5-.5", "0.5,0.5 -0.5,-0.5"),
        ("M5. 6.L7.,8.", "5,6 7,8"),
        ("M+5+6L+7,+8", "5,6 7,8"),
        ("M1e2 1E1L1e-1-1e+1", "100,10 0.1,-10"),
        ("M00 01L2 3", "0,1 2,3"),
        ("M 0 0\n\tL\r10\t10", "0,0 10,10"),
        ("M0 0 L10 10 ", "0,0 10,10"),
        (" M0,0 , 10,10", "0,0 10,10"),
        ("M 10 , 20 L 30 , 40", "10,20 30,40"),
        // One comma may end a segment, as in Chromium.
        ("M10,10, L90,90", "10,10 90,90"), ("M0 0 L 10 10,", "0,0 10,10"),
        ("M10 10H20, V30, z", "10,10 20,10 20,30 10,10"),
        // Closing what is closed.
        ("M0 0L10 0ZZZ", "0,0 10,0 0,0"), ("M0 0h1ZM5 5ZZ", "0,0 1,0 0,0 | 5,5 5,5"),
        ("M0 0h1zh1zz", "0,0 1,0 0,0 | 0,0 1,0 0,0"),
        // Character references.
        ("&#x4D;0 0&#76;1 1", "0,0 1,1"), ("M0 0L1&#10;1", "0,0 1,1"),
        // No path at all.
        ("", ""), ("   ", ""), ("none", ""),
    ])
    func linesAndNumbers(data: String, strokes: String) {
        let result = Reading.body("<path d='\(data)'/>")
        #expect(Reading.text(result.sketches.first) == strokes)
        #expect(result.faults.isEmpty)
        #expect(strokes.isEmpty || result.warnings.isEmpty, "\(result.warnings)")
    }

    /// Everything before the error is kept, and the error's position is reported.
    @Test(arguments: [
        ("M0 0L10 10 L20", "0,0 10,10", 15, "it ends too early"),
        ("M0 0L10 10 X 20 20", "0,0 10,10", 12, "expected a command"),
        ("M0 0L10 10 L20 x", "0,0 10,10", 16, "expected a number"),
        ("M0 0 10", "", 8, "it ends too early"),
        ("L0 0 10 10", "", 1, "expected M or m"),
        ("M0 0 L 10 10,,20 20", "0,0 10,10", 14, "expected a command"),
        ("M0 0 L 10 10z, L 20 20", "0,0 10,10 0,0", 14, "expected a command"),
        ("M0 0 L,10 10", "", 7, "expected a number"),
        ("M0 0A5 5 0 2 1 10 0", "", 12, "expected a number"),
        ("M0 0L1 1A5 5 0 0 7 10 0", "0,0 1,1", 18, "expected a number"),
        ("M0 0L1 1A5 5 0 -1 0 10 0", "0,0 1,1", 16, "expected a number"),
        ("M0 0L1e999 0", "", 6, "expected a number"),
        ("M0 0L1 1 1e308 0", "0,0 1,1", 10, "coordinates are too large"),
        ("M0 0L1 1\u{e9}", "0,0 1,1", 9, "expected a command"),
    ])
    func errors(data: String, strokes: String, byte: Int, what: String) {
        let result = Reading.read("<svg stroke='red'>\n<path d='\(data)'/></svg>")
        #expect(Reading.text(result.sketches.first) == strokes)
        #expect(result.faults.isEmpty)
        let expected = "2:\(9 + byte): the path is wrong here: \(what); the segments before it are kept"
        #expect(Reading.warnings(result).first == expected)
    }

    @Test func placesInValuesWithReferencesAndLineEndings() {
        let result = Reading.read("<svg stroke='red'>\r\n<path\r\n d='M0 0\r\nL1 1\r\nx'/></svg>")
        #expect(Reading.warnings(result).first?.hasPrefix("5:1: ") == true)
        let escaped = Reading.read("<svg stroke='red'><path d='M0&#32;0L1 1 x'/></svg>")
        #expect(Reading.warnings(escaped).first?.hasPrefix("1:30: ") == true)
        #expect(Reading.text(escaped.sketches.first) == "0,0 1,1")
    }

    // MARK: Curves, at a tolerance so coarse that only the ends are left

    @Test(arguments: [
        ("M0 0C1 0 2 1 3 1", "0,0 3,1"),
        ("M0 0C1 0 2 1 3 1 4 1 5 2 6 2", "0,0 3,1 6,2"),
        ("M1 1c1 0 2 1 3 1s2 1 3 1", "1,1 4,2 7,3"),
        ("M1 1S2 1 3 3 5 5 6 6", "1,1 3,3 6,6"),
        ("M1 1Q2 1 3 3T5 5t1 1", "1,1 3,3 5,5 6,6"),
        ("M1 1T3 3", "1,1 3,3"),
        ("M0 0A0 5 0 0 1 10 0", "0,0 10,0"),
        ("M0 0A5 0 0 0 1 10 0", "0,0 10,0"),
        ("M0 0A5 5 0 0 1 0 0", "0,0 0,0"),
        ("M3 4C3 4 3 4 3 4", "3,4 3,4"),
        ("M0 0c1 0 2 1 3 1z", "0,0 3,1 0,0"),
    ])
    func curveEnds(data: String, strokes: String) {
        var format = SVGFormat()
        format.tolerance = .units(100)
        #expect(Reading.strokes("<path d='\(data)'/>", format) == strokes)
    }

    /// Pairs of spellings of the same path.
    @Test(arguments: [
        ("M0 0A25,25 0 1125,25", "M0 0A25 25 0 1 1 25 25"),
        ("M0 0a25,25 0 0110 0", "M0 0A25 25 0 0 1 10 0"),
        ("M0 0a25 25 0 01.5.5", "M0 0A25 25 0 0 1 0.5 0.5"),
        ("M0 0a25 25 0 00-5-5", "M0 0A25 25 0 0 0 -5 -5"),
        ("M0 0a25,25,0,1,0,5,5", "M0 0A25 25 0 1 0 5 5"),
        ("M0 0a25 25 0 105 5 25 25 0 015 5", "M0 0A25 25 0 1 0 5 5A25 25 0 0 1 10 10"),
        ("M0 0A-25 -25 0 1 0 5 5", "M0 0A25 25 0 1 0 5 5"),
        ("M0 0A1 1 0 0 1 20 0", "M0 0A10 10 0 0 1 20 0"),
        ("M0 0C0 40 50 40 50 0S100-40 100 0", "M0 0C0 40 50 40 50 0C50-40 100-40 100 0"),
        ("M0 0S50 40 50 0", "M0 0C0 0 50 40 50 0"),
        ("M0 0L0 0S50 40 50 0", "M0 0L0 0C0 0 50 40 50 0"),
        ("M0 0Q25 50 50 0T100 0T150 0", "M0 0Q25 50 50 0Q75-50 100 0Q125 50 150 0"),
        ("M0 0C0 40 50 40 50 0T100 0", "M0 0C0 40 50 40 50 0L100 0"),
        ("M0 0Q25 50 50 0S100-40 100 0", "M0 0Q25 50 50 0C50 0 100-40 100 0"),
        ("M10 10c0 40 50 40 50 0s50-40 50 0", "M10 10C10 50 60 50 60 10S110-30 110 10"),
        ("M10 10q25 50 50 0t50 0", "M10 10Q35 60 60 10T110 10"),
    ])
    func sameCurve(one: String, other: String) {
        let strokes = Reading.path(one)
        #expect(strokes.count > 10)
        #expect(strokes == Reading.path(other))
    }
}
