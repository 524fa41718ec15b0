internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// The rule of where labels come from, as a table.
@Suite struct LabelPolicyTests {
    struct Row: Sendable {
        var path: String
        var isPartOfTree = false
        var policy = LabelPolicy()
        var label: String?
        var origin: LabelOrigin?
    }

    private static let own = LabelPolicy(known: ["cat", "unicorn"])
    private static let model: LabelPolicy = {
        var policy = LabelPolicy()
        policy.know(["cat", "house"])
        return policy
    }()

    @Test(arguments: [
        // What the user gave for all sketches comes first.
        Row(path: "/x/cat.ndjson", policy: LabelPolicy(fixed: "dog"), label: "dog", origin: .option),
        Row(path: "-", policy: LabelPolicy(fixed: "dog"), label: "dog", origin: .option),
        // The names that the user chose.
        Row(path: "/x/my owl.svg", policy: LabelPolicy(source: .file), label: "my owl", origin: .file),
        Row(path: "/tmp/cat.svg", policy: LabelPolicy(source: .folder), label: "tmp", origin: .folder),
        Row(path: "/x/cat.svg", isPartOfTree: true, policy: LabelPolicy(source: LabelPolicy.Source.none)),
        Row(path: "-", policy: LabelPolicy(source: .file)),
        // The file's name, if it is a known label.
        Row(path: "/x/cat.ndjson.gz", label: "cat", origin: .file),
        Row(path: "/x/full_simplified_cat.ndjson", label: "cat", origin: .file),
        Row(path: "/x/sketchrnn_The Eiffel Tower.full.npz", label: "The Eiffel Tower", origin: .file),
        Row(path: "/x/valid.npz"), Row(path: "/x/unicorn.npz"), Row(path: "/x/Cat.npz"), Row(path: "-"),
        Row(path: "/x/unicorn.npz", policy: own, label: "unicorn", origin: .file),
        Row(path: "/x/dog.npz", policy: own),
        Row(path: "/house/cat.svg", isPartOfTree: true, label: "cat", origin: .file),
        Row(path: "/house/dog.svg", isPartOfTree: true, policy: model, label: nil),
        // The folder's, in a tree.
        Row(path: "/dev/1.svg", isPartOfTree: true),
        Row(path: "/tmp/1.svg", isPartOfTree: true),
        Row(path: "/usr/1.svg", isPartOfTree: true, label: "usr", origin: .folder),
        Row(path: "/usr/1.ndjson", isPartOfTree: true, label: "usr", origin: .folder),
        Row(path: "/usr/1.svg"), Row(path: "1.svg", isPartOfTree: true),
        Row(path: "/usr/1.svg", isPartOfTree: true, policy: model),
    ])
    func theFirstThatThereIs(row: Row) {
        let label = row.policy.label(for: SketchInput(path: row.path, isPartOfTree: row.isPartOfTree))
        #expect(label?.text == row.label && label?.origin == row.origin, "\(row)")
    }

    /// The record comes before names and after `--label`.
    @Test func theRecordsOwn() async throws {
        let folder = TemporaryFolder()
        folder.write("owl 0,0 1,1\n? 0,0 1,1\n", to: "cat.lines")
        func labels(_ policy: LabelPolicy) async throws -> (labels: [String?], counts: [LabelOrigin: Int]) {
            let formats = FormatChoice(formats: [LineFormat()])
            var pipeline = SketchPipeline(inputs: [SketchInput(path: folder("cat.lines"))], formats: formats)
            pipeline.labels = policy
            var labels: [String?] = []
            let report = try await pipeline.run(makeConsumer: { Labels() }, collect: { labels += $0 })
            return (labels, report.labels)
        }
        let usual = try await labels(LabelPolicy())
        #expect(usual.labels == ["owl", "cat"] && usual.counts == [.file: 1])
        let fixed = try await labels(LabelPolicy(fixed: "bee"))
        #expect(fixed.labels == ["bee", "bee"] && fixed.counts == [.option: 2])
        #expect(try await labels(LabelPolicy(source: LabelPolicy.Source.none)).labels == ["owl", nil])
    }
}

private struct Labels: SketchConsumer {
    var labels: [String?] = []

    mutating func consume(_ sketch: inout Sketch) { labels.append(sketch.metadata.label) }
    consuming func finish() -> [String?] { labels }
}
