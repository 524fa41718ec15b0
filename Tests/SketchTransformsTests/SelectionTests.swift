internal import SketchModel
@testable internal import SketchTransforms
internal import Testing

struct SelectionTests {
    /// Sketches of 0 to `count - 1` single-point strokes.
    private func sketches(_ count: Int) -> [Sketch] {
        (0..<count).map { Sketch(strokes: (0..<$0).map { [Point(Double($0), 0)] }) }
    }

    @Test(arguments: [
        ("strokes:2..3", [2, 3]), ("strokes:3..", [3, 4]), ("strokes:..1", [0, 1]), ("strokes:2", [2]),
        ("points:1..2", [1, 2]), ("points:..200", [0, 1, 2, 3, 4]),
        ("take:2", [0, 1]), ("take:0", []), ("take:9", [0, 1, 2, 3, 4]), ("skip:3", [3, 4]), ("skip:9", []),
        ("sample:0", []), ("sample:5", [0, 1, 2, 3, 4]), ("sample:9", [0, 1, 2, 3, 4]),
    ])
    func counts(argument: String, expected: [Int]) throws {
        #expect(try run([argument], on: sketches(5)).map(\.strokeCount) == expected)
    }

    @Test func metadata() throws {
        let kinds: [SketchMetadata] = [
            SketchMetadata(label: "cat", countryCode: "DE", recognized: true),
            SketchMetadata(label: "The Eiffel Tower", countryCode: "de", recognized: false),
            SketchMetadata(),
        ]
        let sketches = kinds.map { Sketch(strokes: [], metadata: $0) }
        func kept(_ argument: String) throws -> [Int] {
            try run([argument], on: sketches).map(\.source.index)
        }
        #expect(try kept("label:cat") == [0])
        #expect(try kept("label:dog,The Eiffel Tower") == [1])
        #expect(try kept("recognized") == [0])
        #expect(try kept("recognized:false") == [1])
        #expect(try kept("country:FR,de") == [0, 1])
        #expect(try kept("country:DE") == [0, 1])
    }

    @Test func shuffleIsAPermutationOfTheSeed() throws {
        let once = try run(["shuffle"], on: sketches(40), seed: 7).map(\.strokeCount)
        #expect(once.sorted() == Array(0..<40) && once != Array(0..<40))
        #expect(try run(["shuffle"], on: sketches(40), seed: 7).map(\.strokeCount) == once)
        #expect(try run(["shuffle"], on: sketches(40), seed: 8).map(\.strokeCount) != once)
        #expect(try run(["shuffle"], on: sketches(0)).isEmpty)
        #expect(try run(["shuffle"], on: sketches(1)).count == 1)
    }

    @Test func shuffleReachesEveryOrderAlike() throws {
        var seen: [[Int]: Int] = [:]
        for seed in 0..<600 {
            var shuffle = Shuffle()
            seen[shuffle.plan(count: 3, seed: UInt64(seed)).order ?? [], default: 0] += 1
        }
        #expect(seen.count == 6)
        #expect(seen.values.allSatisfy { (60...140).contains($0) })
    }

    @Test func sampleKeepsTheOrder() throws {
        for seed in 0..<50 as Range<UInt64> {
            let chosen = try run(["sample:10"], on: sketches(30), seed: seed).map(\.strokeCount)
            #expect(chosen.count == 10 && chosen == chosen.sorted() && Set(chosen).count == 10)
        }
    }
}
