internal import QuickDrawFormat
internal import SketchModel
internal import TestSupport
internal import Testing

@Suite struct NDJSONReadingTests {
    static let plain = #"{"word":"cat","drawing":[[[1,2],[3,4]]]}"#
    static let full = """
        {"word":"cat","countrycode":"VE","timestamp":"2017-03-02 23:25:10.07453 UTC","recognized":true,\
        "key_id":"5201136883597312","drawing":[[[130,113],[72,40]],[[76,28,7],[136,128,128]]]}
        """

    private func only(_ text: String) throws -> Sketch {
        let result = QuickDraw.read(text)
        #expect(result.messages == [])
        #expect(result.sketches.count == 1)
        return try #require(result.sketches.first)
    }

    @Test func allFieldsAreRead() throws {
        let sketch = try only(Self.full)
        #expect(sketch.points == [Point(130, 72), Point(113, 40), Point(76, 136), Point(28, 128), Point(7, 128)])
        #expect(sketch.strokeEnds == [2, 5])
        #expect(!sketch.hasTimes && !sketch.hasPressures)
        #expect(sketch.metadata.label == "cat")
        #expect(sketch.metadata.countryCode == "VE")
        #expect(sketch.metadata.recognized == true)
        #expect(sketch.metadata.id == 5_201_136_883_597_312)
        #expect(sketch.metadata.timestamp?.microseconds == 1_488_497_110_074_530)
        #expect(sketch.source.position == .text(line: 1, column: 1))
    }

    @Test func timesAreRead() throws {
        let sketch = try only(#"{"drawing":[[[1.5,-2],[3,4e1],[0,17]],[[],[],[]]]}"#)
        #expect(sketch.points == [Point(1.5, 3), Point(-2, 40)])
        #expect(sketch.hasTimes)
        #expect(sketch.times == [0, 17])
        #expect(sketch.strokeEnds == [2, 2])
        #expect(sketch.metadata == SketchMetadata())
    }

    @Test(arguments: [
        #"{"drawing":[[[1,2],[3,4]]],"word":"cat"}"#,
        " { \"word\" :\t\"cat\" , \"drawing\" : [ [ [ 1 , 2 ] , [ 3 , 4 ] ] ] } ",
        "\u{feff}" + plain,
        plain + "\r\n",
        "\n\n  \n" + plain + "\n\r\n\n",
        #"{"w\u006frd":"c\u0061t","dr\u0061wing":[[[1,2],[3,4]]]}"#,
        #"{"word":"cat","countrycode":null,"timestamp":null,"recognized":null,"key_id":null,"drawing":[[[1,2],[3,4]]]}"#,
        #"{"word":"cat","x":[{"y":[1,-2.5e3,"\ud83d\ude00",null,true,false,{},[]]}],"drawing":[[[1,2],[3,4]]]}"#,
        #"{"word":"cat","drawing":[[[1.0,20e-1],[0.3E+1,4]]]}"#,
        "[" + plain + "]",
        "\u{feff} \n[\n  " + plain + "\n]\n\n",
        "[{\n  \"word\": \"cat\",\n  \"drawing\": [\n    [\n      [1,\n 2],\n [3, 4]\n ]\n ]\n}\n]",
    ])
    func manyFormsOfOneDrawing(text: String) throws {
        let sketch = try only(text)
        #expect(sketch.metadata == SketchMetadata(label: "cat"))
        #expect(sketch.points == [Point(1, 3), Point(2, 4)])
        #expect(sketch.strokeEnds == [2])
    }

    @Test func idsAreWhole() throws {
        for text in ["\"18446744073709551615\"", "18446744073709551615"] {
            #expect(try only("{\"key_id\":\(text),\"drawing\":[]}").metadata.id == .max)
        }
        #expect(try only(#"{"key_id":0,"drawing":[]}"#).metadata.id == 0)
    }

    @Test func escapesAreDecoded() throws {
        let sketch = try only(#"{"word":"a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é😀","drawing":[]}"#)
        #expect(sketch.metadata.label == "a\"\\/\u{8}\u{c}\n\r\té😀é😀")
        #expect(sketch.strokeCount == 0)
    }

    @Test func unknownKeysAreCounted() {
        let result = QuickDraw.read(#"{"a":1,"b":2,"drawing":[]}"# + "\n" + Self.plain + "\n" + #"{"c":1}"#)
        #expect(result.losses.counts == [.unknownKeys: 1])
        #expect(result.sketches.count == 2)
    }

    @Test func linesAndIndicesAreCounted() {
        let result = QuickDraw.read("\n" + Self.plain + "\nnonsense\n  " + Self.plain)
        #expect(result.sketches.map(\.source.position) == [.text(line: 2, column: 1), .text(line: 4, column: 3)])
        #expect(result.messages == ["in:3:1: error: expected a drawing, '{', found 'n'"])
    }

    @Test func nothingGivesNothing() {
        for text in ["", "\n", "  \r\n\n", "[]", " [ \n ] \n", "\u{feff}"] {
            let result = QuickDraw.read(text)
            #expect(result.sketches.isEmpty && result.messages.isEmpty)
        }
    }

    @Test func longStrokesGrowTheBuffers() throws {
        let count = 5000
        let x = (0..<count).map { "\($0)" }.joined(separator: ",")
        let y = (0..<count).map { "\($0).5" }.joined(separator: ",")
        let t = (0..<count).map { "\($0 * 7)" }.joined(separator: ", ")
        let sketch = try only("{\"drawing\":[[[0],[0],[0]],[[\(x)],[\(y)],[\(t)]]]}")
        #expect(sketch.strokeEnds == [1, count + 1])
        #expect(sketch.points.last == Point(4999, 4999.5))
        #expect(sketch.times.last == 34993)
    }

    @Test func wholeNumbersOfEveryLength() throws {
        let values = (1...20).map { String(repeating: "9", count: $0) } + ["0", "-0", "-7", "12345678", "-123456789"]
        for padding in ["", "          "] {
            let list = values.joined(separator: ",")
            let sketch = try only("{\"drawing\":[[[\(list)],[\(list)]]]\(padding)}")
            #expect(sketch.points.map(\.x) == values.compactMap(Double.init))
            #expect(sketch.points.map(\.y) == sketch.points.map(\.x))
        }
    }
}
