internal import SketchStreams
internal import TFRecordFormat
internal import TestSupport
internal import Testing

/// Damaged and malicious files, and the fault of each.
@Suite struct HostileFixtureTests {
    private static let cut = "; fetch the file again, or keep only what came before"
    private static let broken = "; the file is damaged here, or is not a TFRecord; nothing after this can be read"

    /// A file, how many of its drawings are valid, and its fault.
    @Test(arguments: [
        (
            "cut-header", 1,
            "94 (record 2): error: the file ends after 7 of the 12 bytes that a record begins with" + cut
        ),
        (
            "cut-data", 1,
            "94 (record 2): error: the file ends in a record: its data and their checksum take 82 bytes, "
                + "and 28 are left" + cut
        ),
        (
            "length-checksum", 1,
            "94 (record 2): error: the record's length of 56 bytes has the checksum 0x577d79a3, "
                + "but the file says 0xdeadbeef" + broken
        ),
        (
            "data-checksum", 2,
            "162 (record 2): error: the record's data have the checksum 0x8e943920, but the file says 0xdeadbeef"
                + "; the record is damaged; fetch the file again, or leave the record out"
        ),
        (
            "huge-length", 1,
            "94 (record 2): error: the record's data take 9223372036854775808 bytes, more than 268435456" + broken
        ),
        (
            "long-length", 1,
            "94 (record 2): error: the record's data take 268435457 bytes, more than 268435456" + broken
        ),
        ("long-varint", 2, "106 (record 2): error: a number takes more than 64 bits"),
        ("cut-varint", 2, "107 (record 2): error: a number is cut off by the end of its message"),
        (
            "long-field", 2,
            "116 (record 2): error: a field takes 9223372036854775807 bytes, but its message ends after 0"
        ),
        ("long-list", 2, "119 (record 2): error: a field takes 127 bytes, but its message ends after 0"),
        ("group", 2, "106 (record 2): error: a field has the wire type 3, which Examples don't have"),
        ("field-zero", 2, "106 (record 2): error: a field has the number 0"),
        ("number-for-message", 2, "106 (record 2): error: expected features, found a field of another wire type"),
        ("no-ink", 2, "106 (record 2): error: the Example has no feature 'ink'"),
        ("not-rows-of-three", 2, "117 (record 2): error: ink has 4 numbers, which is not a multiple of 3"),
        (
            "three-quarters-of-a-float", 2,
            "121 (record 2): error: a list of floats takes 7 bytes, which is not a multiple of 4"
        ),
        ("ink-of-integers", 2, "117 (record 2): error: the feature 'ink' is not a list of floats"),
        ("shape-too-long", 2, "117 (record 2): error: shape is (3, 3), but ink has 2 rows of 3"),
        ("shape-of-three", 2, "117 (record 2): error: shape is (2, 3, 1), but ink has 2 rows of 3"),
        ("shape-negative", 2, "117 (record 2): error: shape is (-2, 3), but ink has 2 rows of 3"),
        ("shape-of-bytes", 2, "156 (record 2): error: the feature 'shape' is not a list of whole numbers"),
        ("not-a-number", 2, "117 (record 2): error: row 1 of ink leads to a place that is not finite"),
        ("infinite", 2, "117 (record 2): error: row 2 of ink leads to a place that is not finite"),
        ("half-a-pen", 2, "117 (record 2): error: row 1 of ink has the pen state 0.5, which is neither 0 nor 1"),
        (
            "class-out-of-range", 2,
            "179 (record 2): error: class_index is 2, but the file of classes has 2 names; "
                + "check that the file of classes belongs to these records"
        ),
        (
            "class-beyond-all", 2,
            "179 (record 2): error: class_index is 9223372036854775807, but the file of classes has 2 names; "
                + "check that the file of classes belongs to these records"
        ),
        ("class-negative", 2, "179 (record 2): error: class_index is -1, which is negative"),
        ("two-classes", 2, "179 (record 2): error: class_index holds 2 numbers, not one"),
        ("label-not-text", 2, "195 (record 2): error: the label is not valid UTF-8"),
    ])
    func eachFileIsRefusedAtItsFault(name: String, sound: Int, message: String) {
        let path = TestFiles.fixture("hostile/tfrecord/\(name).tfrecord")
        let result = FormatHarness.read(path: path, as: TFRecordFormat())
        #expect(result.messages == [path + ":@" + message])
        #expect(result.sketches.count == sound)
    }

    @Test func namesOfClassesAreText() {
        let path = TestFiles.fixture("hostile/tfrecord/classes-not-text.tfrecord")
        let result = FormatHarness.read(path: path, as: TFRecordFormat())
        #expect(result.messages == [path + ".classes:2:1: error: the name of the class is not valid UTF-8"])
    }
}
