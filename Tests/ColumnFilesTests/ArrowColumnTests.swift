@testable internal import ColumnFiles
internal import Testing

/// Columns that are put together from a file's dictionaries.
struct ArrowColumnTests {
    private static func numbers(_ numbers: [UInt8?]) -> Column {
        ArrowValue.column(numbers.map { $0.map { .number([$0]) } ?? .missing }, .number(.uint8))
    }

    /// `nil` if the second can't be appended, which must leave the first as it was.
    private static func joined(_ first: Column, _ second: Column) -> [ArrowValue]? {
        var column = first
        if column.append(second) { return ArrowValue.values(of: column) }
        #expect(ArrowValue.values(of: column) == ArrowValue.values(of: first))
        return nil
    }

    @Test func columnsAreAppended() {
        let texts: [ArrowValue] = [.bytes([1]), .missing, .bytes([2, 3]), .bytes([])]
        let flags: [ArrowValue] = [.boolean(true), .missing, .boolean(false), .boolean(true)]
        let nothing: [ArrowValue] = [.missing, .missing, .missing, .missing]
        for (values, type) in [(texts, ColumnType.bytes), (flags, .boolean), (nothing, .nothing)] {
            for first in 0...8 {
                for second in 0...8 {
                    for shift in 0..<3 {
                        let whole = (0..<(first + second)).map { values[($0 + shift) % 4] }
                        let column = ArrowValue.column(Array(whole[..<first]), type)
                        let more = ArrowValue.column(Array(whole[first...]), type)
                        #expect(Self.joined(column, more) == whole)
                    }
                }
            }
        }
        let numbers = Self.joined(Self.numbers([1, nil]), Self.numbers([2]))
        #expect(numbers == ArrowValue.values(of: Self.numbers([1, nil, 2])))
    }

    @Test func textsThatBeginAndEndAnywhereAreAppended() {
        let column = Column(count: 1, .bytes(offsets: [1, 2], data: [9, 1, 9]))
        let more = Column(count: 2, .bytes(offsets: [2, 3, 4], data: [9, 9, 2, 3, 9]))
        #expect(Self.joined(column, more) == [.bytes([1]), .bytes([2]), .bytes([3])])
    }

    @Test func listsAndOtherTypesAreNotAppended() {
        let list = Column(count: 0, .list(offsets: [0], items: Self.numbers([])))
        for other in [list, Column(count: 1, .booleans([true])), Column(count: 1, .numbers(.int8, [1]))] {
            #expect(Self.joined(Self.numbers([1]), other) == nil)
        }
    }

    @Test func whatIsMissingInADictionaryIsMissing() throws {
        let values = Self.numbers([5, nil, 7])
        let column = try #require(Column.dictionary([2, 1, 0, 9], validity: [0b0111], values: values))
        #expect(ArrowValue.values(of: column) == [.number([7]), .missing, .number([5]), .missing])
        #expect((0..<4).map { column.hasValue(at: $0) } == [true, false, true, false])
        #expect(Column.dictionary([3], validity: nil, values: values).map(\.count) == nil)
        #expect(Column.dictionary([-1], validity: nil, values: values).map(\.count) == nil)
    }

    @Test func aDictionaryOfADictionaryHasOneLevel() throws {
        let inner = try #require(Column.dictionary([1, 0, 1], validity: [0b011], values: Self.numbers([5, 6])))
        let column = try #require(Column.dictionary([2, 0, 1], validity: nil, values: inner))
        #expect(ArrowValue.values(of: column) == [.missing, .number([6]), .number([5])])
        guard case .dictionary(_, let values) = column.values, case .numbers = values.values else {
            Issue.record("\(column.values)")
            return
        }
    }
}
