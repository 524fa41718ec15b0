internal import ArgumentParser
internal import FormatRegistry
internal import SketchModel
internal import SketchNet
internal import SketchStreams

@main
struct RootCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "croquis",
        abstract: "Convert, draw, recognise, inspect and check sketches kept as strokes.",
        discussion: """
            FORMATS:
            \(formatTable)

            EXAMPLES:
              croquis convert cat.ndjson -o cat.npz
              croquis convert drawings/ -o drawings.ndjson
              croquis render cat.svg -o cat.png
              croquis show cat.ndjson
              croquis classify cat.svg
              croquis train drawings/ -o my.safetensors
              croquis explain cat.svg -o out/
              croquis invert cat.svg -o out/
              croquis info cat.ndjson.gz
              croquis validate *.ndjson

            EXIT CODES:
              0   all done
              1   done, with records skipped or faults found
              64  wrong usage
              65  bad input data
              66  no such input
              73  output cannot be created
              74  read or write failed
            """,
        version: "0.1.0",
        subcommands: [
            Convert.self, Render.self, Show.self, Classify.self, Evaluate.self, Train.self, Explain.self, Invert.self,
            Info.self, Labels.self, Validate.self, Formats.self,
        ]
    )

    private static var formatTable: String {
        FormatRegistry.formats.map { "  \($0.name)\n\(Paragraph($0.summary, indent: 6))" }.joined(separator: "\n")
    }

    /// Runs the verb named.
    static func main() async {
        DenseProduct.endThreads()
        let arguments = CommandArguments.ofProcess
        do {
            var command = try await asyncParseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            if arguments.prefix(while: { $0 != "--" }).contains("--json"), let line = usageError(error, arguments) {
                _ = StandardStream.error.write(line + "\n")
                exit(withError: exitCode(for: error))
            }
            exit(withError: error)
        }
    }

    /// What the parser says of a wrong use, in the form of all errors; `nil` if it is none, or was told already.
    private static func usageError(_ error: any Error, _ arguments: [String]) -> String? {
        guard !(error is ExitCode), exitCode(for: error) == .validationFailure else { return nil }
        let verbs = configuration.subcommands.map { "\($0)".lowercased() }
        let command = ["croquis"] + arguments.prefix(1).filter(verbs.contains)
        let name = command.joined(separator: " ")
        let fault = Fault(source: name, reason: WrongUse(message: message(for: error), advice: "see \(name) --help"))
        return JSONValue.object([("error", .fault(fault))]).line
    }
}

private struct WrongUse: FaultReason {
    var message: String
    var advice: String?
    var kind: FaultKind { .wrongUsage }
}
