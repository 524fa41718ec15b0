internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Which shapes a pen draws, by attributes, style sheets and inheritance.
struct StyleTests {
    private static let path = "<path id='p' class='one two' d='M0 0h1'"

    /// Whether the path is drawn, in a document that gives neither stroke nor fill.
    private static func isDrawn(_ markup: String) -> Bool {
        Reading.text(Reading.read("<svg>\(markup)</svg>").sketches.first) == "0,0 1,0"
    }

    @Test(arguments: [
        ("stroke='black'", true), ("stroke='none'", false), ("", false), ("stroke='#f00'", true),
        ("stroke='rgb(1,2,3)'", true), ("stroke='transparent'", false), ("stroke='#12345600'", false),
        ("stroke='#1230'", false), ("stroke='#123f'", true), ("stroke='rgba(1,2,3,0)'", false),
        ("stroke='rgba(1,2,3,.5)'", true), ("stroke='rgb(1 2 3 / 0%)'", false), ("stroke='url(#g)'", false),
        ("stroke='url(#g) none'", false), ("stroke=''", false), ("stroke='currentColor'", true),
        ("stroke='currentColor' color='transparent'", false), ("stroke='red' stroke-width='0'", false),
        ("stroke='red' stroke-width='0.1mm'", true), ("stroke='red' stroke-opacity='0'", false),
        ("stroke='red' opacity='0'", false), ("stroke='red' opacity='0.01'", true),
        ("stroke='red' opacity='0%'", false), ("stroke='red' visibility='hidden'", false),
        ("stroke='red' visibility='collapse'", false), ("stroke='red' display='none'", false),
        ("stroke='red' display='inline'", true), ("style='stroke:red'", true), ("style='stroke : red ;'", true),
        ("style='STROKE:Red'", true), ("stroke='red' style='stroke:none'", false),
        ("stroke='red' style='fill:none;stroke:none;'", false), ("style='stroke:red;stroke:none'", false),
        ("style='stroke:red!important;stroke:none'", true), ("style='stroke:red ! important;stroke:none'", true),
        ("style='/* stroke:none */stroke:red'", true), ("style='stroke:red;;broken;x:y'", true),
        ("style='fill:url(data:image/png;base64,AAAA);stroke:red'", true),
        ("style='font-family:\"a;b\";stroke:red'", true), ("style='stroke:red;stroke:'", true),
    ])
    func ownStyle(attributes: String, isDrawn: Bool) {
        #expect(Self.isDrawn("\(Self.path) fill='none' \(attributes)/>") == isDrawn)
    }

    @Test(arguments: [
        ("<g stroke='red'>", "", true), ("<g stroke='red'>", "stroke='none'", false),
        ("<g stroke='red'>", "stroke='inherit'", true), ("<g style='stroke:red'>", "", true),
        ("<g stroke='none'>", "stroke='red'", true), ("<g visibility='hidden'>", "stroke='red'", false),
        ("<g visibility='hidden'>", "stroke='red' visibility='visible'", true),
        ("<g display='none'>", "stroke='red' display='inline'", false), ("<g opacity='0'>", "stroke='red'", false),
        ("<g opacity='0.5'>", "stroke='red' opacity='inherit'", true),
        ("<g color='transparent'>", "stroke='currentColor'", false),
        ("<g stroke='currentColor' color='transparent'>", "color='red'", true),
        ("<g stroke='red' stroke-width='0'>", "", false), ("<g stroke='red' stroke-opacity='0'>", "", false),
    ])
    func inheritedStyle(group: String, attributes: String, isDrawn: Bool) {
        #expect(Self.isDrawn("\(group)\(Self.path) fill='none' \(attributes)/></g>") == isDrawn)
    }

    /// Rules that match, and rules that do not, and which of several wins.
    @Test(arguments: [
        ("path{stroke:red}", true), ("*{stroke:red}", true), (".one{stroke:red}", true), (".two{stroke:red}", true),
        (".three{stroke:red}", false), ("#p{stroke:red}", true), ("path.one.two#p{stroke:red}", true),
        ("rect{stroke:red}", false), ("rect,path{stroke:red}", true), ("rect , .one {stroke:red}", true),
        ("g path{stroke:red}", true), ("svg path{stroke:red}", true), ("svg>path{stroke:red}", false),
        ("g > path{stroke:red}", true), ("svg>g>path{stroke:red}", true), ("svg > * > path{stroke:red}", true),
        ("g g path{stroke:red}", false), (".layer path{stroke:red}", true), ("#layer1 .one{stroke:red}", true),
        ("path path{stroke:red}", false), ("unknown{stroke:red}", false), ("unknown path{stroke:red}", false),
        ("[id]{stroke:red}", true), ("[d]{stroke:red}", true), ("[x]{stroke:red}", false), ("[id=p]{stroke:red}", true),
        ("[id='p']{stroke:red}", true), ("[id=\"q\"]{stroke:red}", false), ("[class~=one]{stroke:red}", true),
        ("[class~='on']{stroke:red}", false), ("[class^='one t']{stroke:red}", true),
        ("[class$=two]{stroke:red}", true),
        ("[class*='e t']{stroke:red}", true), ("[class*='']{stroke:red}", false), ("[data-kind=ink]{stroke:red}", true),
        ("[data-kind|=ink]{stroke:red}", true), ("[data-kind=x]{stroke:red}", false),
        ("path[data-kind]{stroke:red}", true),
        // Specificity and order.
        ("path{stroke:none}.one{stroke:red}", true), (".one{stroke:red}path{stroke:none}", true),
        (".one{stroke:red}.two{stroke:none}", false), ("#p{stroke:red}.one.two{stroke:none}", true),
        ("#p{stroke:none}path.one.two{stroke:red}", false), ("path{stroke:red!important}#p{stroke:none}", true),
        ("g .one{stroke:red}.one{stroke:none}", true), ("[d]{stroke:red}path{stroke:none}", true),
        ("path{stroke:red}*{stroke:none}", true),
        // Grammar.
        ("/* path{stroke:none} */path{stroke:red}", true), ("@charset 'x'; path{stroke:red}", true),
        ("@import url(a.css);path{stroke:red}", true), ("@media print{path{stroke:none}}path{stroke:red}", true),
        ("@font-face{font-family:x}path{stroke:red}", true), ("path:hover{stroke:red}", false),
        ("path:hover,path{stroke:red}", true), ("path:odd-one,path{stroke:red}", false), ("g+path{stroke:red}", false),
        ("{stroke:red}", false),
        ("path{stroke:red", true), ("path{}path{stroke:red}", true), ("}path{stroke:red}", true),
        ("path{stroke:none}}path{stroke:red}", true), ("path", false), ("path{stroke", false),
        ("<![CDATA[path{stroke:red}]]>", true), ("<![CDATA[g>path{stroke:red}]]>", true),
        ("path &gt; path, path{stroke:red}", true), ("path\n{\n\tstroke :\n red\n}\n", true),
        ("path{fill:url('a}b');stroke:red}", true),
    ])
    func styleSheets(css: String, isDrawn: Bool) {
        let group = "<g id='layer1' class='layer'>\(Self.path) data-kind='ink' fill='none'/></g>"
        // Wherever the style sheet is.
        for markup in ["<style>\(css)</style>\(group)", "\(group)<style type='text/css'>\(css)</style>"] {
            #expect(Self.isDrawn(markup) == isDrawn)
        }
    }

    @Test(arguments: [
        // Presentation attribute < rule < style < important rule < important style.
        ("path{stroke:none}", "stroke='red'", false), ("path{stroke:none}", "style='stroke:red'", true),
        ("path{stroke:none!important}", "style='stroke:red'", false),
        ("path{stroke:none!important}", "style='stroke:red!important'", true),
        ("path{stroke:inherit}", "stroke='red'", false), ("path{stroke:nonsense(}", "stroke='none'", false),
    ])
    func precedence(css: String, attributes: String, isDrawn: Bool) {
        #expect(Self.isDrawn("<style>\(css)</style>\(Self.path) fill='none' \(attributes)/>") == isDrawn)
    }

    @Test func severalSheets() {
        let path = "\(Self.path) fill='none'/>"
        #expect(Self.isDrawn("<style>path{stroke:none}</style>\(path)<defs><style>path{stroke:red}</style></defs>"))
        #expect(!Self.isDrawn("<style>path{stroke:red}</style><style>path{stroke:none}</style>\(path)"))
        #expect(Self.isDrawn("<style>path{</style><style>path{stroke:red}</style>\(path)"))
    }

    @Test func rulesReachThroughReferences() {
        let markup =
            "<style>.ink{stroke:red}</style><defs><g id='g'><path class='ink' fill='none' d='M0 0h1'/></g></defs>"
        #expect(Self.isDrawn("\(markup)<use href='#g'/>"))
        #expect(Self.isDrawn("<use href='#q' stroke='red'/><defs><path id='q' fill='none' d='M0 0h1'/></defs>"))
    }

    // MARK: Fill

    private static let filled = "<svg>\n <rect width='10' height='5' fill='white'/>\n <path d='M0 0H10V10'/></svg>"

    @Test func filledShapesAreSkippedAndReported() {
        let result = Reading.read(Self.filled)
        #expect(Reading.text(result.sketches.first).isEmpty)
        #expect(result.losses.sorted.map(\.loss.name) == ["filledShapesSkipped"])
        #expect(
            Reading.warnings(result) == [
                "1:1: all 2 shapes are filled and have no stroke, so nothing is read; svg:fill=outline reads outlines"
            ]
        )
        let one = Reading.read("<svg><circle r='4'/><path stroke='none' fill='none' d='M0 0h1'/></svg>")
        #expect(one.warnings.first?.text.hasPrefix("the one shape is filled") == true)
        #expect(one.losses.sorted.map(\.loss.name) == ["filledShapesSkipped", "hiddenShapesSkipped"])
    }

    @Test func outlinesOfFilledShapes() {
        var format = SVGFormat()
        format.fill = .outline
        let result = Reading.read(Self.filled, format)
        #expect(Reading.text(result.sketches.first) == "0,0 10,0 10,5 0,5 0,0 | 0,0 10,0 10,10")
        #expect(result.warnings.isEmpty && result.losses.isEmpty)
        #expect(Reading.text(Reading.read("<svg><path fill='none' d='M0 0h1'/></svg>", format).sketches.first).isEmpty)
    }

    @Test func filledShapesRefused() {
        var format = SVGFormat()
        format.fill = .error
        let result = Reading.read(Self.filled, format)
        #expect(result.sketches.isEmpty)
        #expect(
            result.messages == [
                "drawing.svg:2:2: error: this rect is filled and has no stroke; svg:fill=skip leaves such shapes out, svg:fill=outline reads their outlines"
            ]
        )
    }

    @Test(arguments: [
        "fill='transparent' stroke='red'", "fill='red' stroke='red'", "stroke='red'", "fill='none' style='stroke:red'",
    ])
    func strokedShapesAreDrawnWhateverTheirFill(attributes: String) {
        #expect(Self.isDrawn("\(Self.path) \(attributes)/>"))
    }

    @Test func emptyDrawings() {
        let result = Reading.read("<svg/>")
        #expect(result.sketches.count == 1)
        #expect(Reading.warnings(result) == ["1:1: the drawing has no strokes"])
    }
}
