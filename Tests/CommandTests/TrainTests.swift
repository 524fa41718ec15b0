internal import SketchModel
internal import TestSupport
internal import Testing

/// `croquis train` as a process.
@Suite struct TrainTests {
    private let folder = TemporaryFolder()
    /// A network that learns three shapes in a moment.
    private static let quick = [
        // Cut or joined, an angle is two lines or a part of a cross.
        "--augment", "cutting=0,0", "--augment", "joining=0,0", "--augment", "stray=0,0", "--augment", "shuffling=0,0",
        "--width", "16", "--layers", "1", "--heads", "2", "--lstm-layers", "1", "--dropout", "0.05", "--batch-size",
        "80", "--learning-rate", "1e-2", "--average", "0.8", "--validation", "0.2", "--steps",
        "40",
    ]

    init() { folder.write(Self.shapes(180), to: "shapes.ndjson") }

    /// Lines, angles and crosses as QuickDraw has them.
    private static func shapes(_ count: Int, label: String? = nil) -> String {
        var generator = SeededGenerator(seed: 5)
        func at(_ value: Int) -> Int { value + generator.index(below: 24) }
        return (0..<count).map { index in
            let kind = index % 3
            let drawing =
                switch kind {
                case 0: "[[[\(at(0)),\(at(220))],[\(at(0)),\(at(0))]]]"
                case 1: "[[[\(at(0)),\(at(220)),\(at(220))],[\(at(0)),\(at(0)),\(at(220))]]]"
                default:
                    "[[[\(at(0)),\(at(220))],[\(at(0)),\(at(220))]],[[\(at(220)),\(at(0))],[\(at(0)),\(at(220))]]]"
                }
            return #"{"word":"\#(label ?? ["line", "Angle", "cross"][kind])","drawing":\#(drawing)}"# + "\n"
        }.joined()
    }

    private func train(_ arguments: [String], quick: [String] = quick) throws -> CommandRun {
        try CommandRun.croquis(["train"] + arguments + quick, in: folder.path)
    }

    @Test func learnsShapes() throws {
        let run = try train(["shapes.ndjson", "-o", "m.safetensors"])
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.errors.split(separator: "\n")
        #expect(lines.first == "read 180 sketches (quickdraw): 145 to train on, 35 for validation, of 3 classes")
        #expect(lines.dropFirst().first == "network: width 16, 1 layer, 2 heads, 7 459 weights")
        #expect(lines.contains("wrote m.safetensors (3 classes)"))
        #expect(lines.contains { $0.hasPrefix("step 40 of 40: loss ") && $0.contains("; validation: loss ") })
        #expect(
            lines.contains {
                $0.hasPrefix("validation, 35 sketches: ") && $0.hasSuffix(" % on average over the classes")
            }
        )
        #expect(folder.names == ["m.safetensors", "m.svg", "m.tsv", "shapes.ndjson"])
        #expect((folder.text("m.tsv") ?? "").split(separator: "\n").count == 41)
        // Three classes: the first five are no news.
        #expect(!run.errors.contains("among five") && !(folder.text("m.svg") ?? "").contains("five"))
        let json = try train(["shapes.ndjson", "-o", "m.safetensors", "--force", "--json"])
        #expect(
            json.errors.isEmpty
                && json.text.hasPrefix(#"{"output":"m.safetensors","read":180,"faults":0,"trained":145,"#)
        )
        #expect(json.text.contains(#""classes":3,"steps":40,"weights":7459,"top1":"#))
        let top = json.text.split(separator: #""top1":"#).last?.prefix { $0 != "," }
        #expect(top.flatMap { Double($0) } ?? 0 > 0.95, "\(json.text)")
    }

    @Test func validatesOnSketchesOfTheirOwn() throws {
        folder.write(Self.shapes(30), to: "valid.ndjson")
        let quick = Self.quick.filter { !["--validation", "0.2"].contains($0) } + ["--steps", "2"]
        let run = try train(["shapes.ndjson", "-o", "m", "--validate-on", "valid.ndjson"], quick: quick)
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.errors.hasPrefix("read 180 sketches (quickdraw): 180 to train on, 30 for validation, of 3 classes\n")
        )
        #expect(run.errors.contains("\nvalidation, 30 sketches: "))
        let both = try train(["shapes.ndjson", "-o", "n", "--validate-on", "valid.ndjson"])
        #expect(both.status == 64 && both.errors.contains("give --validation or --validate-on, not both"))
        folder.write(Self.shapes(3, label: "owl"), to: "owls.ndjson")
        let other = try train(["shapes.ndjson", "-o", "n", "--validate-on", "owls.ndjson"], quick: quick)
        #expect(other.status == 65 && other.errors.hasPrefix("--validate-on: error: "), "\(other.errors)")
        let missing = try train(["shapes.ndjson", "-o", "n", "--validate-on", "none.ndjson"], quick: quick)
        #expect(missing.status == 66 && missing.errors.hasPrefix("none.ndjson: error: "))
    }

    @Test func sameBytesWhateverTheJobs() throws {
        let quick = Self.quick + ["--steps", "6", "-q"]
        for (name, jobs) in [("a", "-j1"), ("b", "-j2"), ("c", "-j3")] {
            #expect(try train(["shapes.ndjson", "-o", name, jobs], quick: quick).status == 0)
        }
        let first = try #require(folder.read("a"))
        #expect(folder.read("b") == first && folder.read("c") == first)
        #expect(try train(["shapes.ndjson", "-o", "d", "--seed", "1"], quick: quick).status == 0)
        #expect(folder.read("d") != first)
    }

    /// Stopped again and again, by signals that let it write its checkpoint and by one that does not.
    @Test(arguments: ["TERM", "INT", "HUP", "KILL"])
    func goesOnToTheSameBytes(signal: String) throws {
        let options = Self.quick.dropLast(2) + ["--steps", "150", "--checkpoint-every", "0", "--no-curve"]
        let whole = try train(["shapes.ndjson", "-o", "whole", "-q"], quick: Array(options))
        #expect(whole.status == 0, "\(whole.errors)")
        let command = "croquis train shapes.ndjson -o m \(options.joined(separator: " "))"
        let run = try CommandRun.shell(
            """
            for i in $(seq 25); do
              if timeout -s \(signal) 0.2 \(command) 2>>talk; then echo done $i; break; fi
              ls -A | grep -v -e partial -e talk | tr '\\n' ' ' >> seen; echo >> seen
            done
            """,
            in: folder.path
        )
        // Slow machines are given all the time they need.
        if !run.text.hasPrefix("done") { _ = try CommandRun.shell(command + " -q", in: folder.path) }
        #expect(folder.read("m") == folder.read("whole"))
        #expect(!folder.names.contains("m.checkpoint"))
        let talk = folder.text("talk") ?? ""
        if signal != "KILL", run.text != "done 1\n", talk.contains("stopped") {
            #expect(talk.contains("; the same command goes on from m.checkpoint\n"))
            #expect(!folder.names.contains { $0.hasSuffix(".partial") })
        }
        // Each row of the log is there once.
        let steps = (folder.text("m.tsv") ?? "").split(separator: "\n").dropFirst().map { $0.prefix { $0 != "\t" } }
        #expect(steps == (1...150).map { "\($0)" }[...].map { Substring($0) })
        // Only a whole model has the model's name.
        for line in (folder.text("seen") ?? "").split(separator: "\n") {
            #expect(!line.split(separator: " ").contains("m"))
        }
    }

    @Test func anotherRunsCheckpointIsRefused() throws {
        folder.write("nonsense", to: "m.checkpoint")
        let broken = try train(["shapes.ndjson", "-o", "m", "-q"])
        #expect(broken.status == 65)
        let refusal = "exists, but isn't a training checkpoint; name another file with --checkpoint\n"
        #expect(broken.errors == "m.checkpoint: error: " + refusal)
        let again = try train(["shapes.ndjson", "-o", "m", "-q", "--restart", "--force"])
        #expect(again.status == 65 && again.errors == broken.errors && folder.text("m.checkpoint") == "nonsense")
        // One that went wrong leaves its checkpoint.
        let wild = Self.quick.dropLast(2) + ["--learning-rate", "1e6", "--clip", "0", "--steps", "400", "-q"]
        let diverged = try train(["shapes.ndjson", "-o", "n"], quick: Array(wild))
        #expect(diverged.status == 65 && diverged.errors.hasPrefix("n: error: the training diverged in step "))
        #expect(diverged.errors.hasSuffix("; start again with --restart and a lower --learning-rate\n"))
        let advice = "; start again with --restart, or name another file with --checkpoint\n"
        let other = try train(["shapes.ndjson", "-o", "n", "-q"])
        #expect(other.errors == "n.checkpoint: error: belongs to a training with other options" + advice)
        folder.write(Self.shapes(90), to: "fewer.ndjson")
        let fewer = try train(["fewer.ndjson", "-o", "n"], quick: Array(wild))
        #expect(fewer.errors == "n.checkpoint: error: belongs to a training with other sketches" + advice)
        #expect(try train(["shapes.ndjson", "-o", "n", "-q", "--restart"]).status == 0)
        #expect(!folder.names.contains("n.checkpoint"))
    }

    /// No output is ever put in an input's place, by whatever name it goes.
    @Test func inputsAreKept() throws {
        folder.write(Self.shapes(90), to: "more/shapes.ndjson")
        let quick = Array(Self.quick.dropLast(2))
        #expect(try train(["shapes.ndjson", "-o", "a", "-q", "--steps", "1"], quick: quick).status == 0)
        let links = "ln -s shapes.ndjson link.svg; ln shapes.ndjson hard.tsv; echo more > list"
        _ = try CommandRun.shell(links, in: folder.path)
        let kept = folder.names.map { folder.read($0) }
        let cases: [(arguments: [String], name: String)] = [
            (["shapes.ndjson", "-o", "shapes.ndjson"], "shapes.ndjson"),
            (["shapes.ndjson", "-o", "m", "--checkpoint", "shapes.ndjson"], "shapes.ndjson"),
            (["shapes.ndjson", "-o", "m", "--curve", "link.svg"], "link.svg"),
            (["shapes.ndjson", "-o", "m", "--log", "hard.tsv"], "hard.tsv"),
            (["more", "-o", "m", "--log", "more/shapes.ndjson"], "more/shapes.ndjson"),
            (["--files-from", "list", "-o", "more/shapes.ndjson"], "more/shapes.ndjson"),
            (["--files-from", "list", "-o", "list"], "list"),
            (["shapes.ndjson", "-o", "a", "--init", "./a"], "a"),
            (["shapes.ndjson", "-o", "m", "--log", "a", "--teacher", "a"], "a"),
        ]
        for (arguments, name) in cases {
            let run = try train(arguments + ["--force", "--restart"])
            #expect(run.status == 64)
            let refusal = "error: is one of the input files, and would be overwritten; give another name\n"
            #expect(run.errors == name + ": " + refusal)
        }
        #expect(folder.names.map { folder.read($0) } == kept)
    }

    @Test func fewSketchesForValidationAreTold() throws {
        func said(_ count: Int, _ share: String) throws -> [Substring] {
            folder.write(Self.shapes(count), to: "some.ndjson")
            var quick = Self.quick
            for (name, value) in [("--validation", share), ("--steps", "1")] {
                if let place = quick.firstIndex(of: name) { quick[place + 1] = value }
            }
            let run = try train(["some.ndjson", "-o", "m", "--force"], quick: quick)
            #expect(run.status == 0, "\(run.errors)")
            return run.errors.split(separator: "\n")
        }
        let none = "no sketch is kept for validation, as "
        #expect(try said(27, "0.05")[1] == none + "5 % of a class is less than one; keep some with --validation 0.2")
        #expect(try said(6, "0.1")[1] == none + "10 % of a class is less than one; keep some with --validation 0.5")
        #expect(try said(3, "0.5")[1] == none + "no class has two")
        #expect(try said(27, "0").allSatisfy { !$0.hasPrefix(none) })
        let few = try said(60, "0.4")
        let unfitted = "temperature 1, not fitted to fewer than 30 sketches (more with --validation), expected "
        #expect(few.last?.hasPrefix(unfitted + "calibration error ") == true, "\(few)")
        let many = try said(90, "0.4").last ?? ""
        #expect(many.hasPrefix("temperature ") && !many.contains("not fitted"))
    }

    /// What is written is what is kept, as the file had it, and other sketches are not there.
    @Test func writesWhatItKeepsForValidation() throws {
        let steps = Self.quick + ["--steps", "2", "--no-log", "--no-curve"]
        let kept = ["--validation-to", "kept.ndjson"]
        let run = try train(["shapes.ndjson", "-o", "m"] + kept, quick: steps)
        #expect(run.status == 0 && run.errors.contains("145 to train on, 35 for validation"), "\(run.errors)")
        let lines = (folder.text("kept.ndjson") ?? "").split(separator: "\n")
        #expect(lines.count == 35)
        // To the form in which `quickdraw` brings them, they are lines of the input.
        _ = try CommandRun.croquis(
            ["convert", "shapes.ndjson", "-t", "quickdraw", "-o", "all.ndjson"],
            in: folder.path
        )
        let all = Set((folder.text("all.ndjson") ?? "").split(separator: "\n"))
        #expect(lines.allSatisfy(all.contains), "\(lines.first { !all.contains($0) } ?? "")")

        let again = try train(["shapes.ndjson", "-o", "n"] + kept, quick: steps)
        #expect(again.status == 73 && again.errors.hasPrefix("kept.ndjson: error: already exists"), "\(again.errors)")
        let single = try train(["shapes.ndjson", "-o", "n", "--validation-to", "kept.svg"], quick: steps)
        #expect(
            single.errors
                == "kept.svg: error: can hold only one sketch, since svg holds one per file; choose a format that holds "
                + "many sketches per file, such as valid.ndjson\n"
        )
        #expect(single.status == 64)
        #expect(try train(["shapes.ndjson", "-o", "n", "--validation-to", "n"], quick: steps).status == 64)
        #expect(folder.names == ["all.ndjson", "kept.ndjson", "m", "shapes.ndjson"])
    }

    @Test func sketchesThatAreLeftOutAreTold() throws {
        let odd = #"{"word":"line","drawing":[]}"# + "\n" + #"{"word":" ","drawing":[[[1,2],[3,4]]]}"# + "\n"
        folder.write(Self.shapes(30) + odd, to: "odd.ndjson")
        let steps = Self.quick + ["--steps", "1", "--no-log", "--no-curve", "--dtype", "f32"]
        let run = try train(["odd.ndjson", "-o", "m", "--labels", "line, Angle"], quick: steps)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.hasPrefix("read 32 sketches (quickdraw): 16 to train on, 4 for validation, of 2 classes\n"))
        for line in ["without a label: 1 sketch", "without points: 1 sketch", "of other classes: 10 sketches"] {
            #expect(run.errors.contains("left out, \(line)\n"), "\(run.errors)")
        }
        #expect(folder.names == ["m", "odd.ndjson", "shapes.ndjson"])
    }

    @Test func teachersAndBeginnings() throws {
        let steps = Self.quick + ["--steps", "3", "-q"]
        #expect(try train(["shapes.ndjson", "-o", "a"]).status == 0)
        #expect(try train(["shapes.ndjson", "-o", "b", "--teacher", "a", "--teacher", "a"], quick: steps).status == 0)
        #expect(try train(["shapes.ndjson", "-o", "c", "--init", "a"], quick: steps).status == 0)
        let wide = try train(["shapes.ndjson", "-o", "d", "--init", "a"], quick: steps + ["--width", "18"])
        #expect(wide.status == 64)
        #expect(wide.errors.hasPrefix("a: error: has width 16, 1 layer, 2 heads, "), "\(wide.errors)")
        let other = try train(["shapes.ndjson", "-o", "d", "--teacher", "a", "--labels", "line,cross"], quick: steps)
        #expect(other.status == 64)
        #expect(
            other.errors
                == "a: error: knows a class 'Angle' that no sketch has; add sketches of that class, or give the model "
                + "with --init, whose classes need not be the same\n"
        )
        folder.write(try TestModel.rasterBytes(), to: "raster")
        #expect(
            try train(["shapes.ndjson", "-o", "d", "--teacher", "a", "--teacher", "raster"], quick: steps).errors
                == "raster: error: doesn't know the class 'Angle'; leave that class out with --labels, or give the model "
                + "with --init, whose classes need not be the same\n"
        )
        #expect(try train(["shapes.ndjson", "-o", "pair", "--labels", "line,cross"], quick: steps).status == 0)
        let both = ["--teacher", "a", "--teacher", "pair"]
        #expect(
            try train(["shapes.ndjson", "-o", "d"] + both, quick: steps).errors
                == "pair: error: doesn't know the class 'Angle'; leave that class out with --labels, or give the model "
                + "with --init, whose classes need not be the same\n"
        )
    }

    @Test(arguments: [
        (["shapes.ndjson"], 64, "Missing expected argument '--output <model>'"),
        (["none.ndjson", "-o", "m"], 66, "none.ndjson: error: no such file or directory"),
        (
            ["shapes.ndjson", "-o", "one.ndjson"], 73,
            "one.ndjson: error: already exists; give another name, or --force"
        ),
        (["shapes.ndjson", "-o", "shapes.ndjson"], 64, "shapes.ndjson: error: is one of the input files"),
        (
            ["shapes.ndjson", "-o", "-"], 64,
            "-: error: a training cannot write to standard output; name the model"
        ),
        (["shapes.ndjson", "-o", "none/m"], 73, "none/m: error: cannot be created: No such file or directory\n"),
        // Before anything is read.
        (["dots.ndjson", "-o", "m", "--log", "none/l"], 73, "none/l: error: cannot be created: No such file"),
        (["dots.ndjson", "-o", "."], 73, ".: error: cannot be created: it exists and is not a regular file\n"),
        (
            ["one.ndjson", "-o", "m"], 65,
            "sketches: error: all sketches have the label 'a', but training needs at least two"
        ),
        (["dots.ndjson", "-o", "m"], 65, "sketches: error: there is no sketch with a label and points"),
        (
            ["shapes.ndjson", "-o", "m", "--labels", "line,owl"], 65,
            "sketches: error: no sketch has the label 'owl'; leave it out"
        ),
        (["shapes.ndjson", "-o", "m", "--labels", "line"], 64, "--labels must name two or more"),
        (["shapes.ndjson", "-o", "m", "--labels", "line,line"], 64, "--labels names a label twice"),
        (["shapes.ndjson", "-o", "m", "--config", "what"], 64, "The value 'what' is invalid for '--config <name>'"),
        (
            ["shapes.ndjson", "-o", "m", "--heads", "3"], 64,
            "Error: the network's configuration is invalid: the heads must divide the width"
        ),
        (
            ["shapes.ndjson", "-o", "m", "--width", "16384", "--layers", "256", "--heads", "2"], 64,
            "m: error: training this network takes "
        ),
        (["shapes.ndjson", "-o", "m", "--dropout", "1"], 64, "--dropout must be from 0 to below 1"),
        (["shapes.ndjson", "-o", "m", "--learning-rate", "0"], 64, "--learning-rate must be from 1e-12 to 1000000\n"),
        (
            ["shapes.ndjson", "-o", "m", "--learning-rate", "nan"], 64,
            "--learning-rate must be from 1e-12 to 1000000\n"
        ),
        (["shapes.ndjson", "-o", "m", "--weight-decay=-1"], 64, "--weight-decay must be from 0 to 1000000\n"),
        (["shapes.ndjson", "-o", "m", "--clip", "nan"], 64, "--clip must be from 0 to 1e30\n"),
        (["shapes.ndjson", "-o", "m", "--batch-size", "0"], 64, "--batch-size must be from 1 to 65536"),
        (["shapes.ndjson", "-o", "m", "--epochs", "1"], 64, "give --steps or --epochs, not both"),
        (["shapes.ndjson", "-o", "m", "--augment", "what=1,1"], 64, "The value 'what=1,1' is invalid for '--augment"),
        (["shapes.ndjson", "-o", "m", "--augment", "flip=2,0"], 64, "The value 'flip=2,0' is invalid for '--augment"),
        (
            ["shapes.ndjson", "-o", "m", "--augment", "what=1,1"], 64,
            ": there is no random change 'what'; the changes are rotation, shear, stretching, flip, warp, "
        ),
        (["shapes.ndjson", "-o", "m", "--augment", "flip=2,0"], 64, ": the probability must be from 0 to 1\n"),
        (
            ["shapes.ndjson", "-o", "m", "--augment", "stretching=1,1"], 64,
            ": the strength of stretching must be from 0 to 0.9\n"
        ),
        (
            ["shapes.ndjson", "-o", "m", "--augment", "flip"], 64,
            ": give a name and two numbers, as in rotation=0.75,0.325\n"
        ),
        (
            ["shapes.ndjson", "-o", "m", "--curve", "m.gif"], 64,
            "m.gif: error: the name doesn't say what kind of picture to draw; name it .svg or .png"
        ),
        (["shapes.ndjson", "-o", "m", "--log", "m"], 64, "m: error: two files would have this name"),
        (["shapes.ndjson", "-o", "m", "--log", "l", "--no-log"], 64, "give --log or --no-log, not both"),
        (["shapes.ndjson", "-o", "m", "--teacher-share", "0.5"], 64, "--teacher-share needs --teacher"),
        (["shapes.ndjson", "-o", "m", "--teacher", "one.ndjson"], 65, "one.ndjson"),
        (["shapes.ndjson", "-o", "m", "--init", "none"], 66, "none: error: no such file or directory"),
        (["shapes.ndjson", "-o", "m", "--evaluate-every", "0"], 64, "--evaluate-every must be at least 1"),
    ])
    func wrongUse(arguments: [String], status: Int, message: String) throws {
        folder.write(Self.shapes(3, label: "a"), to: "one.ndjson")
        folder.write(#"{"word":"a","drawing":[]}"# + "\n", to: "dots.ndjson")
        let before = folder.names
        let given = Set(arguments)
        var quick: [String] = []
        for place in stride(from: 0, to: Self.quick.count, by: 2) where !given.contains(Self.quick[place]) {
            quick += Self.quick[place...place + 1]
        }
        let run = try train(arguments, quick: quick)
        #expect(Int(run.status) == status, "\(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty && folder.names == before)
    }

    @Test func lengthsAreBounded() throws {
        let quick = Array(Self.quick.dropLast(2))
        let run = try train(["shapes.ndjson", "-o", "m", "--epochs", "0"], quick: quick)
        #expect(run.status == 64 && run.errors.contains("--epochs must be from 0.000001 to 1000000000\n"))
    }

    @Test func helpIsReadableOnNarrowTerminals() throws {
        let run = try CommandRun.shell("COLUMNS=60 croquis train --help", in: folder.path)
        #expect(run.status == 0)
        for line in run.text.split(separator: "\n") where !line.hasPrefix("USAGE") {
            #expect(line.count <= 60, "\(line)")
        }
        for name in ["small", "mini", "tiny", "base"] { #expect(run.text.contains("\n  \(name)\n")) }
        for line in [
            "40 000 steps, batches of 128, learning rate 0.001", "20 000 steps, batches of 128, learning rate 0.0015",
            "20 epochs, batches of 500, learning rate 0.0003",
        ] { #expect(run.text.contains("\n      \(line)\n")) }
    }

    /// A real drawing of a kind is enough to begin with.
    @Test func anyFormatIsTrainedOn() throws {
        let drawings = TestFiles.fixture("drawings")
        let run = try train(
            [drawings, "-o", "m", "--label-from", "file", "--curve", "m.png"],
            quick: Self.quick + ["--steps", "2"]
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.errors.hasPrefix(
                "read 30 sketches (svg): 30 to train on, 0 for validation, of 30 classes\nlabel: from "
            )
        )
        #expect(run.errors.contains("no sketch was kept for validation, so nothing tells how good it is\n"))
        let picture = try PNGFile(#require(folder.read("m.png")))
        #expect(picture.width == 1920 && picture.height == 1200)
    }
}
