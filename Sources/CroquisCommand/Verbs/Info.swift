internal import ArgumentParser
internal import SketchModel
internal import SketchReports
internal import SketchStreams
internal import TextNotation

struct Info: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Summarise what is in sketch files.",
        usage: "croquis info <in> ... [<options>]",
        discussion: """
            Prints formats, counts, ranges, lengths and labels, for all inputs together.

            EXAMPLES:
              croquis info cat.ndjson
              croquis info --json *.npz
              croquis info raw.ndjson -t quickdraw
            """
    )

    static let activity = "reading"
    static let mainOptions = ["--top", "--transform", "--from", "--json"]

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup var talk: TalkOptions

    @Option(help: ArgumentHelp("Number of labels and countries to list; 0 for all.", valueName: "n"))
    var top: Int = 12

    func validate() throws {
        if top < 0 { throw ValidationError("--top must be at least 0") }
    }

    func run(_ talk: Talk) async throws -> PipelineReport {
        let pipeline = try input.pipeline()
        var statistics = SketchStatistics()
        let report = try await pipeline.run(
            events: talk.events,
            makeConsumer: { StatisticsConsumer() },
            collect: { statistics.merge($0) }
        )
        let summary = StatisticsSummary(statistics: statistics, report: report, top: top == 0 ? .max : top)
        talk.result(summary.json, or: summary.lines)
        return report
    }
}
