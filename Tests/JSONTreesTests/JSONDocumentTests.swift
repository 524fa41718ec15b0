internal import JSONTrees
internal import SketchModel
internal import Testing

@Suite struct JSONDocumentTests {
    private func document(_ text: String) throws -> JSONDocument { try JSONDocument(Array(text.utf8)) }

    @Test func valuesAreFound() throws {
        let text =
            "\u{feff} {\"a\": [1, -2.5e1, true, null, \"x\\u00e9\"], \"b\":{\"a\":false}, \"a\\n\":{}, \"b\":7}\n"
        let root = try document(text).root
        let list = try #require(root["a"])
        #expect(list.isArray && list.count == 5)
        #expect(list.elements.map(\.number) == [1, -25, nil, nil, nil])
        #expect(list.elements.compactMap(\.boolean) == [true])
        #expect(list.elements.filter(\.isNull).count == 1)
        #expect(list.elements.compactMap(\.text) == ["xé"])
        #expect(root.members.map(\.key) == ["a", "b", "a\n", "b"])
        #expect(root["b"]?.number == 7 && root["a\n"]?.isObject == true && root["c"] == nil && list["a"] == nil)
        let bytes = Array(text.utf8)
        #expect(
            String(decoding: bytes[try #require(root["a"]?.elements.first { $0.number == -25 }).range], as: UTF8.self)
                == "-2.5e1"
        )
    }

    @Test func plainTextIsTheTextInTheFile() throws {
        let root = try document("[\"AA==\", \"\\u0041\", 1]").root
        #expect(root.elements.map(\.plainText) == [2..<6, nil, nil])
    }

    @Test(arguments: [
        ("", "expected a value, but the text ends", 0),
        ("{\"a\":1,}", "expected a string, found '}'", 7),
        ("[1 2]", "expected ',' or ']', found '2'", 3),
        ("[1] 2", "expected the end of the text, found '2'", 4),
        ("[01]", "a number has a leading zero", 1),
        (String(repeating: "[", count: 65), "values are nested more than 64 deep", 64),
    ])
    func faultsHaveTheirPlace(text: String, message: String, offset: Int) throws {
        let fault = #expect(throws: JSONDocumentFault.self) { try document(text) }
        #expect(fault?.reason.message == message && fault?.offset == offset)
    }
}
