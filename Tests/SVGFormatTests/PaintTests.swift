internal import SVGFormat
internal import SketchModel
internal import TestSupport
internal import Testing

/// Paints, values and units, as browsers read them.
struct PaintTests {
    private static let servers = """
        <defs><linearGradient id='g'><stop stop-color='red'/></linearGradient><linearGradient id='empty'/>
        <linearGradient id='linked' href='#g'/><linearGradient id='loop' href='#loop'/>
        <radialGradient id='clear'><stop stop-color='red' stop-opacity='0'/></radialGradient>
        <linearGradient id='a b'><stop/></linearGradient><pattern id='p'><path d='M0 0h1'/></pattern>
        <pattern id='none'/><rect id='r'/></defs>
        """

    /// Whether a path with a paint is drawn, in a group whose lines are not.
    private static func isDrawn(_ attributes: String, in group: String = "") -> Bool {
        let path = "<path fill='none' d='M0 0h1' \(attributes)/>"
        let result = Reading.read("<svg>\(servers)<g \(group)>\(path)</g></svg>")
        return Reading.text(result.sketches.first) == "0,0 1,0"
    }

    /// A word that isn't a paint leaves the property unchanged.
    @Test(arguments: [
        "foo", "#12", "#12345", "#ggg", "rgb(1 2)", "rgb(1,2,3,)", "rgb(10%,20,30)", "rgb(1,2,3/50%)",
        "hsl(120,100,25)",
        "none red", "red blue", "\"red\"", "url(#g) url(#g)", "url(#g", "", "rgb(1,2 3)", "hsl(10%,1%,1%)",
    ])
    func whatIsNoPaint(value: String) {
        for attribute in ["stroke='\(value)'", "style='stroke:\(value)'"] {
            #expect(!Self.isDrawn(attribute), "\(attribute)")
            #expect(Self.isDrawn(attribute, in: "stroke='red'"), "\(attribute)")
        }
    }

    @Test(arguments: [
        ("url(#missing)", false), ("url(#missing) none", false), ("url(#missing) red", true), ("url(#r)", false),
        ("url(#r) #f00", true), ("url(#g)", true), ("url(#g) none", true), ("url(  &quot;#g&quot; )", true),
        ("url(#empty)", false), ("url(#empty) red", false), ("url(#linked)", true), ("url(#loop)", false),
        ("url(#clear)", false), ("url(#p)", true), ("url(#none)", false), ("url(#a%20b)", true),
        ("url(other.svg#g)", false),
        ("url(#missing) transparent", false), ("initial", false), ("unset", true), ("revert", true), ("inherit", true),
        ("rgba(1,2,3,-1)", false), ("rgba(1,2,3,-5%)", false), ("rgba(1,2,3,2)", true), ("hsla(9,9%,9%,0)", false),
        ("hwb(120 10% 20%)", true), ("Red", true), ("CanvasText", true), ("rebeccapurple", true),
        ("context-stroke", false),
        ("var(--x, red)", true), ("var(--x, none)", false), ("var(--x)", true), ("oklch(0.6 0.2 30)", true),
    ])
    func paints(value: String, isDrawn: Bool) {
        #expect(Self.isDrawn("stroke='\(value)'", in: "stroke='blue'") == isDrawn)
        #expect(Self.isDrawn("style='stroke:\(value)'", in: "stroke='blue'") == isDrawn)
    }

    @Test(arguments: [
        ("stroke='red' stroke-opacity='-1'", false), ("stroke='red' stroke-opacity='150%'", true),
        ("stroke='red' stroke-width='-1'", true), ("stroke='red' stroke-width='2foo'", true),
        ("stroke='red' stroke-width='calc(1px - 1px)'", false), ("stroke='red' opacity='-2'", false),
        ("stroke='red' style='stroke-width:initial'", true), ("stroke='red' style='stroke:initial'", false),
        ("stroke='red' style='opacity:0;opacity:unset'", true),
        ("stroke='red' style='display:none;display:initial'", true), ("stroke='red' display='12'", true),
        ("stroke='red' visibility='nonsense'", true),
    ])
    func values(attributes: String, isDrawn: Bool) { #expect(Self.isDrawn(attributes) == isDrawn) }

    @Test func paintsOfTheUse() {
        let markup = """
            <defs><path id='p' d='M0 0h1' fill='none' stroke='context-stroke'/></defs>
            """
        #expect(Reading.strokes("\(markup)<use href='#p' stroke='red'/>") == "0,0 1,0")
        #expect(Reading.strokes("\(markup)<use href='#p' stroke='none'/>").isEmpty)
    }

    /// Anything that isn't read is named in one warning.
    @Test(arguments: [
        ("<path stroke='oklch(1 0 0)' d='M0 0h1'/>", "the colour 'oklch(1 0 0)' is not read and is taken for black"),
        ("<path stroke='var(--x, red)' d='M0 0h1'/>", "'var(--x, red)' is read as its fallback"),
        ("<style>path:has(g){stroke:red}</style>", "the selector 'path:has(g)' is not read, so its rule is left out"),
        ("<style>@supports (x:y){path{stroke:red}}</style>", "the rule '@supports' is not read"),
        ("<style>@import 'a.css';</style>", "the rule '@import' is not read"),
        (
            "<style>@media (aspect-ratio: 1/1){path{stroke:red}}</style>",
            "the media query '(aspect-ratio: 1/1)' is not read"
        ),
        ("<style>g{stroke:red;path{stroke:blue}}</style>", "rules within rules are not read"),
        ("<rect width='min(1px, 2px)' height='1'/>", "width 'min(1px, 2px)' is not read"),
        ("<rect style='width:min(1px, 2px)' height='1'/>", "width 'min(1px, 2px)' is not read"),
        ("<path style='transform:rotate3d(1,1,1,5deg)' d='M0 0h1'/>", "transform 'rotate3d(1,1,1,5deg)' is not read"),
        ("<path style='offset-path:path(\"M0 0h1\")' d='M0 0h1'/>", "the property 'offset-path' is not read"),
    ])
    func notes(markup: String, note: String) {
        let result = Reading.read("<svg stroke='red'>\(markup)\(markup)<path d='M5 5h1'/></svg>")
        #expect(Reading.warnings(result) == ["1:1: " + note])
    }

    // MARK: Lengths and geometry

    @Test(arguments: [
        ("10vw", "20"), ("10vh", "10"), ("10vmin", "10"), ("10vmax", "20"), ("calc(1px + 2px)", "3"),
        ("calc(2 * (3px + 10%))", "26"), ("calc(1em / 2 - 3px)", "5"), ("calc(1cm*0)", "0"), ("calc(1px +)", "0"),
        ("calc(1px + 2)", "0"), ("calc(1px / 0)", "0"), ("2rem", "40"), ("2ch", "16"),
    ])
    func lengths(length: String, value: String) {
        let root = "<svg width='200' height='100' viewBox='0 0 100 50' style='font-size:20px' stroke='red'>"
        let result = Reading.read("\(root)<line font-size='medium' x2='\(length)'/></svg>")
        #expect(Reading.text(result.sketches.first) == "0,0 \(value),0")
    }

    @Test(arguments: [
        ("large", "18"), ("x-large", "24"), ("smaller", "13.333333"), ("larger", "19.2"), ("150%", "24"),
        ("nonsense", "16"),
        ("-1px", "16"), ("xx-small", "9"), ("2em", "32"),
    ])
    func fontSizes(size: String, value: String) {
        #expect(Reading.strokes("<line style='font-size:\(size)' x2='1em'/>") == "0,0 \(value),0")
    }

    @Test(arguments: [
        ("<rect style='x:1px;y:2px;width:3px;height:4px'/>", "1,2 4,2 4,6 1,6 1,2"),
        ("<rect x='1' y='2' width='9' height='4' style='width:3px'/>", "1,2 4,2 4,6 1,6 1,2"),
        ("<style>rect{width:3px;height:calc(1px + 3px)}</style><rect x='1' y='2'/>", "1,2 4,2 4,6 1,6 1,2"),
        ("<rect x='1' y='2' width='3' height='4' style='width:auto'/>", ""),
        ("<rect x='1' y='2' width='3' height='4' style='width:-1px'/>", "1,2 4,2 4,6 1,6 1,2"),
        ("<path style='d:path(\"M0 0h1\")' d='M5 5h5'/>", "0,0 1,0"),
        ("<style>path{d:path(&quot;M0 0L1 1&quot;)}</style><path/>", "0,0 1,1"),
        ("<path style='d:none' d='M5 5h5'/>", ""), ("<path style='d:nonsense' d='M5 5h5'/>", "5,5 10,5"),
        ("<svg style='x:3px;width:100px;height:100px'><line x2='100%'/></svg>", "3,0 103,0"),
        ("<defs><line id='l' x2='1'/></defs><use href='#l' style='x:2px;y:3px'/>", "2,3 3,3"),
    ])
    func geometry(markup: String, strokes: String) { #expect(Reading.strokes(markup) == strokes) }

    @Test func aCircleOfStyles() {
        let circle = Reading.strokes("<circle style='cx:5px;cy:6px;r:2px'/>")
        #expect(circle.hasPrefix("7,6 ") && circle == Reading.strokes("<circle cx='5' cy='6' r='2'/>"))
    }

    @Test(arguments: [
        // The view box is 1000 wide and high.
        ("transform:rotate(90deg);transform-origin:center", "998,1 997,2"),
        ("transform:rotate(90deg);transform-origin:1px 2px", "1,2 0,3"),
        ("transform:scale(2);transform-origin:right bottom", "-998,-996 -996,-994"),
        ("transform:scale(2);transform-origin:bottom right", "-998,-996 -996,-994"),
        ("transform:scale(2);transform-origin:50%", "-498,-496 -496,-494"),
        ("transform:scale(2);transform-origin:top", "-498,4 -496,6"),
        ("transform:scale(2);transform-box:fill-box;transform-origin:0 0", "1,2 3,4"),
        ("transform:scale(3);transform-box:fill-box;transform-origin:center", "0,1 3,4"),
        ("translate:10px 20px", "11,22 12,23"), ("translate:10px", "11,2 12,3"), ("translate:1% 2%", "11,22 12,23"),
        ("rotate:90deg", "-2,1 -3,2"), ("rotate:z 90deg", "-2,1 -3,2"), ("scale:2", "2,4 4,6"),
        ("scale:2 3", "2,6 4,9"),
        ("scale:200%", "2,4 4,6"), ("translate:10px;rotate:90deg;scale:2;transform:translate(1px, 0)", "6,4 4,6"),
        ("translate:none", "1,2 2,3"), ("rotate:45", "1,2 2,3"), ("transform:translate3d(1px,2px,3px)", "2,4 3,5"),
        ("transform:translate(50%, 10%)", "501,102 502,103"), ("transform:rotateZ(90deg)", "-2,1 -3,2"),
    ])
    func transforms(style: String, strokes: String) {
        #expect(Reading.strokes("<path style='\(style)' d='M1 2L2 3'/>") == strokes)
        #expect(Reading.strokes("<style>path{\(style)}</style><path d='M1 2L2 3'/>") == strokes)
    }

    @Test func transformOriginOfAttributes() {
        #expect(Reading.strokes("<path transform='scale(2)' transform-origin='1 2' d='M1 2L2 3'/>") == "1,2 3,4")
        #expect(
            Reading.strokes("<path transform='scale(2)' style='transform-origin:1px 2px' d='M1 2L2 3'/>") == "1,2 3,4"
        )
    }

    @Test func fragmentsWithPercents() {
        #expect(Reading.strokes("<defs><path id='ä b' d='M0 0h1'/></defs><use href='#%C3%A4%20b'/>") == "0,0 1,0")
        #expect(Reading.strokes("<defs><path id='a%20b' d='M0 0h1'/></defs><use href='#a%20b'/>") == "0,0 1,0")
    }
}
