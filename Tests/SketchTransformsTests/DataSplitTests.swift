internal import SketchModel
internal import Testing

@testable internal import SketchTransforms

struct DataSplitTests {
    /// Sketches with ids, each another drawing, of three labels.
    private func sketches(_ count: Int, label: (Int) -> String? = { ["cat", "dog", "owl"][$0 % 3] }) -> [Sketch] {
        (0..<count).map { index in
            var sketch = Sketch(
                strokes: [[Point(Double(index), 1), Point(2, 3)]],
                metadata: SketchMetadata(label: label(index), id: UInt64(5000 + index))
            )
            sketch.source.index = index
            return sketch
        }
    }

    /// The parts by id.
    private func parts(_ split: DataSplit, of sketches: [Sketch], seed: UInt64 = 0) throws -> [UInt64: String] {
        var workspace = TransformWorkspace(seed: seed)
        var sketches = sketches
        guard case .each(let first) = split.steps.first else { return [:] }
        for index in sketches.indices {
            sketches[index].source.index = index
            _ = try first.apply(to: &sketches[index], using: &workspace)
        }
        if case .gather(var last)? = split.steps.last {
            for sketch in sketches { _ = last.observe(sketch) }
            let then = try last.plan(count: sketches.count, seed: seed).then
            for index in sketches.indices { _ = try then?.apply(to: &sketches[index], using: &workspace) }
        }
        return sketches.reduce(into: [:]) { $0[$1.metadata.id ?? 0] = $1.source.split }
    }

    private func counts(_ parts: some Sequence<String>) -> [String: Int] {
        parts.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    private func split(_ text: String, isStratified: Bool = false, basis: DataSplit.Basis = .idOrContent) throws
        -> DataSplit
    {
        try DataSplit(parsing: text, isStratified: isStratified, basis: basis)
    }

    @Test func sharesAreAboutThat() throws {
        let parts = try parts(split("train=0.7,valid=15%,test=0.15"), of: sketches(20_000))
        let counts = counts(parts.values)
        #expect((13_800...14_200).contains(counts["train"] ?? 0))
        #expect((2850...3150).contains(counts["valid"] ?? 0) && (2850...3150).contains(counts["test"] ?? 0))
    }

    @Test(arguments: [("train=0.5,test=0.5", false), ("train=0.5,test=0.5", true), ("train=150,test=150", false)])
    func theOrderDoesNotMatterAndTheSeedDoes(text: String, isStratified: Bool) throws {
        let split = try split(text, isStratified: isStratified)
        let all = sketches(300)
        #expect(try parts(split, of: all) == parts(split, of: all.reversed()))
        #expect(try parts(split, of: all) != parts(split, of: all, seed: 1))
    }

    /// Parts that were drawn once are those of every later version: a training set must not come to hold test sketches.
    @Test(arguments: [
        (0, DataSplit.Basis.id, "abaabbababaaababababbbab"), (1, .id, "ababaaabbaabaabbababaaaa"),
        (0, .content, "bbaabbaaaaaaabababbbaaaa"), (1, .content, "bababaabbbbabbababababaa"),
    ])
    func theSeedsPartsAreFixed(seed: UInt64, basis: DataSplit.Basis, expected: String) throws {
        let parts = try parts(split("a=0.5,b=0.5", basis: basis), of: sketches(24), seed: seed)
        #expect((5000..<5024).compactMap { parts[$0] }.joined() == expected)
    }

    @Test func aSketchKeepsItsPartWhenOthersCome() throws {
        let split = try split("train=0.5,test=0.5")
        let few = try parts(split, of: sketches(100))
        #expect(try parts(split, of: sketches(300)).filter { few[$0.key] != nil } == few)
    }

    @Test func stratifiedSharesAreExactForEachLabel() throws {
        let all = sketches(301) { $0 < 100 ? "cat" : $0 < 300 ? "dog" : "owl" }
        let parts = try parts(split("train=0.7,valid=0.15,test=0.15", isStratified: true), of: all)
        func counts(_ label: String) -> [String: Int] {
            self.counts(all.filter { $0.metadata.label == label }.compactMap { parts[$0.metadata.id ?? 0] })
        }
        #expect(counts("cat") == ["train": 70, "valid": 15, "test": 15])
        #expect(counts("dog") == ["train": 140, "valid": 30, "test": 30])
        #expect(counts("owl") == ["train": 1])
    }

    @Test func countsAreExactAndUseUpTheInput() throws {
        let parts = try parts(split("a=7,b=1,c=2"), of: sketches(10))
        #expect(counts(parts.values) == ["a": 7, "b": 1, "c": 2])
        #expect(throws: DataSplitError.countsDoNotAddUp(sum: 10, count: 11, label: nil)) {
            try self.parts(split("a=7,b=1,c=2"), of: sketches(11))
        }
        #expect(throws: DataSplitError.countsDoNotAddUp(sum: 4, count: 3, label: "cat")) {
            try self.parts(split("a=3,b=1", isStratified: true), of: sketches(9))
        }
        #expect(throws: DataSplitError.countsDoNotAddUp(sum: 2, count: 0, label: nil)) {
            try self.parts(split("a=1,b=1"), of: [])
        }
        let each = try self.parts(split("a=2,b=1", isStratified: true), of: sketches(9))
        #expect(counts(each.values) == ["a": 6, "b": 3])
    }

    @Test func whatDecides() throws {
        let all = sketches(60)
        var renamed = all
        for index in renamed.indices { renamed[index].metadata.id = UInt64(index) }
        func drawn(_ basis: DataSplit.Basis, _ sketches: [Sketch]) throws -> [String?] {
            let parts = try parts(split("a=0.5,b=0.5", basis: basis), of: sketches)
            return sketches.map { parts[$0.metadata.id ?? 0] }
        }
        #expect(try drawn(.content, all) == drawn(.content, renamed))
        #expect(try drawn(.id, all) != drawn(.id, renamed))
        #expect(try drawn(.id, all) == drawn(.idOrContent, all))
        for index in renamed.indices { renamed[index].metadata.id = nil }
        #expect(throws: DataSplitError.noId) { try drawn(.id, renamed) }
        var workspace = TransformWorkspace()
        let byContent = SplitByKey(basis: .content)
        let byEither = SplitByKey(basis: .idOrContent)
        for sketch in renamed {
            var (a, b) = (sketch, sketch)
            _ = try byContent.apply(to: &a, using: &workspace)
            _ = try byEither.apply(to: &b, using: &workspace)
            #expect(a.source.splitKey == b.source.splitKey)
        }
    }

    @Test(arguments: [
        ("", "'' is not a part of a data set; write NAME=SHARE, as in train=0.7,valid=0.15,test=0.15, or NAME=COUNT"),
        (
            "0.7,0.3",
            "'0.7' is not a part of a data set; write NAME=SHARE, as in train=0.7,valid=0.15,test=0.15, or NAME=COUNT"
        ),
        ("=1.0", "a part cannot be named ''; a name has letters, digits, - and _"),
        ("../x=1.0", "a part cannot be named '../x'; a name has letters, digits, - and _"),
        ("a=0.5,a=0.5", "the part 'a' is given twice; "),
        ("a=0.5,b=0.4", "the shares add up to 0.9, not to 1; add a part for the rest"),
        ("a=50%,b=60%", "the shares add up to 1.1, not to 1; add a part for the rest"),
        (
            "a=0.5,b=10",
            "some parts have counts and some have shares; give shares (0.7 or 70%) or counts (700) to all of them"
        ),
        ("a=0", "the part 'a' cannot take '0'; write NAME=SHARE, as in train=0.7,valid=0.15,test=0.15, or NAME=COUNT"),
        (
            "a=-1",
            "the part 'a' cannot take '-1'; write NAME=SHARE, as in train=0.7,valid=0.15,test=0.15, or NAME=COUNT"
        ),
        ("a=x", "the part 'a' cannot take 'x'; write NAME=SHARE, as in train=0.7,valid=0.15,test=0.15, or NAME=COUNT"),
        (
            "a=9223372036854775807,b=9223372036854775807",
            "the part 'a' cannot take '9223372036854775807'; write NAME=SHARE, as in train=0.7,valid=0.15,test=0.15, or NAME=COUNT"
        ),
    ])
    func refusals(text: String, message: String) {
        do throws(DataSplitError) {
            _ = try DataSplit(parsing: text)
            Issue.record("nothing was refused")
        } catch {
            #expect(error.message + "; " + (error.advice ?? "") == message)
            #expect(error.kind == .wrongUsage)
        }
    }

    @Test(arguments: [
        (10, [0.7, 0.15, 0.15], [7, 2, 1]), (3, [0.5, 0.5], [2, 1]), (0, [0.5, 0.5], [0, 0]),
        (100, [0.29, 0.71], [29, 71]), (1, [0.3, 0.3, 0.4], [0, 0, 1]),
    ])
    func largestRemainders(count: Int, shares: [Double], sizes: [Int]) {
        #expect(LargestRemainder.sizes(of: count, shares: shares) == sizes)
    }
}
