internal import MessageFields
internal import SketchModel
internal import Testing

@Suite struct MessageFieldsTests {
    private func fields(_ bytes: [UInt8]) throws -> [MessageFields.Field] {
        var fields: [MessageFields.Field] = []
        var message = MessageFields(bytes.indices)
        while let field = try message.next(bytes.span) { fields.append(field) }
        return fields
    }

    private func fault(_ bytes: [UInt8]) -> MessageFault? {
        #expect(throws: MessageFault.self) { try fields(bytes) }
    }

    /// The examples of the encoding guide, and one field of each wire type.
    @Test func wireTypes() throws {
        let bytes: [UInt8] = [
            0x08, 0x96, 0x01, 0x12, 0x02, 0x68, 0x69, 0x1d, 0, 0, 0x80, 0x3f, 0x21, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f,
        ]
        let found = try fields(bytes)
        #expect(found.map(\.number) == [1, 2, 3, 4])
        #expect(found.map(\.offset) == [0, 3, 7, 12])
        #expect(try found[0].number("a number") == 150)
        #expect(try found[1].range("a text") == 5..<7)
        #expect(try found[2].float("a float") == 1)
        #expect(try found[3].double("a double") == 1)
        // The largest number, and a field with the largest tag.
        let largest = try fields([0x08] + Array(repeating: 0xff, count: 9) + [1])
        #expect(try largest[0].number("a number") == .max)
        #expect(try fields([0xf8, 0xff, 0xff, 0xff, 0x0f, 5]).map(\.number) == [(1 << 29) - 1])
    }

    @Test func onlyTheRangeIsRead() throws {
        let bytes: [UInt8] = [0xff, 0x08, 1, 0x08, 2, 0xff]
        var message = MessageFields(1..<5)
        var numbers: [UInt64] = []
        while let field = try message.next(bytes.span) { numbers.append(try field.number("a number")) }
        #expect(numbers == [1, 2] && message.offset == 5)
    }

    @Test func signedNumbers() {
        #expect([0, 1, 2, 3].map(MessageFields.signed) == [0, -1, 1, -2])
        #expect(MessageFields.signed(0xffff_ffff) == .min && MessageFields.signed(0xffff_fffe) == .max)
        // Only the lowest 32 bits count.
        #expect(MessageFields.signed(1 << 32 | 2) == 1)
    }

    @Test func listsArePackedOrNot() throws {
        let bytes: [UInt8] = [0x0a, 3, 1, 0x96, 1, 0x08, 7, 0x15, 0, 0, 0, 0x40, 0x12, 4, 0, 0, 0x80, 0x3f]
        var (numbers, floats): ([UInt64], [Float]) = ([], [])
        for field in try fields(bytes) {
            if field.number == 1 {
                try field.forEachNumber(bytes.span, "numbers") { numbers.append($0) }
            } else {
                try field.forEachFloat(bytes.span, "floats") { floats.append($0) }
            }
        }
        #expect(numbers == [1, 150, 7] && floats == [2, 1])
    }

    @Test(
        arguments: [
            ([0x08], 1, MessageError.cutNumber),
            ([0x80], 0, .cutNumber),
            ([0x08] + Array(repeating: 0xff, count: 9) + [2], 1, .longNumber),
            ([0x12, 5, 1, 2], 2, .fieldTooLong(5, left: 2)),
            ([0x12] + Array(repeating: 0xff, count: 9) + [1], 11, .fieldTooLong(.max, left: 0)),
            ([0x0d, 1, 2, 3], 1, .fieldTooLong(4, left: 3)),
            ([0x09, 1], 1, .fieldTooLong(8, left: 1)),
            ([0x08, 1, 0x0b], 2, .unknownWireType(3)),
            ([0x0f], 0, .unknownWireType(7)),
            ([0x08, 1, 0x00, 1], 2, .fieldZero),
        ] as [([UInt8], Int, MessageError)]
    )
    func refusals(bytes: [UInt8], offset: Int, reason: MessageError) {
        let fault = fault(bytes)
        #expect(fault?.offset == offset)
        #expect(fault?.reason as? MessageError == reason)
    }

    @Test func otherTypesAreRefused() throws {
        let bytes: [UInt8] = [0x08, 1, 0x12, 3, 0, 0, 0]
        let found = try fields(bytes)
        let expected = MessageError.otherWireType(expected: "a name")
        for refused in [
            { _ = try found[0].range("a name") }, { _ = try found[0].float("a name") },
            { _ = try found[0].double("a name") },
        ] as [() throws -> Void] {
            let fault = #expect(throws: MessageFault.self) { try refused() }
            #expect(fault?.reason as? MessageError == expected && fault?.offset == 0)
        }
        let fault = #expect(throws: MessageFault.self) { try found[1].number("a name") }
        #expect(fault?.reason as? MessageError == expected && fault?.offset == 2)
        let cut = #expect(throws: MessageFault.self) { try found[1].forEachFloat(bytes.span, "floats") { _ in } }
        #expect(cut?.reason as? MessageError == .cutList(bytes: 3, size: 4) && cut?.offset == 4)
        #expect(cut?.reason.message == "a list takes 3 bytes, which is not a multiple of 4")
    }
}
