internal import SketchModel
internal import SketchTransforms
internal import Testing

struct TransformListTests {
    @Test(arguments: [
        ("simplfy:2", "there is no transform 'simplfy'; did you mean simplify?"),
        ("normalize:std", "there is no transform 'normalize'; did you mean normalise?"),
        ("centre", "there is no transform 'centre'; did you mean center?"),
        ("sampel:2", "there is no transform 'sampel'; did you mean sample?"),
        ("simplify", "transform 'simplify' needs an argument; write simplify:EPS[,segment]|points=N"),
        ("simplify:", "transform 'simplify' needs an argument; write simplify:EPS[,segment]|points=N"),
        ("simplify:two", "transform 'simplify': 'two' is not a number; write simplify:EPS[,segment]|points=N"),
        ("simplify:nan", "transform 'simplify': 'nan' is not a number; write simplify:EPS[,segment]|points=N"),
        ("simplify:0x2", "transform 'simplify': '0x2' is not a number; write simplify:EPS[,segment]|points=N"),
        ("simplify:1e999", "transform 'simplify': '1e999' is not a number; write simplify:EPS[,segment]|points=N"),
        (
            "simplify:-1",
            "transform 'simplify': EPS is out of range: -1; EPS is 0 or more; write simplify:EPS[,segment]|points=N"
        ),
        ("simplify:2,line", "transform 'simplify' cannot take 'line'; write simplify:EPS[,segment]|points=N"),
        ("simplify:2,segment,3", "transform 'simplify' cannot take '3'; write simplify:EPS[,segment]|points=N"),
        (
            "simplify:points=1.5",
            "transform 'simplify': '1.5' is not a whole number of 0 or more; write simplify:EPS[,segment]|points=N"
        ),
        (
            "simplify:points=0",
            "transform 'simplify': N is out of range: 0; N is 1 or more; write simplify:EPS[,segment]|points=N"
        ),
        ("align:1", "transform 'align' cannot take '1'; write align"),
        ("quickdraw:2", "transform 'quickdraw' cannot take '2'; write quickdraw"),
        ("fit:256,pad=2", "transform 'fit' cannot take 'pad=2'; write fit:SIDE[,padding=P]"),
        ("fit:256,padding=1,padding=2", "transform 'fit' cannot take 'padding=2'; write fit:SIDE[,padding=P]"),
        (
            "fit:10,padding=5",
            "transform 'fit': P is out of range: 5; P is less than half of SIDE; write fit:SIDE[,padding=P]"
        ),
        ("fit:0", "transform 'fit': SIDE is out of range: 0; SIDE is more than 0; write fit:SIDE[,padding=P]"),
        ("scale:0", "transform 'scale': K is out of range: 0; K is not 0; write scale:K|KX,KY"),
        ("translate:1", "transform 'translate' needs an argument; write translate:DX,DY"),
        ("translate:1,", "transform 'translate' needs an argument; write translate:DX,DY"),
        ("flip:diagonal", "transform 'flip' cannot take 'diagonal'; write flip:horizontal|vertical"),
        ("strokes:5..2", "transform 'strokes': MAX is out of range: 2; MAX is MIN or more; write strokes:MIN..MAX"),
        ("strokes:..", "transform 'strokes' needs an argument; write strokes:MIN..MAX"),
        ("points:a..b", "transform 'points': 'a' is not a whole number of 0 or more; write points:MIN..MAX"),
        ("take:-1", "transform 'take': '-1' is not a whole number of 0 or more; write take:N[/label]"),
        ("label:", "transform 'label' needs an argument; write label:NAME[,NAME]..."),
        ("label:a,,b", "transform 'label' needs an argument; write label:NAME[,NAME]..."),
        ("recognized:maybe", "transform 'recognized' cannot take 'maybe'; write recognized[:true|false]"),
        ("resample:3", "transform 'resample' cannot take '3'; write resample:spacing=S|points=N|time=MS"),
        ("resample", "transform 'resample' needs an argument; write resample:spacing=S|points=N|time=MS"),
        (
            "resample:points=3,spacing=2",
            "transform 'resample' cannot take 'spacing=2'; write resample:spacing=S|points=N|time=MS"
        ),
        (
            "jitter-scale:1",
            "transform 'jitter-scale': E is out of range: 1; E is 0 or more and less than 1; write jitter-scale:E"
        ),
        ("drop-points:1.1", "transform 'drop-points': P is out of range: 1.1; P is 0 to 1; write drop-points:P"),
        ("augment:x", "transform 'augment': 'x' is not a number; write augment[:FACTOR][,NAME=P/STRENGTH]..."),
        ("augment:cuts=1/1", "transform 'augment' cannot take 'cuts=1/1'; write augment[:FACTOR][,NAME=P/STRENGTH]..."),
        ("augment:cutting=1", "transform 'augment' needs an argument; write augment[:FACTOR][,NAME=P/STRENGTH]..."),
        (
            "augment:cutting=2/1",
            "transform 'augment': P is out of range: 2; P is 0 to 1; write augment[:FACTOR][,NAME=P/STRENGTH]..."
        ),
        ("normalise", "transform 'normalise' needs an argument; write normalise:std[=VALUE]|bbox|sketchxai"),
        ("normalise:mean", "transform 'normalise' cannot take 'mean'; write normalise:std[=VALUE]|bbox|sketchxai"),
        ("normalise:std=", "transform 'normalise' needs an argument; write normalise:std[=VALUE]|bbox|sketchxai"),
    ])
    func refusals(argument: String, expected: String) { #expect(parseError(argument) == expected) }

    @Test func unknownNameFarFromAll() throws {
        let message = try #require(parseError("xylophone"))
        #expect(
            message.hasPrefix("there is no transform 'xylophone'; the transforms are quickdraw, simplify, resample, ")
        )
        #expect(parseError("")?.hasPrefix("there is no transform ''; the transforms are ") == true)
    }

    @Test func kinds() {
        #expect(TransformError.unknownTransform("a", nearest: []).kind == .wrongUsage)
        #expect(TransformError.notANumber("a", form: "b").kind == .wrongUsage)
        #expect(TransformError.noTimes.kind == .badData)
        #expect(TransformError.overflow(transform: "fit").message == "coordinates too large for transform 'fit'")
    }

    @Test func orderTypedIsOrderRun() throws {
        let dot = Sketch(strokes: [[Point(1, 1)]])
        #expect(try run(["scale:2", "translate:1,0"], on: [dot])[0].points == [Point(3, 2)])
        #expect(try run(["translate:1,0", "scale:2"], on: [dot])[0].points == [Point(4, 2)])
        #expect(try TransformCatalogue.steps(parsing: []).isEmpty)
    }

    @Test func numbersInEveryForm() throws {
        #expect(try run("translate:-.5,+1e1", on: [(0, 0)]) == [[-0.5, 10]])
    }

    @Test func catalogueIsWhole() {
        let names = TransformCatalogue.entries.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(
            Set(names) == [
                "quickdraw", "simplify", "resample", "dedupe", "fit", "align", "center", "normalise", "scale", "rotate",
                "flip", "translate", "strokes", "points", "label", "recognized", "country", "take", "skip", "sample",
                "shuffle", "unique", "part", "layer", "color", "jitter-scale", "drop-points",
                "augment",
            ]
        )
        for entry in TransformCatalogue.entries {
            #expect(entry.form.hasPrefix(entry.name))
            #expect(!entry.summary.isEmpty && !entry.summary.contains("\n"))
        }
        #expect(TransformCatalogue.entry(named: "fit")?.form == "fit:SIDE[,padding=P]")
    }

    @Test func randomStepsNeedTheIndex() throws {
        for argument in ["jitter-scale:0.1", "drop-points:0.1", "fit:1"] {
            guard case .each(let transform) = try TransformCatalogue.steps(parsing: [argument])[0] else {
                Issue.record("not a step on each sketch")
                continue
            }
            #expect(transform.needsIndex == (argument != "fit:1"))
        }
    }
}
