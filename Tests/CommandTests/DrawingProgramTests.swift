internal import Foundation
internal import TestSupport
internal import Testing

/// Every verb, as a process, on files of drawing programs.
struct DrawingProgramTests {
    private let folder = TemporaryFolder()
    private static let files = [
        "excalidraw/house.excalidraw", "excalidraw/house.excalidraw.png", "excalidraw/house.excalidraw.svg",
        "tldraw/paths.tldr", "xournal/house.xopp", "inkml/mathwriting-style.inkml", "ink/house.ink",
        "ink/house-3.1.uim", "sketchagent/answers.md",
    ]

    init() throws { folder.write(try TestModel.bytes(looks: true), to: "model") }

    private func croquis(_ line: String, _ file: String) throws -> CommandRun {
        let arguments = line.split(separator: " ").map { $0 == "FILE" ? TestFiles.fixture(file) : String($0) }
        return try CommandRun.croquis(arguments, in: folder.path)
    }

    @Test(arguments: files) func everyVerbTakesThem(file: String) throws {
        for line in [
            "info FILE", "validate FILE", "show FILE --count 1", "render FILE -o out/ --size 64 --color source",
            "classify FILE --model model --top 1", "explain FILE --model model --label cat -o explained -t points:1..",
            "invert FILE --model model --steps 2 --label cat -o inverted", "convert FILE -o out.ndjson",
            "convert FILE -o svg/ --to svg --name {source}-{index}",
        ] {
            let run = try croquis(line, file)
            #expect(run.status == 0, "\(line), \(file): \(run.errors)")
        }
    }

    /// Each format's file becomes NDJSON and the format's file again, with the same strokes.
    @Test(arguments: [
        ("excalidraw/house.excalidraw", "excalidraw"), ("tldraw/paths.tldr", "tldr"), ("xournal/house.xopp", "xopp"),
        ("inkml/mathwriting-style.inkml", "inkml"), ("ink/house.ink", "ink"),
        ("sketchagent/answers.md", "sketchagent"),
    ])
    func theyGoToNDJSONAndBack(file: String, ending: String) throws {
        for line in [
            "convert FILE -o there.ndjson", "convert there.ndjson -o back.\(ending)",
            "convert back.\(ending) -o again.ndjson", "convert again.ndjson -o twice.\(ending)",
        ] {
            let run = try croquis(line, file)
            #expect(run.status == 0, "\(line): \(run.errors)")
        }
        #expect(folder.read("back.\(ending)") == folder.read("twice.\(ending)"))
        func strokes(_ name: String) -> [Int] {
            (folder.text(name) ?? "").split(separator: "\n").map { line in
                let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                return (object?["drawing"] as? [Any])?.count ?? 0
            }
        }
        #expect(!strokes("there.ndjson").isEmpty && strokes("there.ndjson") == strokes("again.ndjson"))
    }

    /// `invert` changes only numbers in the document of a drawing program, of one page of it.
    @Test(arguments: [("excalidraw/house.excalidraw", "excalidraw"), ("xournal/house.xopp", "xopp")])
    func invertKeepsTheDocument(file: String, ending: String) throws {
        let run = try croquis("invert FILE --model model --steps 3 --label cat -o out", file)
        #expect(run.status == 0, "\(run.errors)")
        let original = String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: TestFiles.fixture(file))),
            as: UTF8.self
        )
        let name = try #require(folder.names.first { $0.hasPrefix("out/") && $0.hasSuffix("result.\(ending)") })
        let moved = try CommandRun.shell("gzip -cdf '\(name)'", in: folder.path).text
        func frame(_ text: String) -> String { String(text.filter { !"-0123456789.eE \n".contains($0) }) }
        #expect(moved != original && frame(moved) == frame(original))
    }

    @Test func pagesOfANotebookAreToldApart() throws {
        let lines = (1...3).map { #"{"drawing":[[[\#($0),50,90],[0,90,70]],[[5,6],[\#($0),9]]]}"# }
        folder.write(lines.joined(separator: "\n") + "\n", to: "three.ndjson")
        for line in [
            "convert three.ndjson -o notes.xopp", "convert notes.xopp -o pages/ --to svg --name {source}",
            "invert notes.xopp --model model --steps 2 --label cat -o out",
        ] {
            let run = try croquis(line, "")
            #expect(run.status == 0, "\(line): \(run.errors)")
        }
        #expect(folder.names.filter { $0.hasPrefix("pages/") } == (1...3).map { "pages/notes-\($0).svg" })
        #expect(folder.names.contains("out/notes-2/result.xopp"))
        let run = try croquis("classify notes.xopp --model model --top 1", "")
        #expect(run.text.contains("notes.xopp (page 2)"))
    }
}
