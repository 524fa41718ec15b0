internal import SketchModel
internal import Testing

struct TimestampTests {
    private func moment(_ y: Int, _ mo: Int, _ d: Int, _ h: Int, _ mi: Int, _ s: Int, _ us: Int) -> Timestamp? {
        Timestamp(.init(year: y, month: mo, day: d, hour: h, minute: mi, second: s, microsecond: us))
    }

    @Test func knownMoments() {
        #expect(moment(1970, 1, 1, 0, 0, 0, 0)?.microseconds == 0)
        // 2017-03-23 22:56:25 UTC is 1 490 309 785 seconds after the epoch.
        #expect(moment(2017, 3, 23, 22, 56, 25, 892_800)?.microseconds == 1_490_309_785_892_800)
        #expect(moment(2000, 2, 29, 12, 0, 0, 0)?.microseconds == 951_825_600_000_000)
        #expect(moment(1969, 12, 31, 23, 59, 59, 999_999)?.microseconds == -1)
        #expect(moment(2038, 1, 19, 3, 14, 8, 0)?.microseconds == 2_147_483_648_000_000)
    }

    @Test func noSuchDates() {
        #expect(moment(2017, 2, 29, 0, 0, 0, 0) == nil)
        #expect(moment(1900, 2, 29, 0, 0, 0, 0) == nil)
        #expect(moment(2000, 2, 29, 0, 0, 0, 0) != nil)
        #expect(moment(2017, 4, 31, 0, 0, 0, 0) == nil)
        #expect(moment(2017, 13, 1, 0, 0, 0, 0) == nil)
        #expect(moment(2017, 0, 1, 0, 0, 0, 0) == nil)
        #expect(moment(2017, 1, 0, 0, 0, 0, 0) == nil)
        #expect(moment(10_000, 1, 1, 0, 0, 0, 0) == nil)
        #expect(moment(-1, 1, 1, 0, 0, 0, 0) == nil)
        #expect(moment(2017, 1, 1, 24, 0, 0, 0) == nil)
        #expect(moment(2017, 1, 1, 0, 60, 0, 0) == nil)
        #expect(moment(2017, 1, 1, 0, 0, 60, 0) == nil)
        #expect(moment(2017, 1, 1, 0, 0, 0, 1_000_000) == nil)
    }

    @Test func componentsAndBack() throws {
        var generator = SeededGenerator(seed: 1)
        let last = try #require(moment(9999, 12, 31, 23, 59, 59, 999_999)).microseconds
        let first = try #require(moment(0, 1, 1, 0, 0, 0, 0)).microseconds
        for _ in 0..<2_000 {
            let timestamp = Timestamp(microseconds: first + Int64(generator.index(below: Int(last - first) + 1)))
            #expect(Timestamp(timestamp.components) == timestamp)
        }
        #expect(Timestamp(Timestamp(microseconds: first).components)?.microseconds == first)
        #expect(Timestamp(Timestamp(microseconds: last).components)?.microseconds == last)
    }

    @Test func everyDayFollowsTheOneBefore() throws {
        let start = try #require(moment(1999, 1, 1, 0, 0, 0, 0)).microseconds
        var previous = Timestamp(microseconds: start).components
        for day in 1..<2_000 as Range<Int64> {
            let next = Timestamp(microseconds: start + day * 86_400_000_000).components
            #expect(next.hour == 0 && next.minute == 0 && next.second == 0 && next.microsecond == 0)
            let isNextDay = next.day == previous.day + 1 && next.month == previous.month
            let isNextMonth = next.day == 1 && (next.month == previous.month + 1 || next.month == 1)
            #expect(isNextDay || isNextMonth)
            previous = next
        }
        #expect(previous.year == 2004 && previous.month == 6 && previous.day == 22)
    }

    @Test func extremesDoNotTrap() {
        #expect(Timestamp(microseconds: .min).components.year < 0)
        #expect(Timestamp(microseconds: .max).components.year > 9999)
    }
}
