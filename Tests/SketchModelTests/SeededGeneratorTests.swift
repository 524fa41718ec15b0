internal import SketchModel
internal import Testing

struct SeededGeneratorTests {
    /// The first numbers of SplitMix64 as its authors' own program gives them.
    @Test func knownNumbers() {
        var zero = SeededGenerator(seed: 0)
        #expect(zero.next() == 0xE220_A839_7B1D_CDAF)
        #expect(zero.next() == 0x6E78_9E6A_A1B9_65F4)
        #expect(zero.next() == 0x06C4_5D18_8009_454F)
        var other = SeededGenerator(seed: 1_234_567)
        #expect(other.next() == 6_457_827_717_110_365_317)
        #expect(other.next() == 3_203_168_211_198_807_973)
    }

    @Test func rangesHold() {
        var generator = SeededGenerator(seed: 3)
        var counts = [0, 0, 0, 0, 0]
        var sum = 0.0
        for _ in 0..<10_000 {
            let unit = generator.unit()
            #expect(unit >= 0 && unit < 1)
            sum += unit
            counts[generator.index(below: 5)] += 1
        }
        #expect(abs(sum / 10_000 - 0.5) < 0.02)
        #expect(counts.allSatisfy { (1_800...2_200).contains($0) })
        #expect(generator.index(below: 1) == 0)
        #expect(generator.index(below: .max) >= 0)
    }

    @Test func streamsDiffer() {
        var first: Set<UInt64> = []
        for seed in 0..<20 as Range<UInt64> {
            for stream in 0..<50 {
                var generator = SeededGenerator(seed: seed, stream: stream)
                first.insert(generator.next())
            }
        }
        #expect(first.count == 1_000)
        var a = SeededGenerator(seed: 5, stream: -1)
        var b = SeededGenerator(seed: 5, stream: -1)
        #expect(a.next() == b.next())
    }
}
