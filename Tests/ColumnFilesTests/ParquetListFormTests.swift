@testable internal import ColumnFiles
internal import Testing

/// The forms that writers have given lists.
struct ParquetListFormTests {
    typealias Element = HandmadeParquet.Element

    /// A file of the rows `[1 2]`, `[]` and `[3]`, of a column whose elements are `elements`, at whose leaf an item has
    /// the definition level `definition`.
    private func file(_ elements: [Element], definition: UInt8, empty: UInt8) -> [UInt8] {
        let width = 8 - definition.leadingZeroBitCount
        let page = HandmadeParquet.page(
            HandmadeParquet.levels([0, 1, 0, 0], width: 1)
                + HandmadeParquet.levels([definition, definition, empty, definition], width: width)
                + HandmadeParquet.int32([1, 2, 3]),
            count: 4
        )
        return HandmadeParquet(
            elements: [Element(name: "root", childCount: 1)] + elements,
            rowCount: 3,
            chunks: [HandmadeParquet.Chunk(valueCount: 4, pages: page)]
        ).bytes
    }

    @Test func aRepeatedFieldIsAList() throws {
        let bytes = file([Element(name: "a", repetition: .repeated, type: .int32)], definition: 1, empty: 0)
        #expect(try ParquetTestFiles.rows(bytes) == ["a=[1 2]", "a=[]", "a=[3]"])
    }

    @Test(arguments: ["element", "array", "item"]) func aListMayRepeatItsItemsDirectly(name: String) throws {
        let elements = [
            Element(name: "a", repetition: .optional, childCount: 1, convertedType: 3),
            Element(name: name, repetition: .repeated, type: .int32),
        ]
        #expect(try ParquetTestFiles.rows(file(elements, definition: 2, empty: 1)) == ["a=[1 2]", "a=[]", "a=[3]"])
    }

    @Test(arguments: [("list", "element"), ("bag", "array_element"), ("list", "item")])
    func aListMayHaveAGroupAroundItems(group: String, item: String) throws {
        let elements = [
            Element(name: "a", repetition: .optional, childCount: 1, convertedType: 3),
            Element(name: group, repetition: .repeated, childCount: 1),
            Element(name: item, repetition: .optional, type: .int32),
        ]
        #expect(try ParquetTestFiles.rows(file(elements, definition: 3, empty: 1)) == ["a=[1 2]", "a=[]", "a=[3]"])
    }

    @Test(arguments: ["array", "a_tuple"]) func olderNamesMakeTheGroupARecord(name: String) throws {
        let elements = [
            Element(name: "a", childCount: 1, convertedType: 3),
            Element(name: name, repetition: .repeated, childCount: 1),
            Element(name: "x", type: .int32),
        ]
        let rows = try ParquetTestFiles.rows(file(elements, definition: 1, empty: 0))
        #expect(rows == ["a=[{x=1} {x=2}]", "a=[]", "a=[{x=3}]"])
    }

    @Test func aRepeatedGroupOfSeveralFieldsIsARecord() throws {
        let page = HandmadeParquet.page(
            HandmadeParquet.levels([0, 1], width: 1) + HandmadeParquet.levels([1, 1], width: 1)
                + HandmadeParquet.int32([1, 2]),
            count: 2
        )
        let chunk = HandmadeParquet.Chunk(valueCount: 2, pages: page)
        let bytes = HandmadeParquet(
            elements: [
                Element(name: "root", childCount: 1), Element(name: "a", childCount: 1, convertedType: 3),
                Element(name: "list", repetition: .repeated, childCount: 2), Element(name: "x", type: .int32),
                Element(name: "y", type: .int32),
            ],
            chunks: [chunk, chunk]
        ).bytes
        #expect(try ParquetTestFiles.rows(bytes) == ["a=[{x=1 y=1} {x=2 y=2}]"])
    }
}
