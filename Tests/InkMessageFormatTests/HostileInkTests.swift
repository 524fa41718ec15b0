internal import InkMessageFormat
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged and malicious files, and the fault of each.
@Suite struct HostileInkTests {
    private static let again = "; save it again with another program"

    @Test(arguments: [
        ("unequal-y", "0: error: y has 2 numbers, but x has 3"),
        ("no-y", "0: error: y has 0 numbers, but x has 3"),
        ("unequal-time", "0: error: elapsed_time_seconds has 1 numbers, but x has 3"),
        ("infinite-scale", "2: error: a scale or an offset is infinite or not a number"),
        ("offset-not-a-number", "2: error: a scale or an offset is infinite or not a number"),
        ("long-run", "14: error: a field takes 127 bytes, but its message ends after 10"),
        ("cut-difference", "5: error: a number is cut off by the end of its message"),
        ("text-for-run", "12: error: expected y, found a field of another wire type"),
        ("number-for-seed", "36: error: expected a noise seed, found a field of another wire type"),
        ("cut-message", "26: error: a field takes 10 bytes, but its message ends after 9"),
        ("group", "24: error: a field has the wire type 3, which is not supported"),
        ("unequal-in-increment", "4: error: y has 0 numbers, but x has 3"),
        ("too-many-strokes", "1310720: error: there are more than 262144 strokes"),
        ("cut", "36: error: the gzip data ends too early"),
    ])
    func messagesOfStrokes(name: String, message: String) {
        let ending = ["too-many-strokes", "cut"].contains(name) ? ".ink" : ".binarypb"
        let path = TestFiles.fixture("hostile/ink/" + name + ending)
        let result = FormatHarness.read(path: path, as: GoogleInkFormat())
        #expect(result.messages == [path + ":@" + message])
        #expect(result.sketches.isEmpty)
    }

    @Test(arguments: [
        ("no-head", "12: error: the file does not begin with a chunk 'HEAD' that says its version"),
        ("version", "20: error: the version is 4.2.1, not 3.0.0 or 3.1.0" + again),
        ("no-data", "24: error: there is no chunk 'DATA'"),
        ("no-ink", "40: error: there is no chunk 'INKD'"),
        ("compressed", "40: error: the chunk 'INKD' is compressed, which is not supported" + again),
        ("json", "40: error: the chunk 'INKD' does not hold Protocol Buffers, which is not supported" + again),
        (
            "cut-chunk",
            "32: error: the chunk 'INKD' takes 333 bytes, but the file ends after 314; fetch the file again"
        ),
        (
            "huge-chunk",
            "24: error: the chunk 'DATA' takes 4294967295 bytes, but the file ends after 0; fetch the file again"
        ),
        ("unequal-spline", "42 (record 1): error: stroke 1 has 3 x and 2 y"),
        ("infinite-spline", "42 (record 1): error: stroke 1 has a point that is not finite"),
        ("infinite-transform", "42 (record 1): error: the transform leads to a place that is not finite"),
        ("no-such-stroke", "416 (record 1): error: a node is stroke 4, but there are 3 strokes"),
        ("no-such-points", "416 (record 1): error: a node is the points 1 to 8 of a stroke, which has 7"),
        ("no-such-properties", "42 (record 1): error: a stroke has entry 3 of properties, which has 2"),
        ("bad-depth", "416 (record 1): error: a node has the depth 2 after one of depth 0"),
        ("too-deep", "6178 (record 1): error: groups are nested more than 256 deep"),
        ("damaged-stroke", "44 (record 1): error: a field takes 5 bytes, but its message ends after 1"),
        ("repeated", "20684 (record 1): error: there are more than 8388608 points"),
    ])
    func inkModels(name: String, message: String) {
        let path = TestFiles.fixture("hostile/ink/\(name).uim")
        let result = FormatHarness.read(path: path, as: UIMFormat())
        #expect(result.messages == [path + ":@" + message])
        #expect(result.sketches.isEmpty)
    }

    @Test func cutPaths() {
        let path = TestFiles.fixture("hostile/ink/cut-path.will")
        let result = FormatHarness.read(path: path, as: UIMFormat())
        #expect(result.messages == [path + ":@137: error: a field takes 48 bytes, but its message ends after 45"])
    }

    @Test func otherRIFFFilesAreRefused() {
        let result = FormatHarness.read(Array("RIFF\0\0\0\0WAVE".utf8), name: "in", as: UIMFormat())
        #expect(result.messages == ["in:@0: error: the file is not a RIFF file with the type UINK or WILL"])
        #expect(UIMFormat().recognises(prefix: Array("RIFF\0\0\0\0WAVE".utf8), fileName: "a.uim") == .no)
    }

    /// A file that says that it is 10 MB of the shortest things is read or refused in seconds.
    @Test func sizesAreBounded() async {
        await #expect(processExitsWith: .success) {
            PeakMemory.expectBounded {
                let bytes = [UInt8](repeating: 0x4d, count: 1 << 22)
                _ = FormatHarness.read(bytes, name: "in", as: GoogleInkFormat())
                for pair: [UInt8] in [[0x0a, 0], [0x38, 1], [0x12, 0], [0x08, 0]] {
                    let bytes = [UInt8]((0..<(1 << 20)).flatMap { _ in pair })
                    let result = FormatHarness.read(bytes, name: "in", as: GoogleInkFormat())
                    #expect(result.sketches.count + result.faults.count == 1)
                    let size = [UInt8(bytes.count & 255), UInt8(bytes.count >> 8 & 255), UInt8(bytes.count >> 16), 0]
                    let head = Array("RIFF\0\0\0\0UINKHEAD".utf8) + [3, 0, 0, 0, 3, 0, 0, 0] + Array("DATA".utf8)
                    let model = FormatHarness.read(head + size + bytes, name: "in", as: UIMFormat())
                    #expect(model.sketches.count + model.faults.count == 1)
                }
            }
        }
    }
}
