internal import ArrayFiles
internal import TestSupport
internal import Testing

struct ArrayHeaderTests {
    private func parse(_ bytes: [UInt8]) throws -> ArrayHeader {
        var taken: [UInt8] = []
        return try ArrayHeader(MemberStream(BytesInMemory(bytes)), into: &taken)
    }

    private func parse(text: String) throws -> ArrayHeader {
        try parse(ArrayHeader.magic + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8))
    }

    @Test(arguments: [
        ("sketch-rnn/dense-little-f2.npy", ElementType(kind: .float, size: 2), [3, 8, 5], false),
        ("sketch-rnn/dense-big-i8.npy", ElementType(kind: .signed, size: 8, isBigEndian: true), [3, 8, 5], false),
        ("sketch-rnn/dense-fortran.npy", ElementType(kind: .float, size: 4), [3, 8, 5], true),
        ("sketch-rnn/single.npy", ElementType(kind: .signed, size: 1), [4, 3], false),
        ("sketch-rnn/objects.npy", ElementType(kind: .object, size: 0), [3], false),
    ])
    func headersAreThoseOfNumPyByteForByte(file: String, type: ElementType, shape: [Int], isFortran: Bool) throws {
        let bytes = try Reading.fixture(file)
        let header = ArrayHeader(type: type, isFortran: isFortran, shape: shape)
        #expect(try parse(bytes) == header)
        #expect(header.bytes == Array(bytes.prefix(header.bytes.count)))
        #expect(header.bytes.count % 64 == 0)
    }

    @Test func keysMayComeInAnyOrderAndStyle() throws {
        let header = try parse(text: "{\"shape\":(2,3L) , 'descr':'>u2','fortran_order': True}\n")
        let type = ElementType(kind: .unsigned, size: 2, isBigEndian: true)
        #expect(header == ArrayHeader(type: type, isFortran: true, shape: [2, 3]))
        #expect(try parse(text: "{'descr':'|b1','fortran_order':False,'shape':()}").elementCount() == 1)
    }

    @Test(arguments: [
        (
            "{'descr':'<f4','fortran_order':False}",
            "47: has a bad .npy header: a key of descr, fortran_order and shape is missing"
        ),
        ("{'descr':'<f4','fortran_order':maybe,'shape':()}", "41: has a bad .npy header: neither True nor False"),
        (
            "{'descr':'<f4','fortran_order':True,'shape':(-1,)}",
            "55: has a bad .npy header: a number is missing in the shape"
        ),
        (
            "{'descr':'<f4','fortran_order':True,'shape':(1,)} x",
            "60: has a bad .npy header: text follows the dictionary"
        ),
        (
            "{'descr':'<M8[ns]','fortran_order':True,'shape':()}",
            "19: has elements of type '<M8[ns]', which are not plain numbers"
        ),
        ("{'shape':(99999999999999999999,)}", "20: declares a shape too large for any file"),
        ("{'descr':'<f4", "23: has a bad .npy header: a string has no end"),
        ("", "10: has a bad .npy header: '{' is missing"),
    ])
    func badHeadersAreRefusedAtTheirByte(text: String, message: String) {
        #expect(Reading.fault { _ = try parse(text: text) } == message)
    }

    @Test func shapesThatOverflowAreRefused() throws {
        let header = ArrayHeader(type: .float64, shape: [1 << 31, 1 << 31])
        #expect(try header.elementCount() == 1 << 62)
        #expect(Reading.fault { _ = try header.byteCount() } == "-: declares a shape too large for any file")
    }
}

struct ArrayViewTests {
    private func elements(_ view: ArrayView, _ bytes: [UInt8]) -> [Double] {
        var numbers: [Double] = []
        view.elements(of: bytes.span, into: &numbers)
        return numbers
    }

    @Test(
        arguments: [
            ("<i1", [0xff, 0x7f], [-1, 127]),
            ("<i2", [0xfe, 0xff, 0x00, 0x80], [-2, -32_768]),
            (">i2", [0xff, 0xfe, 0x80, 0x00], [-2, -32_768]),
            ("<u4", [0xff, 0xff, 0xff, 0xff], [4_294_967_295]),
            (">i8", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfb], [-5]),
            ("|b1", [0, 1, 2], [0, 1, 1]),
            ("<f4", [0, 0, 0xc0, 0x3f], [1.5]),
            (">f4", [0x3f, 0xc0, 0, 0], [1.5]),
            ("<f8", [0, 0, 0, 0, 0, 0, 0x04, 0xc0], [-2.5]),
            (">f8", [0xc0, 0x04, 0, 0, 0, 0, 0, 0], [-2.5]),
            // 1, -2, the largest, the smallest, infinity.
            ("<f2", [0, 0x3c, 0, 0xc0, 0xff, 0x7b, 1, 0, 0, 0x7c], [1, -2, 65_504, 0x1p-24, .infinity]),
        ] as [(String, [UInt8], [Double])]
    )
    func everyTypeIsRead(name: String, bytes: [UInt8], values: [Double]) throws {
        let type = try #require(ElementType(description: name))
        #expect(elements(ArrayView(type: type, rows: 1, columns: values.count, start: 0), bytes) == values)
        #expect(type.description == name.replacing("<i1", with: "|i1"))
    }

    @Test func columnsComeFirstInFortranOrder() throws {
        let type = try #require(ElementType(description: "|u1"))
        let bytes: [UInt8] = [9, 1, 2, 3, 4, 5, 6]
        #expect(elements(ArrayView(type: type, rows: 3, columns: 2, start: 1), bytes) == [1, 2, 3, 4, 5, 6])
        #expect(
            elements(ArrayView(type: type, rows: 3, columns: 2, start: 1, isFortran: true), bytes) == [
                1, 4, 2, 5, 3, 6,
            ]
        )
    }

    @Test(arguments: ["<c8", "<f16", "<i3", "<V8", "i", "", "U", "<U-1", "|S1000000000", "<i99999999999999999999"])
    func otherTypesAreUnknown(name: String) { #expect(ElementType(description: name) == nil) }

    @Test func textHasAWidth() throws {
        for (name, kind, size) in [("<U5", ElementType.Kind.text, 20), (">U0", .text, 0), ("|S7", .byteText, 7)] {
            let type = try #require(ElementType(description: name))
            #expect(type.kind == kind && type.size == size && type.description == name && !type.isNumber)
        }
    }
}
