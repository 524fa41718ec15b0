internal import ArrayTreeFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged and malicious files, and the fault of each.
@Suite struct HostileFixtureTests {
    @Test(arguments: [
        ("414k-five-columns", ": error: the array has the shape (3, 5) instead of (rows, 4)"),
        ("414k-one-dimension", ": error: the array has the shape (12) instead of (rows, 4)"),
        ("414k-text", ": error: the array is of type str instead of numbers"),
        ("414k-half-pen", ":@320: error: row 7 has the pen states 0.5 and 0.0, which are not 0 with at most one 1"),
        ("414k-both-pen", ":@320: error: row 7 has the pen states 1.0 and 1.0, which are not 0 with at most one 1"),
        (
            "414k-negative-pen",
            ":@320: error: row 7 has the pen states -1.0 and 0.0, which are not 0 with at most "
                + "one 1"
        ),
        ("414k-not-finite", ":@320: error: row 7 has a place that is not finite"),
        (
            "414k-cut",
            ":@313: error: the file ends early: the array's shape needs 192 bytes, but 185 follow "
                + "the header; fetch the file again"
        ),
        ("414k-more", ":@320: error: has 2 bytes after the end of the array"),
        ("414k-no-array", ": error: the array of objects is empty"),
        ("414k-numbers", ":@277: error: holds a number instead of an array"),
        ("414k-object-of-three", ":@283: error: the array has the shape (2, 3) instead of (rows, 4)"),
        ("414k-object-of-three-axes", ":@283: error: the array has 3 dimensions instead of 2 with 4 columns"),
        ("414k-bad-text", ":@330: error: the array's text is not UTF-8 of Latin-1 characters"),
        (
            "414k-forbidden",
            ":@288: error: pickle asks for 'posix.getcwd', which is not on the list of safe "
                + "names; none of the pickle was run; save the arrays again with numpy.savez"
        ),
        ("414k-cut-pickle", ":@130: error: ends inside a frame of the pickle"),
        ("fs-coco-flag", ":@152: error: row 2 has the flag 3.0, which is not 0, 1 or 2"),
        ("fs-coco-infinite", ":@152: error: row 2 has a place that is not finite"),
    ])
    func eachFileIsRefusedAtItsFault(name: String, message: String) {
        let path = TestFiles.fixture("hostile/data-sets/\(name).npy")
        let format: any SketchFormat = name.hasPrefix("414k") ? QuickDraw414kFormat() : FSCOCOFormat()
        let result = FormatHarness.read(path: path, as: format)
        #expect(result.messages == [path + message])
        #expect(result.sketches.isEmpty)
    }

    /// In a folder, arrays of something else are passed over instead of refused.
    @Test(arguments: ["five-columns", "text", "no-array", "half-pen", "cut"])
    func otherArraysAreNoDrawings(name: String) {
        let path = TestFiles.fixture("hostile/data-sets/414k-\(name).npy")
        let reason = FormatHarness.read(path: path, as: QuickDraw414kFormat()).faults.first?.reason
        #expect((reason as? any DrawinglessReason)?.meansNoDrawings == !["half-pen", "cut"].contains(name))
    }
}
