internal import ArgumentParser
internal import SketchModel
internal import SketchReports
internal import SketchStreams
internal import TextNotation

struct Validate: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Read everything, and report every fault.",
        usage: "croquis validate <in> ... [<options>]",
        discussion: """
            Prints every fault with its position to standard output, one per line, and exits with 1 if there is one.

            EXAMPLES:
              croquis validate *.ndjson
              croquis validate cat.bin --json | jq .error.record
              croquis validate cats.ndjson --rejects bad.ndjson
            """
    )

    static let activity = "checking"
    static let mainOptions = ["--rejects", "--errors", "--on-error", "--from", "--json"]

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if input.label != nil || input.labelFrom != nil {
            throw ValidationError("validate doesn't look at labels: leave out --label and --label-from")
        }
    }

    func run(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        pipeline.policy = input.onError?.value ?? .skip
        var events = talk.events
        events.fault = {
            talk.keep($0)
            talk.result(talk.text(of: $0))
        }
        let report = try await pipeline.run(
            events: events,
            makeConsumer: { StatisticsConsumer() },
            collect: { _ in }
        )
        let summary =
            "\(Counting.sketches(report.read)) read, \(Counting.grouped(report.faults)) "
            + (report.faults == 1 ? "fault" : "faults")
        talk.say(
            .object([
                ("sketches", .whole(report.read)), ("faults", .whole(report.faults)),
                ("passedOver", .whole(report.passedOver)),
            ]),
            or: [summary, Counting.passedOver(report.passedOver)].compactMap(\.self)
        )
        return report
    }
}
