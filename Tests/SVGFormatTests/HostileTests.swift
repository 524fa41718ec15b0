internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Files made to do harm: each is refused at its place, or read as far as it goes.
struct HostileTests {
    private static let folder = TestFiles.fixture("hostile/svg/")

    private static let refused = [
        ("bad-utf8", "2:11: error: not well-formed XML: invalid token"),
        ("bare-ampersand", "2:16: error: not well-formed XML: invalid token"),
        ("billion-laughs", "14:48: error: entities expand to far more text than the file holds"),
        ("billion-laughs-in-style", "14:48: error: entities expand to far more text than the file holds"),
        ("costly-style", "5:1801: error: style rules and elements are too many to match"),
        ("deep-foreign-nesting", "2:4996: error: elements are nested more than 1000 deep"),
        ("deep-nesting", "1001:1: error: elements are nested more than 1000 deep"),
        ("duplicate-attribute", "2:20: error: not well-formed XML: duplicate attribute"),
        ("empty", "1:1: error: not well-formed XML: no element found"),
        ("external-entity", "4:8: error: refers to an external entity, which is never read"),
        ("external-entity-in-attribute", "4:8: error: refers to an external entity, which is never read"),
        ("html", "2:1: error: the root element is 'html', not 'svg'"),
        (
            "latin1-declared-utf16",
            "1:31: error: not well-formed XML: encoding specified in XML declaration is incorrect"
        ),
        ("no-root", "3:1: error: not well-formed XML: no element found"),
        ("not-xml", "1:1: error: not well-formed XML: invalid token"),
        ("nul-byte", "2:19: error: not well-formed XML: invalid token"),
        ("other-namespace", "1:1: error: the root element 'svg' is not in the namespace of SVG"),
        ("quadratic-blow-up", "4:1: error: entities expand to far more text than the file holds"),
        ("two-roots", "2:1: error: not well-formed XML: junk after document element"),
        ("unclosed-element", "4:3: error: not well-formed XML: mismatched tag"),
        (
            "unknown-encoding",
            "1:31: error: the text is in an encoding that is not supported; convert it to UTF-8 first"
        ),
        ("unknown-entity", "2:10: error: not well-formed XML: undefined entity"),
        ("unterminated", "2:3: error: not well-formed XML: unclosed token"),
        ("use-bomb", "2:1: error: references repeat more than 1048576 elements"),
        ("use-chain", "2003:15: error: elements are nested more than 2000 deep"),
    ]

    private static let kept = [
        (
            "huge-coordinates", "0,0 1,1",
            [
                "2:21: the path is wrong here: coordinates are too large; the segments before it are kept",
                "3:16: the path is wrong here: coordinates are too large; the segments before it are kept",
                "4:44: the path is wrong here: coordinates are too large; the segments before it are kept",
                "5:1: coordinates are too large and are left out",
            ]
        ),
        (
            "huge-view-box", "",
            [
                "2:1: coordinates are too large and are left out",
                "3:61: the path is wrong here: coordinates are too large; the segments before it are kept",
                "1:1: the drawing has no strokes",
            ]
        ),
        ("latin1", "0,0 1,0", []),
        (
            "use-cycle", "0,0 1,0 | 0,0 1,0 | 0,0 1,0",
            [
                "4:11: a use of an element inside itself is left out",
                "2:11: a use of an element inside itself is left out",
                "3:11: a use of an element inside itself is left out",
            ]
        ),
        (
            "utf16", "0,0 1,0",
            ["2:46: the path is wrong here: expected a command; the segments before it are kept"]
        ),
    ]

    @Test(arguments: refused)
    func refusedAtItsPlace(name: String, message: String) {
        let result = FormatHarness.read(path: Self.folder + name + ".svg", as: SVGFormat())
        #expect(result.sketches.isEmpty)
        #expect(result.messages == ["\(Self.folder)\(name).svg:\(message)"])
    }

    @Test(arguments: kept)
    func readAsFarAsItGoes(name: String, strokes: String, warnings: [String]) {
        let result = FormatHarness.read(path: Self.folder + name + ".svg", as: SVGFormat())
        #expect(result.faults.isEmpty)
        #expect(Reading.text(result.sketches.first) == strokes)
        #expect(Reading.warnings(result) == warnings)
    }

    @Test func everyFixtureIsTested() {
        let tested = Self.refused.map(\.0) + Self.kept.map(\.0)
        let present = RealDataTests.files(in: Self.folder).map { PathText.stem($0) }
        #expect(Set(tested) == Set(present))
    }

    @Test func namesInOtherEncodings() {
        for name in ["latin1", "utf16"] {
            let result = FormatHarness.read(path: Self.folder + name + ".svg", as: SVGFormat())
            #expect(result.sketches.first?.metadata.label == "café")
        }
    }

    @Test func remarksAreBounded() {
        let result = Reading.body(String(repeating: "<path d='M0 0h1 x'/>", count: 1_000))
        #expect(result.sketches.first?.strokeCount == 1_000)
        #expect(result.warnings.count == 16)
        #expect(result.warnings.last?.text == "and 985 more remarks from here on")
    }

    @Test func longStrokes() {
        let count = 200_000
        let data = (0..<count).map { "\($0) \($0 % 7)" }.joined(separator: " ")
        let result = Reading.body("<path d='M\(data)'/>")
        #expect(result.sketches.first?.points.count == count)
    }

    /// Work that grows faster than the file, unless it is bounded.
    @Test func quadraticWork() {
        let declarations = (0..<2_000).map { "xmlns:n\($0)='http://www.w3.org/2000/svg'" }.joined(separator: " ")
        let prefixes = Reading.read("<svg \(declarations)>\(String(repeating: "<g/>", count: 2_000))</svg>")
        #expect(prefixes.faults.isEmpty)
        let rules = String(repeating: "a{fill:red}", count: 5_000)
        #expect(Reading.body("<style>\(rules)</style><path d='M0 0h1'/>").faults.isEmpty)
        let titles = "<g id='g'>\(String(repeating: "<title/>", count: 2_000))</g>"
        let refused = Reading.body(titles + String(repeating: "<use href='#g'/>", count: 2_000))
        #expect(refused.messages.first?.hasSuffix("references repeat more than 1048576 elements") == true)
    }

    /// Styles whose application takes far longer than the file is.
    @Test func styleWork() {
        let rule = "*{\(String(repeating: "fill:red;", count: 100_000))}"
        let result = Reading.body("<style>\(rule)</style>\(String(repeating: "<g/>", count: 20_000))")
        #expect(result.messages.first?.hasSuffix("style rules and elements are too many to match") == true)
    }

    /// Whatever is done to a file, it gives a sound sketch or one fault with its place.
    @Test func mutants() async {
        await #expect(processExitsWith: .success) {
            try PeakMemory.expectBounded { try HostileTests.mutate() }
        }
    }

    private static func mutate() throws {
        let document = """
            <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e "M1 1">]><svg viewBox="0 0 9 9" data-word="a" data-key-id="7">
            <style>.a>path[d]{stroke:red!important}</style><g class="a" transform="scale(2)rotate(9)">
            <path d="&e;L2 2a2 2 0 1150c1 1,2-2 3 3z" data-t="1 2"/><use xlink:href="#r" x="1"/></g>
            <defs><rect id="r" width="10%" height="4" rx="1" style="stroke:#f00"/></defs></svg>
            """
        let other = "<svg><symbol id='r'><circle r='3'/></symbol><polygon points='1 2 3,4'/><use href='#r'/></svg>"
        let tokens = [
            "<g>", "</g>", "<svg>", "<use href='#r'/>", "id='r'", "1e308", "-1e999", "1e60", "&e;", "<style>", "{", "}",
            "M", "a", "z", "scale(1e99)", "<![CDATA[", "<!--", "display:none", "viewBox='0 0 0 0'", "\u{0}", "%", "em",
        ]
        let value =
            "M1 1.5L2,2a2 2 0 115 0c1 1,2-2 3 3s1e2 1 1 1zq1 1 2 2t1 1 rotate(9)scale(1,-2) stroke:red;fill:none"
        var mutator = Mutator(seed: 20, tokens: tokens)
        var read = 0
        let rounds = Mutator.rounds(20_000)
        for number in 0..<rounds {
            var mutant = mutator.mutate(Array((number % 2 == 0 ? document : value).utf8), other: Array(other.utf8))
            if number % 2 == 1 {
                // Well-formed XML whatever happens, so that all values are wrong in turn.
                let text = String(
                    decoding: mutant.map { $0 < 32 || $0 > 126 || [34, 38, 60].contains($0) ? 32 : $0 },
                    as: UTF8.self
                )
                let markup = """
                    <svg viewBox="\(text)"><style>\(text){stroke:red}path[\(text)</style><path stroke="red" d="\(text)"/>
                    <g transform="\(text)" style="\(text)"><polygon stroke="red" points="\(text)" data-t="\(text)"/>
                    <use href="#\(text)"/><rect width="\(text)" height="5" rx="\(text)" stroke="\(text)"/></g></svg>
                    """
                mutant = Array(markup.utf8)
            }
            var format = SVGFormat()
            // Coarse, so that huge curves stay cheap.
            format.tolerance = .units(1e50)
            format.fill = number % 4 < 2 ? .outline : .skip
            let result = FormatHarness.read(mutant, name: "mutant.svg", as: format)
            #expect(result.sketches.count + result.faults.count == 1)
            guard let sketch = result.sketches.first else {
                let fault = try #require(result.faults.first)
                #expect(fault.reason is SVGError && fault.position != .file)
                continue
            }
            read += 1
            let isSound =
                sketch.points.allSatisfy { $0.isFinite } && sketch.strokeEnds.last ?? 0 == sketch.points.count
                && zip(sketch.strokeEnds, sketch.strokeEnds.dropFirst()).allSatisfy { $0 <= $1 }
            #expect(isSound, "\(String(decoding: mutant, as: UTF8.self))")
        }
        // Enough of them get past the XML to test what is behind it.
        #expect(40 * read > 21 * rounds)
    }
}
