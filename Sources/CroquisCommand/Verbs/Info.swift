internal import ArgumentParser
internal import SketchModel
internal import SketchReports
internal import SketchStreams
internal import TextNotation

struct Info: AsyncParsableCommand, Verb {
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

    static let mainOptions = ["--top", "--transform", "--from", "--json"]

    @OptionGroup var input: InputOptions
    @OptionGroup var talk: TalkOptions

    @Option(help: ArgumentHelp("Number of labels and countries to list; 0 for all.", valueName: "n"))
    var top: Int = 12

    func validate() throws {
        if top < 0 { throw ValidationError("--top must be at least 0") }
    }

    mutating func run() async throws {
        let talk = Talk(talk, verb: "reading", faults: input.faults)
        try await talk.ending {
            let pipeline = try input.pipeline()
            var statistics = SketchStatistics()
            let report = try await pipeline.run(
                events: talk.events,
                makeConsumer: { StatisticsConsumer() },
                collect: { statistics.merge($0) }
            )
            let summary = StatisticsSummary(statistics: statistics, report: report, top: top == 0 ? .max : top)
            if talk.options.json {
                talk.result(summary.json.line)
            } else {
                for line in summary.lines { talk.result(line) }
            }
            return report
        }
    }
}
