internal import ArgumentParser
internal import SketchStreams

/// A command that reads sketches, and reports on them.
protocol Verb: AsyncParsableCommand {
    /// What the progress line calls the work.
    static var activity: String { get }
    /// The long names of the options that people need first, in the order in which help shows them.
    static var mainOptions: [String] { get }
    var input: InputOptions { get }
    var talk: TalkOptions { get }
    /// Whether existing files are replaced.
    var force: Bool { get }
    /// Does the work, and prints its results.
    func run(_ talk: Talk) async throws -> PipelineReport
}

extension Verb {
    var force: Bool { false }

    mutating func run() async throws {
        let talk = Talk(talk, verb: Self.activity, faults: input, force: force)
        try await talk.ending { [self] in try await run(talk) }
    }
}
