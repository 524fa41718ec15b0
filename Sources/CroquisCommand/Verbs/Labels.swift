internal import ArgumentParser
internal import SketchModel
internal import SketchNet
internal import SketchReports
internal import SketchStreams
internal import TextNotation

struct Labels: Verb {
    static let configuration = CommandConfiguration(
        abstract: "List the labels of sketches, or of a model.",
        usage: "croquis labels [<in> ...] [<options>]",
        discussion: """
            Prints one label per line, in the order that numbers classes by default: QuickDraw's if it has all of them, \
            otherwise by their UTF-8 bytes. Use the list as --classes to number classes from 0 without gaps. Without an \
            input, prints the labels of the built-in model, or of --model, in the order of its answers.

            EXAMPLES:
              croquis labels *.ndjson > classes.txt
              croquis labels drawings/ --counts
              croquis labels
              croquis labels --model my.safetensors
            """
    )

    static let activity = "reading"
    static let mainOptions = ["--counts", "--model", "--transform", "--label-from", "--json"]

    @OptionGroup(title: "Input options") var input: InputOptions

    @Option(
        help: ArgumentHelp("List the labels that this model knows, instead of an input's.", valueName: "file"),
        completion: .file()
    )
    var model: String?

    @Flag(help: "Print the number of sketches before each label.")
    var counts = false

    @OptionGroup var talk: TalkOptions

    func run(_ talk: Talk) async throws -> PipelineReport {
        guard input.inputs.isEmpty, input.filesFrom == nil, input.files0From == nil else {
            if model != nil { throw ValidationError("give --model or an input, not both") }
            return try await list(talk)
        }
        try listModel(talk)
        return PipelineReport()
    }

    private func listModel(_ talk: Talk) throws {
        if counts { throw ValidationError("--counts needs an input: a model has no sketches to count") }
        let labels = try (model.map { path throws(Fault) in try SketchNetModel(path: path) } ?? .embedded).labels
        talk.result(.object([("labels", .texts(labels))]), or: labels)
    }

    private func list(_ talk: Talk) async throws -> PipelineReport {
        let pipeline = try input.pipeline()
        var found: [ExactText: Int] = [:]
        var unlabelled = 0
        let report = try await pipeline.run(
            events: talk.events,
            makeConsumer: { LabelConsumer() },
            collect: { part in
                found.merge(part.counts, uniquingKeysWith: +)
                unlabelled += part.unlabelled
            }
        )
        let classes = ClassOrder.automatic.classes(of: found.keys.lazy.map(\.text)).names.compactMap { name in
            found[ExactText(name)].map { (label: name, sketches: $0) }
        }
        let rows = classes.map { JSONValue.object([("label", .text($0.label)), ("sketches", .whole($0.sketches))]) }
        talk.result(
            .object([("sketches", .whole(report.kept)), ("unlabelled", .whole(unlabelled)), ("labels", .list(rows))]),
            or: classes.map { counts ? "\($0.sketches) \($0.label)" : $0.label }
        )
        if unlabelled > 0, !talk.options.json, !talk.options.quiet {
            talk.say("without a label: \(Counting.sketches(unlabelled))")
        }
        return report
    }
}

/// Counts the labels of a chunk.
private struct LabelConsumer: SketchConsumer {
    var counts: [ExactText: Int] = [:]
    var unlabelled = 0

    mutating func consume(_ sketch: inout Sketch) {
        if let label = sketch.metadata.label, !label.isEmpty {
            counts[ExactText(label), default: 0] += 1
        } else {
            unlabelled += 1
        }
    }

    consuming func finish() -> LabelConsumer { self }
}
