internal import ArgumentParser
internal import SketchModel
internal import SketchReports
internal import SketchStreams
internal import TextNotation

@main
struct RootCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "croquis",
        abstract: "Convert, draw, recognise and explain sketches stored as pen strokes.",
        usage: "croquis <verb> <in> ... [-o <out>] [<options>]",
        discussion: """
            EXAMPLES:
              croquis convert cat.ndjson -o cat.npz
              croquis render cat.svg -o cat.png
              croquis classify cat.svg

            MORE:
              croquis help VERB        the options of a verb, and examples
              croquis help transforms  what -t can do on the way
              croquis help formats     the formats and their options
              croquis help naming      labels, file names, splits, shards, exit codes
            """,
        version: "0.1.0",
        subcommands: [Transforms.self, Naming.self],
        groupedSubcommands: [
            CommandGroup(name: "Convert and draw", subcommands: [Convert.self, Render.self, Show.self]),
            CommandGroup(
                name: "Recognise and explain",
                subcommands: [Classify.self, Evaluate.self, Explain.self, Invert.self, Train.self]
            ),
            CommandGroup(
                name: "Look and check",
                subcommands: [Info.self, Labels.self, Validate.self, Formats.self, Help.self]
            ),
        ]
    )

    /// The arguments after the command's name, as texts of paths: one may name a file and need not be UTF-8.
    private static let processArguments = (1..<max(1, Int(CommandLine.argc))).compactMap { index in
        CommandLine.unsafeArgv[index].map { PathText.text(cString: $0) }
    }

    /// Runs the verb named.
    static func main() async {
        ProcessSettings.apply()
        let arguments = processArguments
        do {
            try UnknownVerb.check(arguments)
            var command = try await asyncParseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            end(error, arguments)
        }
    }

    /// Prints the help or the message that an error stands for, and ends the process.
    private static func end(_ error: any Error, _ arguments: [String]) -> Never {
        // `croquis help VERB` is about the second.
        let verb = arguments.first { $0 != "help" }.flatMap { Help.command(named: $0) }
        if exitCode(for: error).isSuccess {
            let text = fullMessage(for: error)
            if text.hasPrefix("OVERVIEW: ") { end(printing: HelpText(verb ?? RootCommand.self).description) }
            if arguments.first == "--generate-completion-script" { end(printing: Help.removeSecond(from: text + "\n")) }
            exit(withError: error)
        }
        let isJSON = arguments.prefix { $0 != "--" }.contains("--json")
        if let fault = error as? Fault ?? (isJSON ? usageFault(error, verb) : nil) {
            let text = isJSON ? JSONValue.object([("error", .fault(fault))]).line : fault.description
            _ = StandardStream.error.write(PrintableText.of(text, isJSON: isJSON) + "\n")
            exit(withError: ExitCode(fault.reason.kind.exitCode))
        }
        exit(withError: error)
    }

    private static func end(printing text: String) -> Never {
        exit(withError: StandardStream.output.write(text) ? nil : ExitCode(FaultKind.inputOutput.exitCode))
    }

    /// What the parser says about a wrong command line, in the form of all errors; `nil` if it was printed already.
    private static func usageFault(_ error: any Error, _ verb: (any ParsableCommand.Type)?) -> Fault? {
        guard !(error is ExitCode), exitCode(for: error) == .validationFailure else { return nil }
        let name = (["croquis"] + [verb?._commandName].compactMap(\.self)).joined(separator: " ")
        return Fault(source: name, reason: WrongUse(message: message(for: error), advice: "see \(name) --help"))
    }
}

private struct WrongUse: FaultReason {
    var message: String
    var advice: String?
    var kind: FaultKind { .wrongUsage }
}
