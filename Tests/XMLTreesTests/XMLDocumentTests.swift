internal import Testing
internal import XMLTrees

@Suite struct XMLDocumentTests {
    private func document(_ text: String, skipping: Set<String> = []) throws(XMLFault) -> XMLDocument {
        try XMLDocument(Array(text.utf8), skippingTextOf: skipping)
    }

    @Test func elementsHaveNamesAttributesAndText() throws {
        let text = "<a xmlns:p='urn:p' k='1'>in between<p:b p:k='&lt;2'>x &amp; y</p:b><c/>end</a>"
        let root = try document(text).root
        #expect(root.name == "a" && root.namespace.isEmpty && root["k"] == "1" && root.text.isEmpty)
        let children = Array(root.children)
        try #require(children.map(\.name) == ["b", "c"])
        #expect(children[0].namespace == "urn:p" && children[0]["k"] == nil && children[0]["k", in: "urn:p"] == "<2")
        #expect(children[0].text == "x & y" && children[1].text.isEmpty)
        #expect(root.child("c")?.index == 2 && root.child("d") == nil)
    }

    @Test func offsetsAreThoseOfTheFile() throws {
        let text = "<?xml version='1.0'?>\n<a><b id='1'>12 34</b><b/></a>"
        let bytes = Array(text.utf8)
        let children = Array(try document(text).root.children)
        try #require(children.count == 2)
        #expect(String(decoding: bytes[children[0].content], as: UTF8.self) == "12 34")
        #expect(bytes[children[0].offset...].starts(with: "<b id".utf8))
        #expect(bytes[children[1].offset...].starts(with: "<b/>".utf8) && children[1].content.isEmpty)
    }

    @Test func textOfSomeElementsIsSkipped() throws {
        let root = try document("<a><image>AAAA</image><t>1</t></a>", skipping: ["image"]).root
        #expect(root.children.map(\.text) == ["", "1"])
    }

    @Test func faultsHaveTheirPlace() {
        let deep = String(repeating: "<a>", count: 300)
        let names = (0...(1 << 16)).map { "<n\($0)/>" }.joined()
        for (text, reason, offset): (String, XMLError, Int) in [
            ("", .notWellFormed("no element found"), 0),
            ("<a><b></a>", .notWellFormed("mismatched tag"), 8),
            ("<p:a/>", .notWellFormed("unbound prefix"), 0),
            ("<!DOCTYPE a [<!ENTITY e SYSTEM 'x'>]><a>&e;</a>", .externalEntity, 40),
            (deep, .tooDeep(limit: 256), 768),
            (
                "<a>" + names + "</a>", .tooManyNames(limit: 1 << 16),
                3 + names.utf8.count - "<n65535/><n65536/>".utf8.count
            ),
        ] {
            let fault = #expect(throws: XMLFault.self) { try document(text) }
            #expect(fault?.reason == reason && fault?.offset == offset, "\(fault as Any)")
        }
    }
}
