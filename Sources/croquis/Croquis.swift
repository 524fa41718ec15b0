internal import ArgumentParser
internal import FormatRegistry
internal import SketchStreams

@main
struct Croquis: AsyncParsableCommand {
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
            Info.self,
            Validate.self, Formats.self,
        ]
    )

    static func main() async { await main(CommandArguments.ofProcess) }

    private static var formatTable: String {
        FormatRegistry.formats.map { "  \($0.name)\n\(Paragraph($0.summary, indent: 6))" }.joined(separator: "\n")
    }
}
