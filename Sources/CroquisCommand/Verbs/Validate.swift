internal import ArgumentParser
internal import SketchModel
internal import SketchStreams

struct Validate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read everything and report every fault with its place.",
        discussion: """
            Faults are the results, one a line on standard output, and all of them. Exits with 1 where there is one.

            EXAMPLES:
              croquis validate *.ndjson
              croquis validate cat.bin --json | jq .error.record
              croquis validate cats.ndjson --rejects bad.ndjson
            """
    )

    @OptionGroup var input: InputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if input.label != nil || input.labelFrom != nil {
            throw ValidationError(
                "--label and --label-from say what sketches show, which validate does not ask: leave them out"
            )
        }
    }

    mutating func run() async throws {
        let talk = Talk(talk, verb: "checking", faults: input.faults)
        try await talk.ending {
            var pipeline = try input.pipeline()
            pipeline.policy = (input.onError ?? .skip).policy
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
            if talk.options.json {
                let members: [(String, JSONValue)] = [
                    ("sketches", .whole(report.read)), ("faults", .whole(report.faults)),
                    ("passedOver", .whole(report.passedOver)),
                ]
                talk.say(JSONValue.object(members).line)
            } else if !talk.options.quiet {
                talk.say(summary)
                if let passedOver = Counting.passedOver(report.passedOver) { talk.say(passedOver) }
            }
            return report
        }
    }
}
