internal import ArgumentParser
internal import SketchStreams

struct Invert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move the strokes of sketches until a model sees what it should."
    )

    @OptionGroup var input: InputOptions
    @OptionGroup(title: "Options of evaluation") var evaluation: EvaluationOptions
    @OptionGroup(title: "Options of the model") var model: ModelOptions
    @OptionGroup(title: "Options of formats, reading") var reading: ReadingFlags
    @OptionGroup var talk: TalkOptions

    mutating func run() async throws {
        let talk = Talk(talk, verb: "inverting")
        try await talk.ending {
            try await InvertEvaluation.run(input, reading: reading, model: model, options: evaluation, talk: talk)
        }
    }
}
