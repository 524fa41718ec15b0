internal import SketchModel
internal import Testing

@testable internal import SketchTransforms

/// The steps that choose by label, and `unique`.
struct LabelSelectionTests {
    /// One sketch per label, each with a different drawing.
    private func sketches(_ labels: [String?]) -> [Sketch] {
        labels.enumerated().map { index, label in
            Sketch(strokes: [[Point(Double(index), 0)]], metadata: SketchMetadata(label: label, id: UInt64(index)))
        }
    }

    private let mixed: [String?] = (0..<300).map { ["cat", "dog", "dog", "owl", "dog", nil][$0 % 6] }

    private func counts(_ sketches: [Sketch]) -> [String: Int] {
        sketches.reduce(into: [:]) { $0[$1.metadata.label ?? "none", default: 0] += 1 }
    }

    @Test(arguments: ["take", "sample"])
    func countsAreExactForEachLabel(name: String) throws {
        let chosen = try run(["\(name):7/label"], on: sketches(mixed))
        #expect(counts(chosen) == ["cat": 7, "dog": 7, "owl": 7, "none": 7])
        #expect(chosen.map(\.source.index) == chosen.map(\.source.index).sorted())
        #expect(counts(try run(["\(name):60/label"], on: sketches(mixed)))["cat"] == 50)
        #expect(try run(["\(name):0/label"], on: sketches(mixed)).isEmpty)
    }

    @Test func takeKeepsTheFirstOfEachLabel() throws {
        #expect(try run(["take:1/label"], on: sketches(mixed)).map(\.source.index) == [0, 1, 3, 5])
    }

    @Test func aSampleFollowsTheSeedAndItsLabelAlone() throws {
        func sample(_ seed: UInt64) throws -> [UInt64?] {
            try run(["sample:5/label"], on: sketches(mixed), seed: seed).map(\.metadata.id)
        }
        #expect(try sample(3) == sample(3))
        #expect(try sample(3) != sample(4))
        let dogs = try run(["label:dog", "sample:5/label"], on: sketches(mixed), seed: 3)
        // The second step of a list draws other numbers than the first, so the filter stands behind in one and before
        // in none.
        let all = try run(["skip:0", "sample:5/label"], on: sketches(mixed), seed: 3)
        #expect(dogs.map(\.metadata.id) == all.filter { $0.metadata.label == "dog" }.map(\.metadata.id))
    }

    @Test func aSampleIsEven() throws {
        var chosen = [Int](repeating: 0, count: 10)
        for seed in 0..<600 as Range<UInt64> {
            for sketch in try run(["sample:3/label"], on: sketches(Array(repeating: "cat", count: 10)), seed: seed) {
                chosen[sketch.source.index] += 1
            }
        }
        #expect(chosen.allSatisfy { (130...230).contains($0) }, "\(chosen)")
    }

    @Test func aSampleKeepsFewSketches() {
        var sample = SampleByLabel(size: 10)
        sample.begin(seed: 1)
        let kept = sketches(Array(repeating: "cat", count: 20_000)).count { sample.observe($0) }
        // 10 · (1 + ln 2000) are expected.
        #expect((40...140).contains(kept))
        #expect(sample.plan(count: kept, seed: 1).order?.count == 10)
    }

    @Test func aSampleSaysWhichLabelHasTooFew() {
        var sample = SampleByLabel(size: 3)
        for sketch in sketches(["cat", "dog", "dog", "owl", "owl", "owl"]) { _ = sample.observe(sketch) }
        #expect(
            sample.plan(count: 6, seed: 0).note == "sample:3/label: 2 labels have fewer sketches, 'cat' the fewest: 1"
        )
    }

    @Test func labelsWithoutRegardToCase() throws {
        let mixed = sketches(["Cat", "cat", "CAT", "dog", nil])
        #expect(try run(["label:~cAt"], on: mixed).map(\.source.index) == [0, 1, 2])
        #expect(try run(["label:~cat,dog"], on: mixed).map(\.source.index) == [0, 1, 2, 3])
        #expect(try run(["label:cat"], on: mixed).map(\.source.index) == [1])
        #expect(parseError("label:~") != nil)
    }

    @Test func labelsThatWereNotSeen() throws {
        let filter = LabelFilter(["catt", "dog", "zzz"], ofAnyCase: ["OWL", "Fish"])
        var workspace = TransformWorkspace()
        for var sketch in sketches(["cat", "car", "Owl", "dog", nil]) {
            _ = filter.apply(to: &sketch, using: &workspace)
        }
        let missing = filter.missing(from: workspace.sightings)
        #expect(missing.map(\.name) == ["catt", "fish", "zzz"])
        #expect(missing.map(\.form) == ["label:catt", "label:~fish", "label:zzz"])
        #expect(missing[0].advice == "did you mean cat, car?")
        #expect(missing[2].advice == "there are 4 others")
        #expect(LabelFilter(["DOG"]).missing(from: workspace.sightings)[0].advice == "did you mean dog?")
        #expect(
            LabelFilter(["x"]).missing(from: [:])[0].advice == "none of the sketches that reached this step has a label"
        )
    }

    @Test func uniqueKeepsTheFirstOfEqualDrawings() throws {
        func sketch(_ strokes: [[(Double, Double)]], _ label: String) -> Sketch {
            Sketch(strokes: strokes.map { $0.map { Point($0.0, $0.1) } }, metadata: SketchMetadata(label: label))
        }
        let drawings = [
            sketch([[(1, 2), (3, 4)]], "a"), sketch([[(1, 2)], [(3, 4)]], "b"), sketch([[(1, 2), (3, 4)]], "c"),
            sketch([[(0, 2)]], "d"), sketch([[(-0.0, 2)]], "e"), sketch([], "f"), sketch([[]], "g"),
        ]
        #expect(try run(["unique"], on: drawings).map(\.metadata.label) == ["a", "b", "d", "f", "g"])
        var (filter, workspace) = (Unique(), TransformWorkspace())
        for drawing in drawings { _ = filter.keeps(drawing, using: &workspace) }
        #expect(workspace.losses.counts[Unique.repeated] == 2)
    }

    /// Values of MurmurHash3_x64_128 with seed 0, by mmh3 5.1 of PyPI.
    @Test(
        arguments: [
            ("", 0x0000000000000000, 0x0000000000000000),
            ("cat", 0xe96708be3e070336, 0x697f462e425d7b74),
            ("The Eiffel Tower", 0xd8038bcab1fc3a7a, 0x5f7a0e6bbb95088a),
            ("The Great Wall of China", 0xa5ecdc2ac6a7cf43, 0x7ed3d839088f841f),
            ("sixteen bytes !!", 0x06529e6ec860fdd5, 0xe077450ee71aaa53),
        ] as [(String, UInt64, UInt64)]
    )
    func hashesAreMurmurs(text: String, first: UInt64, second: UInt64) {
        let hash = StrokeHash(text)
        #expect(hash.first == first && hash.second == second)
    }
}
