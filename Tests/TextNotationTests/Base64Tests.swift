internal import Testing
internal import TextNotation

@Suite struct Base64Tests {
    private func bytes(_ text: String) -> [UInt8]? {
        let text = Array(text.utf8)
        return Base64.bytes(of: text.span)
    }

    /// The examples of RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
    ])
    func textAndBytes(text: String, encoded: String) {
        #expect(Base64.text(of: Array(text.utf8)) == encoded)
        #expect(bytes(encoded) == Array(text.utf8))
    }

    @Test func allBytesComeBack() {
        let all = (0...255).map { UInt8($0) }
        #expect(bytes(Base64.text(of: all)) == all)
    }

    @Test func whiteSpaceAndMissingPaddingAreRead() {
        #expect(bytes(" Zm9\nv\t") == Array("foo".utf8))
        #expect(bytes("Zg") == Array("f".utf8))
    }

    @Test(arguments: ["A", "AAAAA", "A===", "AA=A", "A?==", "Zm9v-"])
    func anythingElseIsRefused(text: String) { #expect(bytes(text) == nil) }
}

@Suite struct FractionalIndexTests {
    @Test(arguments: [(0, "a0"), (61, "az"), (62, "b00"), (62 + 3_843, "bzz"), (62 + 3_844, "c000")])
    func keys(number: Int, key: String) { #expect(FractionalIndex.key(number) == key) }
}
