internal import TableFormat
internal import TestSupport
internal import Testing

/// Tables that are sound as files, with drawings that aren't.
@Suite struct HostileFixtureTests {
    /// A file, how many of its drawings are valid, and its fault.
    @Test(arguments: [
        ("missing-drawing", 2, " (record 2): error: the drawing is missing"),
        ("missing-stroke", 2, " (record 2): error: stroke 2 is missing"),
        ("missing-x", 2, " (record 2): error: x of stroke 1 is missing"),
        ("missing-number", 2, " (record 2): error: x of stroke 1 has a missing number"),
        ("other-count", 2, " (record 2): error: y of stroke 2 has 1 numbers, but x has 2"),
        (
            "infinite", 2,
            " (record 2): error: point 2 of stroke 2 has a number that is infinite or not a number"
        ),
        ("other-times", 2, " (record 2): error: t of stroke 1 has 2 numbers, but x has 1"),
        ("four-arrays", 2, " (record 2): error: stroke 1 has 4 arrays, not x and y, or x, y and t"),
        ("half-timed", 2, " (record 2): error: stroke 2 has 3 arrays, not x and y, or x, y and t"),
        ("other-strokes", 1, " (record 2): error: y has 1 strokes, but x has 2"),
        ("four-columns", 1, " (record 2): error: row 2 of the drawing has 4 numbers, not 3"),
        ("half-pen", 1, " (record 2): error: row 1 has the pen state 7.0, which is neither 0 nor 1"),
        ("not-text", 2, " (record 2): error: word is not valid UTF-8"),
        (
            "unknown-class", 2,
            " (record 2): error: the class is 4, but the file names 4 classes; "
                + "check that the names in the file belong to these rows"
        ),
        (
            "names-not-json", 0,
            ": error: the names of classes in the key 'huggingface' can't be read: '\"' is missing"
        ),
        (
            "names-not-text", 0,
            ": error: the names of classes in the key 'huggingface' can't be read: '\"' is missing"
        ),
        ("bad-timestamp", 2, " (record 2): error: the timestamp is not a date and time"),
        ("bad-flag", 2, " (record 2): error: recognized is 'perhaps', which is neither true nor false"),
        ("bad-colour", 2, " (record 2): error: the colour of stroke 1 is not #rrggbb or #rrggbbaa"),
        ("no-such-group", 1, " (record 2): error: there is no group 3"),
        (
            "no-drawings", 0,
            ": error: the table has no column of drawings; its columns are image, label; "
                + "name the column that holds them, if one does"
        ),
    ])
    func eachFileIsRefusedAtItsFault(name: String, sound: Int, message: String) {
        let path = TestFiles.fixture("hostile/tables/\(name).parquet")
        let result = FormatHarness.read(path: path, as: ParquetFormat())
        #expect(result.messages == [path + message])
        #expect(result.sketches.count == sound)
    }

    /// Records that aren't plain can't be told from lists of other records by the column's type alone.
    @Test func recordsOfListViewsAreRefused() {
        let path = TestFiles.fixture("hostile/tables/list-views.arrow")
        let result = FormatHarness.read(path: path, as: ArrowFormat())
        #expect(
            result.messages
                == (1...2).map {
                    path + " (record \($0)): error: the records of a column are kept in a dictionary or as list views, "
                        + "which isn't supported; write the column again as plain lists of records"
                }
        )
    }

    @Test func packedRecordsHaveTheFaultsOfTheirFormat() {
        let path = TestFiles.fixture("hostile/tables/cut-record.parquet")
        let result = FormatHarness.read(path: path, as: ParquetFormat())
        #expect(result.sketches.count == 1)
        #expect(result.messages.count == 2)
        #expect(result.messages.first?.contains("(record 2): error: the file ends in stroke") == true)
        #expect(result.messages.last == path + " (record 3): error: 4 bytes follow the packed drawing")
    }
}
