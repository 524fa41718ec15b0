internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Groups, transforms, viewports and references.
struct StructureTests {
    @Test(arguments: [
        ("translate(10 20)", "11,22 12,23"), ("translate(10)", "11,2 12,3"), ("translate(10,20)", "11,22 12,23"),
        ("translate(10-20)", "11,-18 12,-17"), ("scale(2)", "2,4 4,6"), ("scale(2 -1)", "2,-2 4,-3"),
        ("rotate(90)", "-2,1 -3,2"), ("rotate(90 1 2)", "1,2 0,3"), ("rotate(-90,1,2)", "1,2 2,1"),
        ("rotate(180)", "-1,-2 -2,-3"), ("rotate(450)", "-2,1 -3,2"), ("skewX(45)", "3,2 5,3"),
        ("skewY(45)", "1,3 2,5"), ("matrix(1 2 3 4 5 6)", "12,16 16,22"), ("matrix(1,0,0,1,.5.5)", "1.5,2.5 2.5,3.5"),
        ("translate(10 0) scale(2)", "12,4 14,6"), ("scale(2) translate(10 0)", "22,4 24,6"),
        ("scale(2),translate(10 0)", "22,4 24,6"), ("scale(2)translate(10 0)", "22,4 24,6"),
        ("  translate ( 10 , 20 )  ", "11,22 12,23"), ("none", "1,2 2,3"), ("", "1,2 2,3"),
        ("translate(87.5,32.5) scale(2) translate(-1,-2)", "87.5,32.5 89.5,34.5"),
        ("translate(1e1 2E1)", "11,22 12,23"), ("scale(0)", ""), ("scale(0 1)", ""), ("matrix(1 2 2 4 0 0)", ""),
    ])
    func transforms(transform: String, strokes: String) {
        let path = "d='M1 2L2 3'"
        #expect(Reading.strokes("<path transform='\(transform)' \(path)/>") == strokes)
        #expect(Reading.strokes("<g transform='\(transform)'><path \(path)/></g>") == strokes)
        #expect(Reading.strokes("<a transform='\(transform)'><path \(path)/></a>") == strokes)
        #expect(
            Reading.strokes("<use href='#p' transform='\(transform)'/><defs><path id='p' \(path)/></defs>") == strokes
        )
        if !transform.isEmpty { #expect(Reading.strokes("<path style='transform:\(transform)' \(path)/>") == strokes) }
    }

    @Test(arguments: [
        "translate(1 2 3)", "rotate(1 2)", "translate", "translate(1", "spin(3)", "matrix(1 2 3)", "scale(x)",
    ])
    func wrongTransforms(transform: String) {
        let result = Reading.read("<svg stroke='red'><path transform='\(transform)' d='M1 2L2 3'/></svg>")
        #expect(Reading.text(result.sketches.first) == "1,2 2,3")
        #expect(Reading.warnings(result) == ["1:19: the transform cannot be read and is left out"])
    }

    @Test func styleTransforms() {
        let path = "<path d='M1 2L2 3' transform='scale(7)'"
        #expect(Reading.strokes("\(path) style='transform: translate(10px, 20px) rotate(0.25turn)'/>") == "8,21 7,22")
        #expect(Reading.strokes("\(path) style='transform: translateX(1in) scaleY(2)'/>") == "97,4 98,6")
        #expect(Reading.strokes("<style>path{transform:none}</style>\(path)/>") == "1,2 2,3")
    }

    @Test func groupsCompose() {
        let body = """
            <g transform='translate(87.5,32.5) scale(2)'><g transform='translate(-1,-2)'><path d='M1 2L2 3'/></g>
            <path d='M0 0H1'/></g><path d='M0 0H1'/>
            """
        #expect(Reading.strokes(body) == "87.5,32.5 89.5,34.5 | 87.5,32.5 89.5,32.5 | 0,0 1,0")
    }

    // MARK: Viewports

    @Test(arguments: [
        // A box of 10×10 on a viewport of 200×100.
        ("", "50,0 150,100"), ("xMidYMid", "50,0 150,100"), ("xMinYMin meet", "0,0 100,100"),
        ("xMaxYMid", "100,0 200,100"), ("none", "0,0 200,100"), ("xMidYMid slice", "0,-50 200,150"),
        ("xMidYMin slice", "0,0 200,200"), ("xMidYMax slice", "0,-100 200,100"), ("defer xMinYMax", "0,0 100,100"),
        ("nonsense", "50,0 150,100"),
    ])
    func aspectRatios(ratio: String, strokes: String) {
        let path = "<path d='M5 5L15 15'/>"
        let box = "viewBox='5 5 10 10' preserveAspectRatio='\(ratio)'"
        #expect(Reading.strokes("<svg width='200' height='100' \(box)>\(path)</svg>") == strokes)
        let symbol = "<symbol id='s' \(box)>\(path)</symbol>"
        #expect(Reading.strokes("\(symbol)<use href='#s' width='200' height='100'/>") == strokes)
        #expect(
            Reading.strokes("<use href='#s' width='200' height='100'/><svg id='s' width='1' height='1' \(box)/>")
                .isEmpty
        )
    }

    @Test(arguments: [
        ("<svg x='10' y='20'><path d='M0 0L1 1'/></svg>", "10,20 11,21"),
        ("<svg x='10%' y='20%' width='50%' height='50%'><line x2='100%' y2='100%'/></svg>", "100,200 600,700"),
        ("<svg width='100' height='100' viewBox='0 0 10 10'><line x2='50%' y2='50%'/></svg>", "0,0 50,50"),
        ("<svg width='0' height='10'><path d='M0 0L1 1'/></svg>", ""),
        ("<svg width='100' height='100' viewBox='0 0 0 10'><path d='M0 0L1 1'/></svg>", ""),
        ("<svg width='100' height='100' viewBox='0 0 10 0'><path d='M0 0L1 1'/></svg>", ""),
        ("<symbol id='s' viewBox='0 0 0 0'><path d='M0 0L1 1'/></symbol><use href='#s'/>", ""),
        ("<svg width='100' height='100' viewBox='0 0 -1 10'><path d='M0 0L1 1'/></svg>", "0,0 1,1"),
        ("<svg width='1cm' height='1cm' viewBox='0,0,1,1'><path d='M0 0L1 1'/></svg>", "0,0 37.795276,37.795276"),
        ("<svg><svg x='1'><svg x='2'><path d='M0 0L1 1'/></svg></svg></svg>", "3,0 4,1"),
    ])
    func nestedDocuments(markup: String, strokes: String) { #expect(Reading.strokes(markup) == strokes) }

    /// The root's own box is not mapped onto anything: its units are those of the sketch.
    @Test(arguments: [
        "viewBox='0 0 100 100'", "viewBox='0 0 100 100' width='10cm' height='3cm'", "width='100' height='100'",
        "viewBox='-50 -50 100 100' preserveAspectRatio='none' width='1' height='7'",
    ])
    func rootUnits(attributes: String) {
        let result = Reading.read(
            "<svg \(attributes)><path stroke='red' d='M1 2L3 4'/><line stroke='red' x2='50%'/></svg>"
        )
        #expect(Reading.text(result.sketches.first) == "1,2 3,4 | 0,0 50,0")
    }

    // MARK: References

    @Test(arguments: [
        ("<use href='#p' x='10' y='20'/><defs><path id='p' d='M0 0L1 1'/></defs>", "10,20 11,21"),
        ("<defs><path id='p' d='M0 0L1 1'/></defs><use xlink:href='#p'/>", "0,0 1,1"),
        ("<path id='p' d='M0 0L1 1'/><use href='#p' x='5'/>", "0,0 1,1 | 5,0 6,1"),
        (
            "<use xlink:href='#q' href='#p'/><defs><path id='p' d='M0 0L1 1'/><path id='q' d='M9 9h1'/></defs>",
            "0,0 1,1"
        ),
        (
            "<defs><g id='g' transform='scale(2)'><path d='M1 0L1 1'/></g></defs><use href='#g' x='1' transform='scale(3)'/>",
            "9,0 9,6"
        ),
        ("<defs><path id='a' d='M0 0L1 1'/><use id='b' href='#a' x='1'/></defs><use href='#b' x='1'/>", "2,0 3,1"),
        ("<symbol id='s'><path d='M0 0L1 1'/></symbol>", ""),
        ("<symbol id='s'><path d='M0 0L1 1'/></symbol><use href='#s' x='3'/>", "3,0 4,1"),
        ("<symbol id='s' viewBox='0 0 10 10'><path d='M0 0L1 1'/></symbol><use href='#s'/>", "0,0 100,100"),
        ("<clipPath><path id='p' d='M0 0L1 1'/></clipPath><use href='#p'/>", "0,0 1,1"),
        ("<path id='p' d='M0 0L1 1'/><path id='p' d='M5 5h1'/><defs/><use href='#p'/>", "0,0 1,1 | 5,5 6,5 | 0,0 1,1"),
        (
            "<svg id='n' width='10' height='10' viewBox='0 0 1 1'><line x2='1'/></svg><use href='#n' width='20' height='20'/>",
            "0,0 10,0 | 0,0 20,0"
        ),
        ("<use/>", ""), ("<use href=''/>", ""), ("<use href='#'/>", ""),
    ])
    func references(markup: String, strokes: String) { #expect(Reading.strokes(markup) == strokes) }

    @Test(arguments: [
        (
            "<g id='a'><path d='M0 0h1'/><use href='#a'/></g>", "a use of an element inside itself is left out",
            "0,0 1,0"
        ),
        ("<use id='a' href='#a'/>", "a use of an element inside itself is left out", ""),
        ("<use href='#missing'/>", "a use of '#missing', which is not in the file, is left out", ""),
        ("<use href='other.svg#a'/>", "a use of another file is left out", ""),
        (
            "<g id='a'><path d='M0 0h1'/><use href='#b'/></g><defs><g id='b'><use href='#a'/></g></defs>",
            "a use of an element inside itself is left out", "0,0 1,0"
        ),
    ])
    func referencesThatCannotBeDrawn(markup: String, warning: String, strokes: String) {
        let result = Reading.body(markup)
        #expect(result.faults.isEmpty)
        #expect(result.warnings.first?.text == warning)
        #expect(Reading.text(result.sketches.first) == strokes)
    }

    // MARK: What is and is not drawn

    @Test(arguments: [
        "defs", "clipPath", "mask", "marker", "pattern", "linearGradient", "symbol", "metadata", "script",
        "foreignObject", "filter", "title", "unknown",
    ])
    func definitionsAreNotDrawn(element: String) {
        #expect(Reading.strokes("<\(element)><path d='M0 0h1'/></\(element)><path d='M5 5h1'/>") == "5,5 6,5")
    }

    @Test func switchesTakeTheFirstThatIsFine() {
        let body = """
            <switch><foreignObject requiredExtensions='x'><p/></foreignObject><g requiredExtensions='x'><path d='M1 1h1'/></g>
            <g systemLanguage='de'><path d='M2 2h1'/></g><g><path d='M3 3h1'/></g><path d='M4 4h1'/></switch>
            """
        #expect(Reading.strokes(body) == "3,3 4,3")
        #expect(Reading.strokes("<switch/>").isEmpty)
    }

    @Test(arguments: [
        ("en", true), ("de, en", true), ("de,en", true), ("EN", true), (" en", true), ("en-GB", true), ("enm", false),
        ("de", false), ("", false), ("de,, en-us ", true), ("e", false), ("en_GB", false),
    ])
    func languages(list: String, isDrawn: Bool) {
        let path = "<path systemLanguage='\(list)' d='M0 0h1'/>"
        #expect(Reading.strokes("<switch>\(path)<path d='M5 5h1'/></switch>") == (isDrawn ? "0,0 1,0" : "5,5 6,5"))
        // On any element, wherever it is.
        #expect(Reading.strokes(path) == (isDrawn ? "0,0 1,0" : ""))
        #expect(Reading.strokes("<g systemLanguage='\(list)'><path d='M0 0h1'/></g>") == (isDrawn ? "0,0 1,0" : ""))
    }

    @Test func extensionsAreAskedForAnywhere() {
        #expect(Reading.strokes("<g requiredExtensions='urn:x'><path d='M0 0h1'/></g><path d='M5 5h1'/>") == "5,5 6,5")
        #expect(Reading.strokes("<g requiredExtensions=''><path d='M0 0h1'/></g>") == "0,0 1,0")
    }

    @Test func anEmptyViewBoxShowsNothing() {
        let result = Reading.read("<svg viewBox='0 0 0 0'><path stroke='red' d='M0 0h1'/></svg>")
        #expect(Reading.text(result.sketches.first).isEmpty)
        #expect(Reading.warnings(result) == ["1:1: the drawing has no strokes"])
    }

    @Test func otherNamespacesAreLeftOut() {
        let body = """
            <s:namedview xmlns:s='http://sodipodi'><path d='M1 1h1'/></s:namedview>
            <x:path xmlns:x='urn:x' d='M2 2h1'/><g xmlns='urn:y'><path d='M3 3h1'/></g><path d='M4 4h1'/>
            """
        #expect(Reading.strokes(body) == "4,4 5,4")
        let prefixed =
            "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:path stroke='red' d='M1 1h1'/><path d='M2 2h1'/></s:svg>"
        #expect(Reading.text(Reading.read(prefixed).sketches.first) == "1,1 2,1")
    }

    @Test func textAndImagesAreReported() {
        let result = Reading.body("<text>hello <tspan>you</tspan></text><image href='a.png'/><path d='M1 1h1'/>")
        #expect(result.losses.sorted.map(\.loss.name) == ["imagesSkipped", "textSkipped"])
    }
}
