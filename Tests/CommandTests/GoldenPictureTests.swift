internal import TestSupport
internal import Testing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Pictures that `render` draws, pixel by pixel as the files in `Fixtures/render` have them.
///
/// `CROQUIS_RECORD=1` writes them anew; look at them before you commit them.
struct GoldenPictureTests {
    private let folder = TemporaryFolder()

    @Test(arguments: [
        ("google28", "quickdraw/cat.ndjson -t take:1 --preset google28"),
        ("google28-fast", "quickdraw/cat.ndjson -t take:1 --preset google28 --engine fast"),
        ("google28-at-64", "quickdraw/house.ndjson -t take:1 --preset google28 --size 64"),
        ("google28-svg", "drawings/key.svg --preset google28"),
        ("sketchxai256", "quickdraw/cat.ndjson -t take:1 --preset sketchxai256"),
        ("tuberlin", "svg/tu-berlin-style.svg --preset tuberlin --size 200"),
        ("thumb", "drawings/owl.svg --preset thumb"),
        ("poster", "drawings/owl.svg --preset poster --size 160"),
        ("square-miter", "quickdraw/star.ndjson -t take:1 --size 96 --line 9 --cap square --join miter"),
        ("butt-bevel", "quickdraw/star.ndjson -t take:1 --size 96 --line 9 --cap butt --join bevel"),
        ("transparent", "drawings/fish.svg --size 80 --background transparent --color stroke --palette viridis"),
        ("inverted", "drawings/fish.svg --size 80 --color time --palette cividis --invert"),
        ("black-units", "drawings/car.svg --size 120x60 --background black --line 6u --padding 2"),
        ("viewbox", "drawings/car.svg --size 64 --viewbox 0,64,128,128 --line 1"),
        ("hairline", "drawings/snail.svg --size 64 --line 0.4 --engine fast"),
        ("sheet", "quickdraw/sketches.ndjson --sheet 4x3 --preset thumb --size 56"),
        (
            "sheet-colours",
            "drawings --label-from file -t take:7 --sheet 4x2 --size 64 --color order --background black"
        ),
    ])
    func pictures(name: String, arguments: String) throws {
        let run = try CommandRun.shell(
            "cd Fixtures && croquis render -q \(arguments) -o '\(folder("drawn.png"))'",
            in: TestFiles.root
        )
        #expect(run.status == 0, "\(run.errors)")
        let drawn = try #require(folder.read("drawn.png"))
        let path = TestFiles.fixture("render/\(name).png")
        if getenv("CROQUIS_RECORD") != nil, let file = fopen(path, "wb") {
            fwrite(drawn, 1, drawn.count, file)
            fclose(file)
        }
        let (picture, golden) = (try PNGFile(drawn), try PNGFile(#require(TemporaryFolder.read(path: path), "\(path)")))
        #expect(picture.width == golden.width && picture.height == golden.height)
        let differing = zip(picture.pixels, golden.pixels).count { $0 != $1 }
        #expect(differing == 0, "\(differing) bytes of \(golden.pixels.count) differ")
    }

    @Test func aDifferentPictureIsTold() throws {
        let one = try PNGFile(#require(TemporaryFolder.read(path: TestFiles.fixture("render/google28.png"))))
        let other = try PNGFile(#require(TemporaryFolder.read(path: TestFiles.fixture("render/google28-fast.png"))))
        #expect(one.width == other.width && one.pixels != other.pixels)
    }
}
