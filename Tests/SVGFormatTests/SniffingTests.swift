internal import SVGFormat
internal import SketchStreams
internal import Testing

/// Which files are taken for SVG.
struct SniffingTests {
    @Test(arguments: [
        "<svg>", "<svg/>", "<svg xmlns='x'", "\u{feff}<svg >", " \n<svg\n", "<?xml version='1.0'?>\n<svg ",
        "<?xml version='1.0'?><!-- <html> --><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"a>b\"><svg ",
        "<!DOCTYPE svg [ <!ENTITY a \"]>\"> <!ENTITY b 'x'> ]><svg>", "<svg:svg xmlns:svg='x'>",
        "<?xml-stylesheet href='a'?><svg>",
    ])
    func known(text: String) {
        let format = SVGFormat()
        #expect(format.recognises(prefix: Array(text.utf8), fileName: "-") == .certain)
        // Without a byte order mark, UTF-16 is recognised by its first bracket.
        guard text.hasPrefix("<") || text.hasPrefix("\u{feff}") else { return }
        for wide in [Self.utf16(text, isLittle: true), Self.utf16(text, isLittle: false)] {
            #expect(format.recognises(prefix: wide, fileName: "-") == .certain)
        }
    }

    @Test(arguments: [
        "", "<", "<html><svg>", "{\"a\": \"<svg>\"}", "<svgs>", "<!-- <svg> ", "PK", "<?xml ", "<!DOCTYPE [", "x<svg>",
    ])
    func unknown(text: String) {
        #expect(SVGFormat().recognises(prefix: Array(text.utf8), fileName: "drawing") == .no)
        #expect(SVGFormat().recognises(prefix: Array(text.utf8), fileName: "a/drawing.SVG") == .possible)
        #expect(SVGFormat().recognises(prefix: Array(text.utf8), fileName: "drawing.svgz") == .possible)
    }

    private static func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
            return isLittle ? [low, high] : [high, low]
        }
    }
}
