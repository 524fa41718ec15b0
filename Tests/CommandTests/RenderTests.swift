internal import SketchModel
internal import TestSupport
internal import Testing

/// `croquis render` as a process.
struct RenderTests {
    private let folder = TemporaryFolder()
    private static let sketches = TestFiles.fixture("quickdraw/sketches.ndjson")
    private static let cat = TestFiles.fixture("svg/cat.svg")

    private func render(_ arguments: [String]) throws -> CommandRun {
        try CommandRun.croquis(["render"] + arguments, in: folder.path)
    }

    private func picture(_ name: String) throws -> PNGFile { try PNGFile(#require(folder.read(name))) }

    // MARK: What is written

    @Test func onePicture() throws {
        let run = try render([Self.cat, "-o", "cat.png", "--size", "40x30"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.hasPrefix("read 1 sketch (svg), wrote 1 to cat.png (png)\n"))
        let picture = try picture("cat.png")
        #expect(picture.width == 40 && picture.height == 30)
        #expect(picture.texts.map(\.keyword) == ["Label", "Software"])
        #expect(picture.texts.map(\.value) == ["cat", "croquis"])
    }

    @Test(arguments: ["20000x2", "2x20000"], ["exact", "fast"])
    func picturesAsLargeAsCanBe(size: String, engine: String) throws {
        let box = size.hasSuffix("x2") ? "0,0,20000,2" : "0,0,2,20000"
        folder.write(#"{"word":"a","drawing":[[[0,20000],[0,20000]],[[1,1],[1,1]]]}"#, to: "in.ndjson")
        let run = try render(["in.ndjson", "-o", "a.png", "--size", size, "--viewbox", box, "--engine", engine])
        #expect(run.status == 0, "\(run.errors)")
        let picture = try picture("a.png")
        #expect("\(picture.width)x\(picture.height)" == size)
        #expect(Set(picture.pixels).count > 2)
    }

    @Test func pictureToStandardOutput() throws {
        let run = try render([Self.cat, "-o", "-", "--color", "stroke"])
        #expect(run.status == 0)
        let picture = try PNGFile(run.output)
        #expect(picture.width == 256 && picture.height == 256)
        #expect(Set(stride(from: 0, to: picture.pixels.count, by: 4).map { picture.pixels[$0] }).count > 10)
    }

    @Test func manyPictures() throws {
        let run = try render([Self.sketches, "-o", "out", "--name", "{word}/{id}", "--preset", "thumb"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(folder.names.count == 12)
        #expect(folder.names.allSatisfy { $0.hasPrefix("out/") && $0.hasSuffix(".png") })
        let name = try #require(folder.names.first)
        let picture = try picture(name)
        #expect(picture.width == 96)
        let id = try #require(picture.texts.first { $0.keyword == "ID" }?.value)
        #expect(name.hasSuffix("/\(id).png"))
    }

    @Test(arguments: [
        ("a.npy", ["a.labels.txt", "a.npy"]),
        ("a.npz", ["a.npz"]),
        ("a-images-idx3-ubyte.gz", ["a-images-idx3-ubyte.gz", "a-labels-idx1-int.gz", "a.classes.txt"]),
        ("a.tar", ["a.classes.txt", "a.tar"]),
    ])
    func arrays(output: String, files: [String]) throws {
        let run = try render([Self.sketches, "-o", output, "--preset", "google28"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(folder.names == files)
        let parallel = try render([Self.sketches, "-o", "b/" + output, "--preset", "google28", "-j4"])
        #expect(parallel.status == 73, "there is no directory b")
        let again = try render([Self.sketches, "-o", output, "--preset", "google28", "-j1", "--force"])
        #expect(again.status == 0, "\(again.errors)")
    }

    @Test(arguments: [
        ("a.npy", ""), ("a.npy.gz", ""), ("a.npz", "--compress"), ("a.tar", "--color stroke --engine fast"),
        ("a.png", "--sheet 6x6 --color order"), ("d/", "--to apng --duration 0.3"), ("d/", "--to svg --color time"),
        ("d/", "--engine fast --background transparent"),
    ])
    func workersDoNotMatter(output: String, options: String) throws {
        let command = "croquis render -q \(Self.sketches) \(Self.sketches) \(Self.sketches) --size 64 \(options)"
        let run = try CommandRun.shell(
            "mkdir one four && \(command) -j1 -o one/\(output) && \(command) -j4 -o four/\(output) && diff -r one four",
            in: folder.path
        )
        #expect(run.status == 0, "\(run.errors)")
        if output == "a.npy" { #expect(folder.read("one/a.npy")?.count == 128 + 36 * 64 * 64) }
        #expect(folder.names.count == (output == "d/" ? 72 : ["a.npz", "a.png"].contains(output) ? 2 : 4))
    }

    @Test func classesAreFixedByAList() throws {
        folder.write("star\ncat\nhouse\nsmiley face\n", to: "classes")
        let run = try render([Self.sketches, "-o", "a.idx", "--preset", "google28", "--classes", "classes"])
        #expect(run.status == 0, "\(run.errors)")
        let labels = try #require(folder.read("a-labels-idx1-ubyte"))
        #expect(labels.dropFirst(8).sorted() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3])
        #expect(labels[8] == 3, "the first drawing is a smiley face")
        folder.write("star\ncat\n", to: "classes")
        let refused = try render([Self.sketches, "-o", "b.idx", "--preset", "google28", "--classes", "classes"])
        #expect(refused.status == 65)
        #expect(
            refused.errors.hasSuffix(
                "error: the label 'smiley face' has no number in the order of classes; add it to the list, or leave such "
                    + "sketches out with -t label:…\n"
            )
        )
        #expect(!folder.names.contains { $0.hasPrefix("b") })
    }

    @Test func contactSheets() throws {
        let run = try render([Self.sketches, "-o", "sheet.png", "--sheet", "3x2", "--size", "32"])
        #expect(run.status == 0)
        #expect(run.errors.contains("wrote 6 to sheet.png"))
        #expect(run.errors.contains("the sheet is full and more sketches follow"))
        let whole = try render([Self.sketches, "-o", "whole.png", "--sheet", "4x3", "--size", "32"])
        #expect(!whole.errors.contains("more sketches"))
        let pages = try render([Self.sketches, "-o", "pages/", "--sheet", "5x1", "--size", "32", "--no-captions"])
        #expect(pages.status == 0)
        #expect(folder.names.filter { $0.hasPrefix("pages") } == ["pages/000.png", "pages/001.png", "pages/002.png"])
        #expect(try picture("pages/002.png").width < picture("pages/001.png").width)
    }

    @Test func everyFormatGivesTheSamePicture() throws {
        for name in ["a.ndjson", "a.bin", "a.svg"] {
            let arguments = ["convert", Self.sketches, "-t", "take:1", "-o", name]
            #expect(try CommandRun.croquis(arguments, in: folder.path).status == 0)
            #expect(try render([name, "-o", name + ".png", "--label", "cat", "--color", "order"]).status == 0)
        }
        let pixels = try ["a.ndjson.png", "a.bin.png", "a.svg.png"].map { try picture($0).pixels }
        #expect(pixels[0] == pixels[1] && pixels[0] == pixels[2])
    }

    @Test func transformsComeFirst() throws {
        let arguments = [Self.sketches, "-t", "label:star", "-t", "take:1", "-t", "rotate:180", "-o", "star.png"]
        #expect(try render(arguments).status == 0)
        #expect(try picture("star.png").texts.first?.value == "star")
    }

    /// A red line of 4 units and a black one, on a page of 20.
    private static let coloured =
        #"{"word":"a","drawing":[[[0,20],[2,2]],[[0,20],[18,18]]],"canvas":{"width":20,"height":20},"#
        + ##""attributes":{"strokes":[{"color":"#ff0000","width":4},{"color":"#000000","width":1}]}}"##

    @Test(arguments: ["page", "auto"])
    func strokesHaveTheirOwnColoursAndWidths(viewbox: String) throws {
        folder.write(Self.coloured + "\n", to: "in.ndjson")
        let run = try render([
            "in.ndjson", "-o", "a.png", "--size", "40", "--color", "source", "--line", "source", "--viewbox", viewbox,
            "--background", "#ffffff",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let picture = try picture("a.png")
        func pixel(_ row: Int) -> [UInt8] {
            let channels = picture.pixels.count / (40 * 40)
            return Array(picture.pixels[((row * 40 + 20) * channels)...].prefix(3))
        }
        #expect(pixel(4) == [255, 0, 0] && pixel(12) == [255, 255, 255] && pixel(36) == [0, 0, 0])
    }

    @Test func aStillSVGIsReadBackAsItWas() throws {
        folder.write(Self.coloured + "\n", to: "in.ndjson")
        let options = ["--color", "source", "--line", "source", "--viewbox", "page", "--still"]
        #expect(try render(["in.ndjson", "-o", "a.svg"] + options).status == 0)
        let text = String(decoding: try #require(folder.read("a.svg")), as: UTF8.self)
        #expect(text.contains("stroke=\"#ff0000\"") && !text.contains("<animate"))
    }

    // MARK: What is refused

    @Test(arguments: [
        (["-o", "a.png"], 64, "a.png: error: holds one sketch per file in png, and there are more"),
        (["-o", "a.png", "-t", "label:nothing"], 65, "a.png: error: holds one sketch in png, and there is none"),
        (["-o", "a.xyz"], 64, "a.xyz: error: the name doesn't tell what to write; name it with --to: png, apng, svg"),
        (["-o", "a.npy", "--color", "time"], 64, "a.npy: error: a picture in npy is grey"),
        (["-o", "a.npy", "--background", "transparent"], 64, "a.npy: error: a picture in npy is grey"),
        (["-o", "a.npy", "--sheet", "3x2"], 64, "--sheet: error: a contact sheet is a PNG file, not npy"),
        (["-o", "a.png", "--flat"], 64, "a.png: error: --flat is not for png"),
        (["-o", "a.npy", "--png-level", "3"], 64, "a.npy: error: --png-level is not for npy"),
        (["-o", "a.tar", "--shard-size", "0"], 64, "a.tar: error: a shard cannot hold 0 sketches; give 1 or more"),
        (
            ["-o", "d/", "--size", "20001"], 64,
            "d/: error: a picture cannot be 20001x20001 pixels; sides are from 1 to"
        ),
        (
            ["-o", "d/", "--size", "9223372036854775807"], 64,
            "d/: error: a picture cannot be 9223372036854775807x9223372036854775807 pixels"
        ),
        (["-o", "d/", "--size", "0x9"], 64, "d/: error: a picture cannot be 0x9 pixels"),
        (["-o", "d/", "--padding", "128"], 64, "d/: error: a padding of 128.0 pixels leaves no room"),
        (["-o", "d/", "--padding", "-1"], 64, "d/: error: a padding cannot be -1.0 pixels; give 0 or more"),
        (["-o", "d/", "--line", "10001"], 64, "d/: error: a line cannot be 10001.0 wide; widths are from 0 to 10000"),
        (["-o", "d/", "--line", "-3"], 64, "Error: The value '-3' is invalid for '--line <width>'"),
        (
            ["-o", "d/", "--viewbox", "0,0,0,9"], 64,
            "Error: The value '0,0,0,9' is invalid for '--viewbox <area>'"
        ),
        (["-o", "d/", "--viewbox", "0,0,a,9,9"], 64, "Error: The value '0,0,a,9,9' is invalid for '--viewbox"),
        (["-o", "d/", "--viewbox", "0,0,9,9", "--padding", "3"], 64, "Error: give --padding or --viewbox, not both"),
        (
            ["-o", "d/", "--preset", "none"], 64,
            "Error: The value 'none' is invalid for '--preset <name>': the presets are "
        ),
        (["-o", "d/", "--preset", "googl28"], 64, "'--preset <name>': did you mean google28?\n"),
        (["-o", "a.png", "--sheet", "0x3"], 64, "Error: The value '0x3' is invalid for '--sheet"),
        (["-o", "a.png", "--sheet", "99999x1"], 64, "Error: The value '99999x1' is invalid for '--sheet"),
        (["-o", "a.png", "--sheet", "20000x1"], 64, "pixels; sides are from 1 to 20000"),
        (
            ["-o", "d/", "--palette", "viridis"], 64,
            "Error: --palette needs --color stroke, order or time, or a preset with colours"
        ),
        (["-o", "d/", "--no-captions"], 64, "Error: --no-captions needs --sheet"),
        (["-o", "d/", "--name", "{word}"], 73, "error: a second sketch would be named 'smiley face.png'"),
        (["-o", "d/", "--name", "{nothing}"], 64, "--name: error: there is no field {nothing}"),
        (["-o", "a.npy", "--name", "{id}"], 64, "--name: error: names the files in a folder, one per sketch"),
        (["-o", "d/", "--sheet", "2x2", "--name", "{id}"], 64, "--name: error: names the files in a folder"),
        (["-o", "a.npy", "--fps", "3"], 64, "--fps: error: isn't for npy"),
        (["-o", "a.svg", "--fps", "3"], 64, "--fps: error: isn't for svg"),
        (["-o", "a.apng", "--fps", "61"], 64, "--fps: error: an animation cannot have 61 frames per second"),
        (["-o", "a.png", "--duration", "2"], 64, "--duration: error: isn't for png"),
        (["-o", "d/", "--color", "source", "--palette", "viridis"], 64, "Error: --palette needs --color stroke"),
        (["-o", "a.npy", "--color", "source"], 64, "a.npy: error: a picture in npy is grey"),
        (["-o", "a.npy", "--background", "#123456"], 64, "a.npy: error: a picture in npy is grey"),
        (["-o", "d/", "--background", "red"], 64, "Error: The value 'red' is invalid for '--background"),
        (["-o", "d/", "--viewbox", "page", "--padding", "3"], 64, "Error: give --padding or --viewbox, not both"),
        (["-o", "d/", "--viewbox", "page"], 65, ".ndjson:1:1: error: the drawing has no page; place it by its ink"),
        (["-o", "a.png", "--still"], 64, "--still: error: isn't for png"),
        (["-o", "a.svg", "--still", "--duration", "2"], 64, "Error: give --still or --duration, not both"),
        (["-o", "a.npz", "--classes", "missing"], 66, "missing: error: no such file or directory"),
    ])
    func refusals(arguments: [String], status: Int32, message: String) throws {
        let run = try render([Self.sketches] + arguments)
        #expect(run.status == status)
        #expect(run.errors.contains(message), "\(run.errors)")
        // Whole pictures from before a fault may be there, and nothing else.
        #expect(folder.names.allSatisfy { $0.hasPrefix("d/") && status == 73 })
    }

    @Test(arguments: ["a.png", "a.svg", "a.npy", "a.tar", "d/"])
    func aBrokenFirstRecordStops(output: String) throws {
        folder.write("{\"word\": \"cat\", \"drawing\": [[[1, 2], [1]]]}\n", to: "broken.ndjson")
        let run = try render(["broken.ndjson", "-o", output])
        #expect(run.status == 65)
        #expect(run.errors == "broken.ndjson:1:29: error: stroke 1 has 2 x and 1 y\n")
        #expect(folder.names == ["broken.ndjson"])
    }

    @Test func nothingIsReplaced() throws {
        folder.write("mine", to: "a.labels.txt")
        let run = try render([Self.sketches, "-o", "a.npy", "--preset", "google28"])
        #expect(run.status == 73)
        #expect(run.errors == "a.labels.txt: error: already exists; give another name, or --force to replace it\n")
        #expect(folder.names == ["a.labels.txt"] && folder.text("a.labels.txt") == "mine")
    }

    @Test func fullDisk() throws {
        for kind in ["png", "apng", "svg", "npy", "npz", "idx", "tar"] {
            let run = try CommandRun.shell(
                "croquis render \(Self.cat) -o - --to \(kind) > /dev/full",
                in: folder.path
            )
            #expect(run.status == 74, "\(kind)")
            #expect(run.errors.contains("No space left on device"), "\(run.errors)")
        }
    }

    @Test func aBusyProgramEndsWhenAsked() throws {
        var generator = SeededGenerator(seed: 3)
        func numbers() -> String {
            (0..<60_000).map { _ in "\(generator.index(below: 256))" }.joined(separator: ",")
        }
        let line = "{\"word\":\"knot\",\"drawing\":[[[\(numbers())],[\(numbers())]]]}\n"
        folder.write(line + line + line, to: "knots.ndjson")
        let run = try CommandRun.shell(
            "timeout -s TERM -k 20 1 croquis render knots.ndjson -o out.npy || echo $?",
            in: folder.path
        )
        #expect(run.text == "124\n", "it had to be killed, or was done in a second")
        #expect(folder.names == ["knots.ndjson"])
    }

    @Test func brokenRecordsAreSkippedWhenAsked() throws {
        folder.write(
            #"{"word":"a","drawing":[[[0,9],[0,9]]]}"# + "\n{\n" + #"{"word":"b","drawing":[[[0],[0]]]}"#,
            to: "in"
        )
        let run = try render(["in", "--from", "quickdraw", "-o", "a.npy", "--size", "8", "--on-error", "skip"])
        #expect(run.status == 1)
        #expect(run.errors.contains("in:2:"))
        #expect(folder.text("a.labels.txt") == "a\nb\n")
    }
}
