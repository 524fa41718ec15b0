internal import ArgumentGrammar
internal import SketchModel
internal import Testing

/// The text form of everything that takes arguments.
@Suite struct GrammarTests {
    @Test(arguments: [
        ("svg", "svg", []),
        ("svg:", "svg", [ArgumentItem(value: "")]),
        ("fit:256,padding=8", "fit", [ArgumentItem(value: "256"), ArgumentItem(key: "padding", value: "8")]),
        ("a:b=c=d,e:f", "a", [ArgumentItem(key: "b", value: "c=d"), ArgumentItem(value: "e:f")]),
        ("a:=1,b=", "a", [ArgumentItem(key: "", value: "1"), ArgumentItem(key: "b", value: "")]),
        // A comma and a sign keep their meaning with a combining mark after them.
        ("a:1,\u{301}2=\u{301}3", "a", [ArgumentItem(value: "1"), ArgumentItem(key: "\u{301}2", value: "\u{301}3")]),
        (":x", "", [ArgumentItem(value: "x")]),
        ("", "", []),
    ])
    func texts(text: String, name: String, items: [ArgumentItem]) {
        let named = NamedArguments(text)
        #expect(named.name == name)
        #expect(named.items == items)
    }

    @Test func itemsAreWrittenAsTheyWere() {
        for text in ["", "a", "a=b", "a=b=c", ",,", "=,x="] {
            #expect(ArgumentItem.list(text).map(\.text).joined(separator: ",") == text)
        }
    }

    @Test func numbers() {
        #expect(["2", "-.5", "+1e1", "1e-3"].map(ArgumentNumber.number) == [2, -0.5, 10, 0.001])
        #expect(["", "nan", "inf", "0x2", "1e999", "1 ", "1,2"].compactMap(ArgumentNumber.number) == [])
        #expect(["0", "12", "007"].map(ArgumentNumber.wholeNumber) == [0, 12, 7])
        #expect(["", "-1", "+1", "1.0", "99999999999999999999", "١"].compactMap(ArgumentNumber.wholeNumber) == [])
    }

    @Test func namesThatWereMeant() {
        #expect(NearestNames.of("precison", among: ["precision", "padding"]) == ["precision"])
        #expect(NearestNames.of("p", among: ["precision", "padding"]) == [])
        #expect(NearestNames.of("sti", among: ["stick", "svg", "stick-y"]) == ["stick", "stick-y"])
        // Two neighbours swapped are one edit.
        #expect(NearestNames.of("brid", among: ["bread", "bird", "bride"]) == ["bird", "bride", "bread"])
    }
}

/// Options declared with their types.
@Suite struct OptionTests {
    enum Shade: String, CaseIterable { case light, dark }

    struct Owner: Equatable {
        var width: Double?
        var count = 3
        var isFlat = false
        var shade: Shade?
        var name = ""
        var ratio = 1.0
    }

    static let options: [ArgumentOption<Owner>] = [
        ArgumentOption("width", \.width, .number(.aboveZero), "how wide"),
        ArgumentOption("count", \.count, .wholeNumber(1...9), "how many"),
        ArgumentOption("flat", \.isFlat, .yesOrNo, "whether flat"),
        ArgumentOption("shade", \.shade, .oneOf, "how dark"),
        ArgumentOption("name", \.name, .text("NAME"), "what it is called"),
        ArgumentOption("ratio", \.ratio, Self.ratioForm, "how it is cut"),
    ]

    static let ratioForm = ArgumentForm<Double>("A:B", words: "a ratio such as 4:3") { text in
        let numbers = text.split(separator: ":").compactMap { ArgumentNumber.number(String($0)) }
        return numbers.count == 2 ? numbers[0] / numbers[1] : nil
    }

    private func give(_ text: String) throws(ArgumentError) -> Owner {
        var owner = Owner()
        try ArgumentOption.give(ArgumentItem.list(text), to: &owner, named: "paper", options: Self.options)
        return owner
    }

    @Test func everyTypeIsRead() throws {
        let owner = try give("width=2.5,count=9,flat=yes,shade=dark,name=a=b,ratio=4:2")
        #expect(owner == Owner(width: 2.5, count: 9, isFlat: true, shade: .dark, name: "a=b", ratio: 2))
    }

    @Test func formsAreForHelp() {
        #expect(
            Self.options.map(\.written) == [
                "width=NUMBER", "count=1…9", "flat=yes|no", "shade=light|dark", "name=NAME", "ratio=A:B",
            ]
        )
        #expect(Self.options.map(\.choices) == [[], [], ["yes", "no"], ["light", "dark"], [], []])
    }

    @Test(arguments: [
        ("width=0", "width cannot be '0'; give a number, more than 0"),
        ("count=10", "count cannot be '10'; give a whole number from 1 to 9"),
        ("count=-1", "count cannot be '-1'; give a whole number from 1 to 9"),
        ("flat=true", "flat cannot be 'true'; give yes or no"),
        ("shade=", "shade cannot be ''; give light or dark"),
        ("name=", "name cannot be ''; give NAME without commas"),
        ("ratio=1", "ratio cannot be '1'; give a ratio such as 4:3"),
        ("flat=yes,flat=yes", "flat is given twice; give it once"),
        ("colour=1", "paper has no option 'colour'; \(taken)"),
        ("cuont=1", "paper has no option 'cuont'; did you mean count? \(taken)"),
        ("flat=yes,2", "paper has no option '2', nor takes values without a name; \(taken)"),
        ("", "paper is given an empty option; \(taken)"),
        ("flat=no,", "paper is given an empty option; \(taken)"),
    ])
    func refusals(text: String, message: String) {
        do {
            _ = try give(text)
            Issue.record("'\(text)' is taken")
        } catch {
            #expect(error.message + (error.advice.map { "; " + $0 } ?? "") == message)
            #expect(error.kind == .wrongUsage)
        }
    }

    static let taken = "it takes width=NUMBER, count=1…9, flat=yes|no, shade=light|dark, name=NAME, ratio=A:B"
}
