internal import Rasteriser
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import SketchPictures

struct TerminalTests {
    @Test(arguments: [
        ("cat", 3, "cat", 3), ("cat", 2, "c…", 2), ("cat", 1, "…", 1), ("cat", 0, "", 0), ("", 4, "", 0),
        ("中文字", 6, "中文字", 6), ("中文字", 5, "中文…", 5), ("中文字", 4, "中…", 3), ("e\u{301}te\u{301}", 3, "été", 3),
        ("a\u{1b}b", 8, "a\\u{1b}b", 8), ("a\u{1b}b", 7, "a…", 2), ("\r\n", 20, "\\u{d}\\u{a}", 10),
        ("🐈!", 3, "🐈!", 3), ("👩‍🚀", 2, "👩‍🚀", 2), ("a\u{202e}b", 20, "a\\u{202e}b", 10),
    ])
    func texts(text: String, columns: Int, shown: String, used: Int) {
        let fitting = TerminalText.fitting(text, columns: columns)
        #expect(fitting.text == shown)
        #expect(fitting.columns == used)
    }

    @Test(arguments: [
        ("cat", 3, "cat", 3), ("cats", 3, "…ts", 3), ("cats", 1, "…", 1), ("cats", 0, "", 0), ("", 4, "", 0),
        ("中文字", 5, "…文字", 5), ("中文字", 4, "…字", 3), ("abc\u{1b}", 7, "…\\u{1b}", 7),
    ])
    func textsCutAtTheirBeginning(text: String, columns: Int, shown: String, used: Int) {
        let fitting = TerminalText.fittingEnd(text, columns: columns)
        #expect(fitting.text == shown)
        #expect(fitting.columns == used)
    }

    @Test func coloursOfTerminals() {
        func colours(_ isTerminal: Bool, _ variables: [String: String]) -> TerminalColours {
            TerminalColours(isTerminal: isTerminal) { variables[$0] }
        }
        #expect(colours(true, ["TERM": "xterm-256color"]) == .indexed)
        #expect(colours(true, ["TERM": "xterm", "COLORTERM": "truecolor"]) == .direct)
        #expect(colours(true, ["TERM": "xterm", "COLORTERM": "24bit", "NO_COLOR": ""]) == .direct)
        #expect(colours(true, ["TERM": "xterm", "COLORTERM": "24bit", "NO_COLOR": "1"]) == .none)
        #expect(colours(true, ["TERM": "dumb", "COLORTERM": "truecolor"]) == .none)
        #expect(colours(true, [:]) == .none)
        #expect(colours(false, ["TERM": "xterm", "COLORTERM": "truecolor"]) == .none)
    }

    @Test func sequences() {
        #expect(TerminalColours.indexed.sequence(Colour(rgb: 0xFF8700)) == "\u{1b}[38;5;208m")
        #expect(TerminalColours.indexed.sequence(.black) == "\u{1b}[38;5;16m")
        #expect(TerminalColours.indexed.sequence(.white) == "\u{1b}[38;5;231m")
        #expect(TerminalColours.direct.sequence(Colour(rgb: 0xFF8700)) == "\u{1b}[38;2;255;135;0m")
        #expect(TerminalColours.none.sequence(.white).isEmpty)
    }

    @Test func coloursCanBeSeenOnADarkGround() {
        for palette in Palette.allCases {
            for stroke in 0..<20 {
                let colour = palette.terminalColour(ofStroke: stroke, of: 20)
                let luma = 299 * Int(colour.red) + 587 * Int(colour.green) + 114 * Int(colour.blue)
                #expect(luma > 98_000)
            }
        }
        #expect(Palette.rainbow.terminalColour(ofStroke: 10, of: 20) == Palette.rainbow.colour(at: 10.0 / 19))
    }

    @Test(arguments: [(20, 1, 20, 10), (60, 3, 18, 9), (80, 4, 18, 9), (121, 6, 18, 9), (4, 1, 4, 2), (39, 2, 18, 9)])
    func layouts(window: Int, perRow: Int, columns: Int, rows: Int) {
        let layout = TerminalLayout.overview(windowColumns: window)
        #expect((layout.perRow, layout.columns, layout.rows) == (perRow, columns, rows))
    }

    @Test func layoutsOfOneSketchAndOfAGivenSize() {
        #expect(TerminalLayout.single(windowColumns: 80, windowRows: 24).columns == 42)
        #expect(TerminalLayout.single(windowColumns: 30, windowRows: 24).rows == 15)
        #expect(TerminalLayout.single(windowColumns: 900, windowRows: 900).columns == 100)
        #expect(TerminalLayout.single(windowColumns: 4, windowRows: 1).rows == 1)
        #expect(TerminalLayout(columns: 100, rows: 3, windowColumns: 80).perRow == 1)
        #expect(TerminalLayout(columns: 10, rows: 3, windowColumns: 46).perRow == 4)
        #expect(TerminalLayout.overview(windowColumns: 80).count(windowRows: 24) == 8)
        #expect(TerminalLayout.overview(windowColumns: 80).count(windowRows: 5) == 4)
    }

    /// Sketches as a chunk of the stream.
    private func chunk(_ range: Range<Int>, columns: Int = 4, rows: Int = 2) throws -> DrawnCells {
        var consumer = TerminalConsumer(TerminalCell.Style(columns: columns, rows: rows))
        for index in range {
            var sketch = Sketch(strokes: [[Point(0, 0), Point(7, 0)]])
            sketch.source.index = index
            consumer.consume(&sketch)
        }
        return consumer.finish()
    }

    @Test func cellsAreSideBySide() throws {
        let layout = TerminalLayout(columns: 4, rows: 2, windowColumns: 11)
        var sheet = TerminalSheet(layout, limit: 10, enlarged: nil)
        #expect(sheet.add(try chunk(0..<1)) == "")
        #expect(sheet.add(try chunk(1..<2)) == "")
        #expect(sheet.add(try chunk(2..<3)) == "⠤⠤⠤⠤  ⠤⠤⠤⠤\n 0     1\n".replacing("⠤", with: "⠉"))
        #expect(sheet.finish() == "\n⠉⠉⠉⠉\n 2\n")
        #expect(sheet.count == 3)
        #expect(!sheet.hasMore)
    }

    @Test func chunksDoNotMatter() throws {
        let layout = TerminalLayout(columns: 4, rows: 2, windowColumns: 16)
        func text(_ cuts: [Int]) throws -> String {
            var sheet = TerminalSheet(layout, limit: 8, enlarged: TerminalCell.Style(columns: 30, rows: 9))
            var text = ""
            for (start, end) in zip(cuts, cuts.dropFirst()) { text += sheet.add(try chunk(start..<end)) }
            #expect(sheet.hasMore)
            return text + sheet.finish()
        }
        let whole = try text([0, 10])
        #expect(whole.split(separator: "\n", omittingEmptySubsequences: false).count == 3 * 3)
        #expect(try text([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) == whole)
        #expect(try text([0, 3, 4, 9]) == whole)
    }

    @Test func theOnlySketchIsEnlarged() throws {
        let layout = TerminalLayout(columns: 4, rows: 2, windowColumns: 16)
        var sheet = TerminalSheet(layout, limit: 8, enlarged: TerminalCell.Style(columns: 9, rows: 2))
        #expect(sheet.add(try chunk(5..<6)) == "")
        #expect(sheet.finish() == "⠉⠉⠉⠉⠉⠉⠉⠉⠉\n    5\n")
        var none = TerminalSheet(layout, limit: 8, enlarged: nil)
        #expect(none.finish() == "")
    }
}
