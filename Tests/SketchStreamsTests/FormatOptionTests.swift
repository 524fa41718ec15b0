internal import ArgumentGrammar
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Options that apply to reading, to writing, or to both.
@Suite struct FormatOptionTests {
    struct Plain: SketchFormat {
        var unit = 1.0
        var depth: Int?
        var isTight = false

        let name = "plain"
        let summary = "for tests"
        let fileExtensions = ["plain"]
        let holds = "nothing"
        let layout = FileLayout.manySketches

        static let options: [FormatOption<Plain>] = [
            .init(.reading, "unit", \.unit, .number(.aboveZero), "how long a unit is (default 1)").both,
            .init(.reading, "depth", \.depth, .wholeNumber(0...9), "how deep to look (default: to the end)"),
            .init(.writing, "tight", \.isTight, .yesOrNo, "whether spaces are left out (default no)"),
        ]

        func recognises(prefix: [UInt8], fileName: String) -> FormatMatch { .no }
        func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
            throw Fault(source: "", reason: StreamError.unknownFormat)
        }
        func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
            throw Fault(source: "", reason: StreamError.unknownFormat)
        }
    }

    @Test func optionsAreTakenOnTheirSide() throws {
        let reading = try Plain().taking("unit=2.5,depth=9", for: .reading)
        #expect(reading.unit == 2.5 && reading.depth == 9)
        let writing = try Plain().taking("tight=yes,unit=3", for: .writing)
        #expect(writing.unit == 3 && writing.isTight)
    }

    @Test func descriptionsAreForHelp() {
        let options = (Plain() as any SketchFormat).optionDescriptions
        #expect(options.map(\.written) == ["unit=NUMBER", "depth=0…9", "tight=yes|no"])
        #expect(options.map(\.directions) == [[.reading, .writing], [.reading], [.writing]])
        #expect(options.map(\.choices) == [[], [], ["yes", "no"]])
    }

    @Test(arguments: [
        ("plain:tight=yes", FormatDirection.reading, "tight applies to writing plain"),
        ("plain:depth=1", .writing, "depth applies to reading plain"),
        ("plain:unti=1", .writing, "plain has no option 'unti'; did you mean unit? it takes unit=NUMBER, tight=yes|no"),
        ("plain:unit=0", .reading, "unit cannot be '0'; give a number, more than 0"),
        ("plain:unit=1,unit=2", .reading, "unit is given twice; give it once"),
        ("plani", .reading, "there is no format 'plani'; did you mean plain?"),
        ("xyz", .reading, "there is no format 'xyz'; the known formats are plain"),
    ])
    func refusals(text: String, direction: FormatDirection, message: String) {
        let formats: [any SketchFormat] = [Plain()]
        let fault = #expect(throws: Fault.self) { try formats.named(text, for: direction) }
        #expect(fault?.description == "\(direction.flag): error: \(message)")
        #expect(fault?.reason.kind == .wrongUsage)
    }
}
