internal import DataSetJSONFormat
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged and malicious files, and the fault of each.
@Suite struct HostileFixtureTests {
    /// A file, how many of its drawings are valid, and its fault.
    @Test(arguments: [
        ("differsketching-no-strokes", 0, "1:1: error: there is no key 'strokes'"),
        ("differsketching-no-path", 0, "1:42: error: stroke 2 has no key 'path'"),
        ("differsketching-point-of-three", 0, "1:52: error: a point has 3 numbers instead of 2"),
        ("differsketching-point-of-one", 0, "1:32: error: a point has 1 number instead of 2"),
        ("differsketching-pressures", 0, "1:42: error: stroke 2 has 2 points and 1 pressure"),
        ("differsketching-negative-width", 0, "1:50: error: the width is negative"),
        ("differsketching-cut", 0, "1:31: error: expected a number, but the text ends"),
        ("differsketching-more", 1, "2:1: error: expected the end of the text, found '{'"),
        ("differsketching-array", 0, "1:1: error: expected '{', found '['"),
        ("tracing-not-triples", 1, "1:26: error: a path has 4 numbers, which is not a multiple of 3"),
        ("tracing-bad-number", 1, "1:31: error: expected numbers with commas between them"),
        ("tracing-escaped-number", 1, "1:26: error: expected numbers with commas between them"),
        ("tracing-huge-number", 1, "1:31: error: expected numbers with commas between them"),
        ("tracing-no-path", 1, "1:18: error: stroke 1 has no key 'path'"),
        ("tracing-pressures", 1, "1:18: error: stroke 1 has 1 point and 2 pressures"),
        ("tracing-color", 1, "1:42: error: 'black' is not a color; write it as #rrggbb or #rrggbbaa"),
        ("tracing-opacity", 1, "1:44: error: the opacity is not between 0 and 1"),
        ("tracing-width", 1, "1:42: error: the width is negative"),
        ("tracing-array-path", 1, "1:26: error: expected a string, found '['"),
        ("tracing-list-of-drawings", 1, "2:11: error: expected '{', found '['"),
        ("tracing-cut", 1, "2:17: error: expected the end of a string, but the text ends"),
        ("tracing-cut-image", 1, "1:36: error: expected ',' or '}', but the text ends"),
        ("tracing-no-key", 2, "1:36: error: expected a string, found '7'"),
        ("creative-no-strokes", 2, "2:1: error: there is no key 'all_strokes'"),
        ("creative-segment-of-three", 2, "2:40: error: a segment has 3 numbers instead of 4"),
        (
            "creative-part-count", 2,
            "2:1: error: 'all_strokes' has 2 parts, but 'partsUsed' has 1 name; there are as many "
                + "names as parts, or two fewer, since the first two are initial and eye"
        ),
        ("creative-number-for-part", 2, "2:15: error: expected a string, found '1'"),
        ("creative-not-a-drawing", 2, "2:1: error: expected '{', found '['"),
        ("creative-cut", 2, "2:53: error: expected ',' or ']', but the text ends"),
        ("creative-object", 0, "1:1: error: expected '[', found '{'"),
    ])
    func eachFileIsRefusedAtItsFault(name: String, sound: Int, message: String) {
        let path = TestFiles.fixture("hostile/data-sets/\(name).json")
        let format: any SketchFormat =
            switch name.split(separator: "-").first {
            case "tracing": TracingFormat()
            case "creative": CreativeFormat()
            default: DifferSketchingFormat()
            }
        let result = FormatHarness.read(path: path, as: format)
        #expect(result.messages == [path + ":" + message])
        #expect(result.sketches.count == sound)
    }
}
