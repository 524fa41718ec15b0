internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import TldrawFormat

/// Files of all generations from public repositories, with what an independent decoder found in them.
@Suite struct RealDataTests {
    private struct Page: Equatable {
        var strokes: Int
        var points: Int
        /// Left, top, right and bottom, rounded; empty without points.
        var box: [Int]

        init(_ strokes: Int, _ points: Int, _ box: [Int]) {
            (self.strokes, self.points, self.box) = (strokes, points, box)
        }

        init(_ sketch: Sketch) {
            let box = sketch.boundingBox.map { [$0.minimum.x, $0.minimum.y, $0.maximum.x, $0.maximum.y] } ?? []
            self.init(sketch.strokeCount, sketch.points.count, box.map { Int($0.rounded(.toNearestOrEven)) })
        }
    }

    private static let files: [String: [Page]] = [
        "bxff__remarkable-tldraw__Lines_v2": [Page(10, 469, [-964, 273, -254, 442])],
        "bxff__remarkable-tldraw__abc_as_text": [Page(0, 0, [])],
        "bxff__remarkable-tldraw__demo-with-text-and-other-items": [Page(3, 197, [964, 293, 1599, 684])],
        "bxff__remarkable-tldraw__fullpage": [Page(23, 494, [-1304, 100, 1502, 3842])],
        "bxff__remarkable-tldraw__page_limits": [Page(23, 494, [-1304, 100, 1502, 3842])],
        "kitschpatrol__tldraw-cli__104c24e_box": [Page(1, 5, [570, 459, 647, 527])],
        "kitschpatrol__tldraw-cli__2024-01-test-sketch-empty": [Page(0, 0, [])],
        "kitschpatrol__tldraw-cli__2024-01-test-sketch-single-frame": [Page(0, 0, [])],
        "kitschpatrol__tldraw-cli__2024-04-test-schema-2-from-browser": [Page(2, 296, [292, 61, 1223, 1069])],
        "kitschpatrol__tldraw-cli__2024-04-test-sketch-three-pages": [
            Page(1, 11, [1004, 371, 1453, 775]), Page(2, 14, [1013, 380, 2305, 788]), Page(0, 0, []),
        ],
        "kitschpatrol__tldraw-cli__2024-06-test-sketch-basic": [Page(0, 0, [])],
        "kitschpatrol__tldraw-cli__2025-08-test-summer": [Page(1, 5, [464, 226, 620, 381])],
        "kitschpatrol__tldraw-cli__32a8248_test-sketch-empty": [Page(0, 0, [])],
        "kitschpatrol__tldraw-cli__a0fe8bc_test-sketch-single-frame": [Page(0, 0, [])],
        "kitschpatrol__unplugin-tldraw__test-sketch-three-pages": [
            Page(1, 11, [1004, 371, 1453, 775]), Page(2, 14, [1013, 380, 2305, 788]), Page(0, 0, []),
        ],
        "sketchnote-team__tldraw__07247e1_arrows": [Page(67, 2729, [-93, 163, 757, 2874])],
        "sketchnote-team__tldraw__2": [Page(2, 186, [247, 164, 472, 519])],
        "sketchnote-team__tldraw__44c7a8a_3": [Page(3, 189, [259, 247, 564, 412])],
        "sketchnote-team__tldraw__685b5bc_latest-broken": [Page(7, 71, [1609, -5084, 3593, -4020])],
        "sketchnote-team__tldraw__Example": [Page(9, 239, [220, 250, 758, 519])],
        "sketchnote-team__tldraw__e4a19e1_copy-svg": [Page(249, 13837, [268, -1181, 29797, 8425])],
        "sketchnote-team__tldraw__repo-map": [Page(21, 72, [690, -174, 2756, 967])],
    ]

    @Test(.realData) func realFiles() throws {
        let folder = TemporaryFolder()
        for (name, pages) in Self.files {
            let path = TestFiles.realData("samples/tldraw/\(name).tldr")
            let bytes = try #require(TemporaryFolder.read(path: path))
            #expect(TldrawFormat().recognises(prefix: Array(bytes.prefix(4096)), fileName: "x") == .certain, "\(name)")
            let result = FormatHarness.read(path: path, as: TldrawFormat())
            #expect(result.messages == [], "\(name)")
            #expect(result.sketches.map(Page.init) == pages, "\(name)")
            try FormatHarness.write(result.sketches, to: folder("first.tldr"), as: TldrawFormat())
            let second = FormatHarness.read(path: folder("first.tldr"), as: TldrawFormat())
            #expect(second.sketches.map(Page.init) == pages, "\(name)")
            let losses = try FormatHarness.write(second.sketches, to: folder("second.tldr"), as: TldrawFormat())
            #expect(losses.counts[.rounding] == nil, "\(name)")
            let third = FormatHarness.read(path: folder("second.tldr"), as: TldrawFormat())
            let isSame = third.sketches == second.sketches
            #expect(isSame, "\(name)")
        }
    }
}
