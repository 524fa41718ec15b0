internal import SVGFormat
internal import SketchModel
internal import TestSupport
internal import Testing

/// Selectors by place and by negation, and style sheets for some media.
struct SelectorTests {
    /// Which of five paths, 0 to 4, a rule shows. The second and the last are of class `a`, and one of another namespace
    /// is before the fourth.
    private static func shown(_ css: String) -> String {
        let body = """
            <g id='g'><path d='M0 0h1'/><path class='a' d='M1 0h1'/><path d='M2 0h1'/><x:y xmlns:x='urn:x'/><path d='M3 0h1'/>
            <path class='a' d='M4 0h1'/></g>
            """
        let result = Reading.read("<svg fill='none'><style>\(css)</style>\(body)</svg>")
        return result.sketches.first?.strokes.map { "\(Int($0.first?.x ?? 9))" }.joined() ?? "no sketch"
    }

    @Test(arguments: [
        (".a + path", "2"), (".a ~ path", "234"), ("path+path", "124"), ("path ~ .a", "14"), (".a+path+path", ""),
        ("path:not(.a)", "023"), ("path:not(.a):not(:first-child)", "23"), (":not(path)", "01234"),
        ("path:not(.a, :first-child)", "23"), ("path:is(.a, :first-child)", "014"), ("path:where(.a)", "14"),
        ("path:first-child", "0"), ("path:last-child", "4"), ("path:only-child", ""), ("g:only-child > path", ""),
        ("path:nth-child(2)", "1"), ("path:nth-child(odd)", "023"), ("path:nth-child(even)", "14"),
        ("path:nth-child(2n+1)", "023"), ("path:nth-child( 3n - 1 )", "13"), ("path:nth-child(-n+2)", "01"),
        ("path:nth-child(n)", "01234"), ("path:nth-last-child(1)", "4"), ("path:nth-of-type(4)", "3"),
        ("path:nth-last-of-type(2)", "3"), ("path:first-of-type", "0"), ("path:last-of-type", "4"),
        (":root path", "01234"), ("svg:root > g > path", "01234"), ("g:root path", ""), ("g:empty", ""),
        ("path:empty", "01234"), ("g > path.a ~ path:not(:last-child)", "23"), ("path:nth-child(5)", "3"),
        ("p\\61 th", "01234"), (".\\61", "14"), ("path:hover, .a", "14"), ("path:nth-child(x), .a", ""),
        ("path:unknown, .a", ""), ("+ path", ""), ("path +", ""), ("path > + path", ""), ("path:not()", ""),
    ])
    func places(selector: String, shown: String) {
        // A group's stroke would be inherited.
        #expect(Self.shown("\(selector){stroke:red}") == (selector == ":not(path)" ? "01234" : shown))
    }

    @Test(arguments: [
        ("path:not(#g){stroke:red}.a{stroke:none}", "01234"), ("path:is(#g, .a){stroke:red}path.a{stroke:none}", "14"),
        ("path:where(#g, .a){stroke:red}path{stroke:none}", ""), ("path:first-child{stroke:red}path{stroke:none}", "0"),
    ])
    func specificity(css: String, shown: String) { #expect(Self.shown(css) == shown) }

    @Test(arguments: [
        ("screen", true), ("all", true), ("print", false), ("print, screen", true), ("not print", true), ("", true),
        ("only screen and (min-width: 100px)", true), ("(min-width: 201px)", false), ("(max-width:200px)", true),
        ("(max-height: 50px)", false), ("(orientation: landscape)", true), ("(prefers-color-scheme: dark)", false),
        ("(prefers-color-scheme: light)", true), ("not screen", false), ("not all and (min-width: 300px)", true),
        ("(width: 200px) and (height: 100px)", true), ("(unknown: 1)", false), ("speech", false), ("SCREEN", true),
    ])
    func media(query: String, applies: Bool) {
        let path = "<path fill='none' d='M0 0h1'/>"
        for sheet in [
            "<style media='\(query)'>path{stroke:red}</style>", "<style>@media \(query){path{stroke:red}}</style>",
            "<style>@media all{@media \(query) { path{stroke:red} }}path{fill:none}</style>",
        ] {
            let result = Reading.read("<svg width='200' height='100'>\(sheet)\(path)</svg>")
            #expect((result.sketches.first?.strokeCount == 1) == applies, "\(sheet)")
        }
    }

    @Test func sheetsOfOtherKinds() {
        let result = Reading.read(
            "<svg><style type='text/less'>path{stroke:red}</style><path fill='none' d='M0 0h1'/></svg>"
        )
        #expect(result.sketches.first?.strokeCount == 0)
    }

    /// Nothing that is written in a style sheet can exhaust the stack or the time.
    @Test func hostileSelectors() {
        let many = String(repeating: "path+", count: 10_000) + "path"
        let nested = String(repeating: ":not(", count: 10_000) + "a" + String(repeating: ")", count: 10_000)
        let media = String(repeating: "@media all{", count: 10_000)
        let variables = String(repeating: "var(--a,", count: 10_000)
        for css in [many + "{stroke:red}", nested + "{stroke:red}", media, "path{stroke:\(variables)"] {
            #expect(Self.shown(css).isEmpty)
        }
    }
}
